import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { tooLongRow, tooManyColumns, unreadable, UnreadableFile } from "./fault.js";
import { LIMITS } from "./limits.js";
import type { RawRow } from "./staged-row.js";
import { textOf, type Bytes } from "./text.reader.js";

/** The rows of a CSV file (RFC 4180), headings first; empty lines are counted. Throws `UnreadableFile`. */
export async function* csvRows(bytes: Bytes): AsyncGenerator<RawRow> {
  const parser = parse({ bom: true, relax_column_count: true, max_record_size: LIMITS.rowCharacters });
  // Its error is that of the loop below.
  pipeline(Readable.from(textOf(bytes)), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.length > LIMITS.columns) throw new UnreadableFile(tooManyColumns(row));
      yield { row, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const bad = parser.info.records + 1;
    // The library's own error holds what stands in the file: it goes no further.
    throw new UnreadableFile(error.code === "CSV_MAX_RECORD_SIZE" ? tooLongRow(bad) : unreadable({ row: bad }));
  }
}
