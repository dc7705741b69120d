import { tenantScope, type TenantId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";
import { BEGINNING, comparePositions, type Position } from "./position.js";
import {
  digestOf,
  entryOf,
  firstTampering,
  NO_SEAL,
  SEALED_COLUMNS,
  unpackEntries,
  type SealedRow,
  type Tampering,
} from "./sealed.js";

const sealsAfter = statement(
  "journal.seals_after",
  `select number, from_xid::text, from_version::int4, from_id, to_xid::text, to_version::int4, to_id,
     events, entries, digest, previous
   from journal.seal where tenant_id = $1 and number > $2 order by number limit 1`,
);
const sealedEvents = statement(
  "journal.sealed_events",
  `select ${SEALED_COLUMNS} from journal.event e where e.tenant_id = $1
     and (e.xid, e.version, e.id) > ($2::xid8, $3, $4::uuid) and (e.xid, e.version, e.id) <= ($5::xid8, $6, $7::uuid)
   order by e.xid, e.version, e.id`,
);

interface SealRow {
  readonly number: number;
  readonly from_xid: string;
  readonly from_version: number;
  readonly from_id: string;
  readonly to_xid: string;
  readonly to_version: number;
  readonly to_id: string;
  readonly events: number;
  readonly entries: Buffer;
  readonly digest: Buffer;
  readonly previous: Buffer;
}

/** The end of a chain, to be kept where the database's masters cannot reach it: it gives away a chain that was remade. */
export interface SealHead {
  readonly number: number;
  /** Hexadecimal. */
  readonly digest: string;
}

/** The first thing that is not as it was sealed; `seal` is its number. */
export type SealFault =
  | (Tampering & { readonly seal: number })
  | { readonly kind: "seal_missing" | "seal_edited" | "head_differs"; readonly seal: number };

export type SealVerdict =
  | { readonly isIntact: true; readonly seals: number; readonly events: number; readonly head: SealHead | undefined }
  | { readonly isIntact: false; readonly fault: SealFault };

interface Chain {
  readonly number: number;
  readonly digest: Buffer;
  readonly to: Position;
  readonly events: number;
}

/**
 * Checks every sealed event and every seal of a tenant, from the first. `anchor` is a head that an earlier check
 * answered: with it a chain that was shortened or remade is found out too.
 */
export async function verifySeals(database: Database, tenantId: TenantId, anchor?: SealHead): Promise<SealVerdict> {
  let chain: Chain = { number: 0, digest: NO_SEAL, to: BEGINNING, events: 0 };
  for (;;) {
    const next = await database.read(tenantScope(tenantId), (uow) => verifyNext(uow, chain));
    if (next === undefined) break;
    if ("kind" in next) return { isIntact: false, fault: next };
    chain = next;
    if (anchor?.number === chain.number && anchor.digest !== chain.digest.toString("hex")) {
      return { isIntact: false, fault: { kind: "head_differs", seal: chain.number } };
    }
  }
  if (anchor !== undefined && anchor.number > chain.number) {
    return { isIntact: false, fault: { kind: "seal_missing", seal: chain.number + 1 } };
  }
  const head = chain.number === 0 ? undefined : { number: chain.number, digest: chain.digest.toString("hex") };
  return { isIntact: true, seals: chain.number, events: chain.events, head };
}

async function verifyNext(uow: UnitOfWork, chain: Chain): Promise<Chain | SealFault | undefined> {
  const { tenantId } = uow.scope;
  const row = await uow.one<SealRow>(sealsAfter, [tenantId, chain.number]);
  if (row === undefined) return undefined;
  const seal = chain.number + 1;
  if (row.number !== seal) return { kind: "seal_missing", seal };
  const from = { xid: row.from_xid, version: row.from_version, id: row.from_id };
  const to = { xid: row.to_xid, version: row.to_version, id: row.to_id };
  const { entries, previous } = row;
  const isChained = previous.equals(chain.digest) && comparePositions(from, chain.to) === 0;
  const sealed = unpackEntries(entries);
  const isWhole = digestOf({ tenantId, number: seal, from, to, entries, previous }).equals(row.digest);
  if (!isChained || !isWhole || sealed?.length !== row.events) return { kind: "seal_edited", seal };
  const values = [tenantId, from.xid, from.version, from.id, to.xid, to.version, to.id];
  const found = (await uow.rows<SealedRow>(sealedEvents, values)).map(entryOf);
  const tampering = firstTampering(sealed, found);
  if (tampering !== undefined) return { ...tampering, seal };
  return { number: seal, digest: row.digest, to, events: chain.events + sealed.length };
}
