import type pg from "pg";
import { valueParsers, type TypeOid } from "./value-parser.js";

/** A column as the server describes it. */
export interface ColumnDescription {
  readonly name: string;
  readonly dataTypeID: TypeOid;
}

/** How the rows of a statement are read. */
export interface RowShape {
  readonly names: readonly string[];
  readonly parsers: readonly ((text: string) => unknown)[];
  /** A row without values, so that all rows of a statement are alike to the engine. */
  readonly blank: Readonly<Record<string, unknown>>;
}

/** Of statements that answer no rows. */
export const NO_ROWS: RowShape = { names: [], parsers: [], blank: {} };

export function rowShape(columns: readonly ColumnDescription[], types: pg.CustomTypesConfig = valueParsers): RowShape {
  return {
    names: columns.map(({ name }) => name),
    parsers: columns.map(({ dataTypeID }) => types.getTypeParser(dataTypeID, "text") as (text: string) => unknown),
    blank: Object.fromEntries(columns.map(({ name }) => [name, null])),
  };
}

/** Reads one row; throws what a parser throws. */
export function readRow({ names, parsers, blank }: RowShape, fields: readonly (string | null)[]): unknown {
  const row: Record<string, unknown> = { ...blank };
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index];
    const parse = parsers[index];
    const text = fields[index];
    if (name !== undefined && parse !== undefined && typeof text === "string") row[name] = parse(text);
  }
  return row;
}
