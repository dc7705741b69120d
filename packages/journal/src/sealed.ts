import { createHash } from "node:crypto";
import type { Position } from "./position.js";

/** An event as it is sealed: every column as PostgreSQL writes it, instants as microseconds since 1970. */
export interface SealedRow {
  readonly xid: string;
  readonly version: number;
  readonly id: string;
  /** The JSON text of an array of the columns, in the order of `SEALED_COLUMNS`. */
  readonly canonical: string;
}

/** What a statement selects so that its rows are `SealedRow`s; the table's alias is `e`. */
export const SEALED_COLUMNS = `e.xid::text as xid, e.version::int4 as version, e.id,
  json_build_array(e.tenant_id, e.id, e.xid::text, e.stream_id, e.version, e.organization_id, e.project_id, e.type,
    e.contract_version, e.payload::text, e.actor::text, (extract(epoch from e.occurred_at) * 1000000)::int8::text,
    (extract(epoch from e.recorded_at) * 1000000)::int8::text)::text as canonical`;

/** What seal 1 is chained to. */
export const NO_SEAL = Buffer.alloc(32);

const ID_BYTES = 16;
const ENTRY_BYTES = 48;

/** Of one sealed event: its id and the SHA-256 of its canonical text. */
export interface SealEntry {
  readonly id: string;
  readonly hash: Buffer;
}

export function entryOf(row: SealedRow): SealEntry {
  return { id: row.id, hash: createHash("sha256").update(row.canonical).digest() };
}

/** Entries one after the other, 48 bytes each. */
export function packEntries(entries: readonly SealEntry[]): Buffer {
  return Buffer.concat(entries.flatMap(({ id, hash }) => [Buffer.from(id.replaceAll("-", ""), "hex"), hash]));
}

/** The entries that `packEntries` packed; `undefined` when the length is not a multiple of an entry's. */
export function unpackEntries(packed: Buffer): SealEntry[] | undefined {
  if (packed.length % ENTRY_BYTES !== 0) return undefined;
  return Array.from({ length: packed.length / ENTRY_BYTES }, (_, index) => {
    const entry = packed.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES);
    const hex = entry.toString("hex", 0, ID_BYTES);
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    return { id, hash: entry.subarray(ID_BYTES) };
  });
}

/** Everything that a seal says of its events. */
export interface SealBody {
  readonly tenantId: string;
  readonly number: number;
  readonly from: Position;
  readonly to: Position;
  readonly entries: Buffer;
  readonly previous: Buffer;
}

/** SHA-256 over the seal before, the place in the chain, the range and the entries. */
export function digestOf({ tenantId, number, from, to, entries, previous }: SealBody): Buffer {
  const head = JSON.stringify([tenantId, number, from.xid, from.version, from.id, to.xid, to.version, to.id]);
  return createHash("sha256").update(previous).update(head).update(entries).digest();
}

/** The first way in which rows differ from what was sealed of them, or `undefined`. */
export type Tampering =
  | { readonly kind: "edited"; readonly eventId: string }
  | { readonly kind: "deleted"; readonly eventId: string }
  | { readonly kind: "inserted"; readonly eventId: string }
  | { readonly kind: "reordered"; readonly eventId: string };

export function firstTampering(sealed: readonly SealEntry[], found: readonly SealEntry[]): Tampering | undefined {
  for (const [at, before] of sealed.entries()) {
    const now = found[at];
    if (now === undefined) return { kind: "deleted", eventId: before.id };
    if (before.id === now.id && before.hash.equals(now.hash)) continue;
    if (before.id === now.id) return { kind: "edited", eventId: now.id };
    const isKnown = sealed.some(({ id }) => id === now.id);
    const isStillThere = found.some(({ id }) => id === before.id);
    if (!isStillThere) return { kind: "deleted", eventId: before.id };
    return { kind: isKnown ? "reordered" : "inserted", eventId: now.id };
  }
  const added = found[sealed.length];
  return added === undefined ? undefined : { kind: "inserted", eventId: added.id };
}
