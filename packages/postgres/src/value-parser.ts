import type { Instant } from "@hearken/kernel";
import pg from "pg";

type Parser = (text: string) => unknown;
/** The number of a type in the catalogue; the driver's types list those that it knows. */
export type TypeOid = Parameters<typeof pg.types.getTypeParser>[0];

const OID = { int8: 20, json: 114, date: 1082, timestamptz: 1184, jsonb: 3802, int8Array: 1016, dateArray: 1182 };

const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [OID.int8, parseInt8],
  [OID.int8Array, parseInt8Array],
  [OID.timestamptz, parseTimestamptz],
  [OID.date, (text) => text],
  [OID.dateArray, (text) => elements(text)],
  [OID.json, (text) => JSON.parse(text) as unknown],
  [OID.jsonb, (text) => JSON.parse(text) as unknown],
]);

/** The `types` of every pool: timestamptz as `Instant`, int8 as number, date as text, json parsed. */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: TypeOid, format?: "text" | "binary"): Parser {
    const own = format === "binary" ? undefined : PARSERS.get(oid);
    return own ?? (pg.types.getTypeParser(oid, format) as Parser);
  },
};

/** Reads `2025-03-05 02:00:00.123+00`; microseconds are cut off. Throws for infinity and for years that no `Date` holds. */
export function parseTimestamptz(text: string): Instant {
  const zoned = /[+-]\d{2}$/.test(text) ? `${text}:00` : text;
  const millis = Date.parse(zoned.replace(" ", "T"));
  if (Number.isNaN(millis)) throw new RangeError(`not an instant: ${text}`);
  return millis as Instant;
}

/** Throws beyond the safe integers rather than rounding. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`beyond the safe integers: ${text}`);
  return value;
}

function parseInt8Array(text: string): (number | null)[] {
  return elements(text).map((element) => (element === "NULL" ? null : parseInt8(element)));
}

function elements(arrayLiteral: string): string[] {
  const inside = arrayLiteral.slice(1, -1);
  return inside === "" ? [] : inside.split(",");
}
