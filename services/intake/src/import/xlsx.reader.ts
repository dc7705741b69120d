import { tooLargeInside, tooLongRow, tooManyColumns, unreadable, UnreadableFile } from "./fault.js";
import { LIMITS } from "./limits.js";
import type { RawRow } from "./staged-row.js";
import type { Bytes } from "./text.reader.js";
import { openArchive, type Archive, type Hearing } from "./xlsx-archive.reader.js";
import { columnOf, shownBy, textOfNumber, type Shown } from "./xlsx-cell.js";

/**
 * The rows of the first sheet of a spreadsheet, as they stand in it: headings first, rows that are left out are counted.
 * Sheets are streamed; what cells point at (their texts and styles) is held in memory, within limits.
 * Throws `UnreadableFile`.
 */
export async function* xlsxRows(bytes: Bytes): AsyncGenerator<RawRow> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes()) pieces.push(piece);
  const archive = await openArchive(Buffer.concat(pieces));
  const { sheet, is1904 } = await firstSheet(archive);
  const rows: RawRow[] = [];
  const book: Book = { texts: await sharedTexts(archive), styles: await stylesOf(archive), is1904 };
  const heard = archive.hear(
    sheet,
    sheetHearing(book, (row) => rows.push(row)),
  );
  while ((await heard.next()).done !== true) yield* rows.splice(0);
}

async function heardWhole(archive: Archive, name: string, hearing: Hearing): Promise<void> {
  const heard = archive.hear(name, hearing);
  while ((await heard.next()).done !== true);
}

async function firstSheet(archive: Archive): Promise<{ readonly sheet: string; readonly is1904: boolean }> {
  let relation: string | undefined;
  let is1904 = false;
  await heardWhole(archive, "xl/workbook.xml", {
    open: (name, { date1904, state = "visible", "r:id": id }) => {
      if (name === "workbookPr") is1904 = date1904 === "1" || date1904 === "true";
      if (name === "sheet" && state === "visible") relation ??= id;
    },
  });
  let target: string | undefined;
  await heardWhole(archive, "xl/_rels/workbook.xml.rels", {
    open: (_, attributes) => {
      if (attributes["Id"] === relation) target = attributes["Target"];
    },
  });
  if (relation === undefined || target === undefined) throw new UnreadableFile(unreadable());
  return { sheet: target.startsWith("/") ? target.slice(1) : `xl/${target}`, is1904 };
}

/** The texts that cells point at; phonetic guides (拼音) beside them are left out. */
async function sharedTexts(archive: Archive): Promise<readonly string[]> {
  const texts: string[] = [];
  if (!archive.has("xl/sharedStrings.xml")) return texts;
  let [isText, isGuide, characters, current] = [false, false, 0, ""];
  await heardWhole(archive, "xl/sharedStrings.xml", {
    open: (name) => {
      if (name === "si") current = "";
      if (name === "rPh") isGuide = true;
      if (name === "t") isText = true;
    },
    text: (text) => {
      if (!isText || isGuide) return;
      current += text;
      characters += text.length;
      if (characters > LIMITS.sharedCharacters) throw new UnreadableFile(tooLargeInside());
    },
    close: (name) => {
      if (name === "si") texts.push(current);
      if (name === "rPh") isGuide = false;
      if (name === "t") isText = false;
    },
  });
  return texts;
}

/** How each style shows a number, by its index. */
async function stylesOf(archive: Archive): Promise<readonly Shown[]> {
  const styles: Shown[] = [];
  if (!archive.has("xl/styles.xml")) return styles;
  const codes = new Map<string, string>();
  let isCellStyle = false;
  await heardWhole(archive, "xl/styles.xml", {
    open: (name, { numFmtId = "0", formatCode }) => {
      if (name === "numFmt" && formatCode !== undefined) codes.set(numFmtId, formatCode);
      if (name === "cellXfs") isCellStyle = true;
      if (name === "xf" && isCellStyle) styles.push(shownBy(Number(numFmtId), codes.get(numFmtId)));
    },
    close: (name) => {
      if (name === "cellXfs") isCellStyle = false;
    },
  });
  return styles;
}

interface Book {
  readonly texts: readonly string[];
  readonly styles: readonly Shown[];
  readonly is1904: boolean;
}

/** Hears a sheet, and tells each row when it is whole. */
function sheetHearing(book: Book, tell: (row: RawRow) => void): Hearing {
  const sheet = new Sheet(book, tell);
  return {
    open: (name, attributes) => sheet.open(name, attributes),
    text: (text) => sheet.text(text),
    close: (name) => sheet.close(name),
  };
}

class Sheet {
  #row = 0;
  #column = 0;
  #cells: string[] = [];
  #unreadable: number[] = [];
  #characters = 0;
  #type = "n";
  #style = 0;
  #value = "";
  #isValue = false;

  constructor(
    private readonly book: Book,
    private readonly tell: (row: RawRow) => void,
  ) {}

  open(name: string, { r: reference, t: type = "n", s: style = "0" }: Readonly<Record<string, string>>): void {
    if (name === "row") {
      const row = reference === undefined ? this.#row + 1 : Number(reference);
      if (!Number.isSafeInteger(row) || row <= this.#row) throw new UnreadableFile(unreadable());
      this.#row = row;
      this.#column = 0;
      this.#cells = [];
      this.#unreadable = [];
      this.#characters = 0;
    } else if (name === "c") {
      this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
      if (this.#column < 1 || this.#column > LIMITS.columns) throw new UnreadableFile(tooManyColumns(this.#row));
      this.#type = type;
      this.#style = Number(style);
      this.#value = "";
    } else if (name === "v" || name === "t") this.#isValue = true;
  }

  text(text: string): void {
    if (!this.#isValue) return;
    this.#value += text;
    this.#characters += text.length;
    if (this.#characters > LIMITS.rowCharacters) throw new UnreadableFile(tooLongRow(this.#row));
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.#isValue = false;
    else if (name === "c") this.#endCell();
    else if (name === "row") {
      const cells = Array.from(this.#cells, (one: string | undefined) => one ?? "");
      this.tell({ row: this.#row, cells, unreadable: this.#unreadable });
    }
  }

  #endCell(): void {
    if (this.#type === "e") this.#unreadable.push(this.#column);
    else if (this.#value !== "") this.#cells[this.#column - 1] = this.#said();
  }

  #said(): string {
    const { texts, styles, is1904 } = this.book;
    switch (this.#type) {
      case "s":
        return texts[Number(this.#value)] ?? "";
      case "b":
        return this.#value === "1" ? "true" : "false";
      case "n":
        return textOfNumber(this.#value, styles[this.#style] ?? "number", is1904);
      default:
        return this.#value;
    }
  }
}
