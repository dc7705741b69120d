import { contractOf } from "@hearken/contracts";
import type { Actor, Instant, Json } from "@hearken/kernel";

/** One line of the giver's history as it goes along. */
export interface HandedEntry {
  /** Its place in the giver's history. */
  readonly version: number;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  /** Codes of the posts of whoever did it; who it was stays with the giver. */
  readonly posts: readonly string[];
  readonly payload: Readonly<Record<string, Json>>;
}

/** A line of history as the journal keeps it. */
interface Line extends Pick<HandedEntry, "version" | "type" | "occurredAt" | "recordedAt"> {
  readonly actor: Actor;
  readonly payload: unknown;
}

/**
 * What of a line goes along: codes, numbers, instants and flags, never what names things by their ids. A field that its
 * contract does not know does not go.
 */
export function handedEntry({ version, type, occurredAt, recordedAt, actor, payload }: Line): HandedEntry {
  const fields = contractOf(type)?.fields ?? {};
  const kept = Object.entries(payload as Readonly<Record<string, Json>>).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field === undefined || field.namesThings === true ? [] : [[name, withoutIds(value)] as const];
  });
  return { version, type, occurredAt, recordedAt, posts: [...actor.posts], payload: Object.fromEntries(kept) };
}

/** A key of an obligation ends with what it is about: `respond_to_centre:0193d5c0-…`. */
const ID = /[:#.-]?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

function withoutIds(value: Json): Json {
  if (typeof value === "string") return value.replaceAll(ID, "");
  return Array.isArray(value) ? value.map(withoutIds) : value;
}
