import { parseId, type Instant } from "@hearken/kernel";
import { badInput } from "./fault.js";

/** What one part of a cursor may be. */
export type CursorPart = "instant" | "id" | "int" | "text";
type PartValue<P extends CursorPart> = P extends "instant" ? Instant : P extends "int" ? number : string;
type Key<Parts extends readonly CursorPart[]> = { readonly [I in keyof Parts]: PartValue<Parts[I]> };

export interface CursorCodec<K> {
  encode(key: K): string;
  /** Throws `BAD_USER_INPUT` for a cursor that this list never gave out. */
  decode(cursor: string): K;
}

const LONGEST = 512;

/**
 * Opaque cursors of one list: the sort key of a row, marked with the list's name so that a cursor of
 * another list is refused. It survives inserts, since it names a place in the order and not a count.
 */
export function cursorCodec<const Parts extends readonly CursorPart[]>(
  list: string,
  parts: Parts,
): CursorCodec<Key<Parts>> {
  const decode = (cursor: string): Key<Parts> => {
    const values = cursor.length > LONGEST ? undefined : unpack(cursor);
    if (values?.length !== parts.length + 1 || values[0] !== list) throw badCursor();
    const key = values.slice(1);
    if (!parts.every((part, i) => fits(part, key[i]))) throw badCursor();
    return key as unknown as Key<Parts>;
  };
  return { encode: (key) => Buffer.from(JSON.stringify([list, ...key])).toString("base64url"), decode };
}

function unpack(cursor: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function fits(part: CursorPart, value: unknown): boolean {
  switch (part) {
    case "instant":
      return Number.isSafeInteger(value) && Math.abs(value as number) < 8e12;
    case "int":
      return Number.isSafeInteger(value);
    case "id":
      return typeof value === "string" && parseId(value) === value;
    case "text":
      return typeof value === "string" && value.isWellFormed() && !value.includes("\u0000");
  }
}

function badCursor(): Error {
  return badInput("This cursor was not given out by this list.", ["after"]);
}
