import { crc32, deflateRawSync } from "node:zlib";

/** One file of an archive; what is said of its size may be a lie. */
export interface Entry {
  readonly name: string;
  readonly content: string | Buffer;
  readonly saidBytes?: number;
}

/** A zip archive (APPNOTE 6.3.3) of deflated files. */
export function archiveOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, saidBytes } of entries) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const title = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(saidBytes ?? raw.length, 18);
    fields.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), fields, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), fields, tail, title]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from("PK\u0005\u0006"), end]);
}

/** A cell as XML: `t` its type, `s` its style. */
export interface Cell {
  readonly t?: string;
  readonly s?: number;
  readonly v: string;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const STYLES = `<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm"/></numFmts>
  <cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>`;

/** The archive of a workbook with one sheet; texts are inline, style 1 shows days with times, style 2 days. */
export function workbookOf(rows: readonly (readonly (string | Cell)[])[], more: readonly Entry[] = []): Buffer {
  const letter = (index: number): string => String.fromCharCode(65 + index);
  const cellOf = (cell: string | Cell, at: string): string =>
    typeof cell === "string"
      ? `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`
      : `<c r="${at}" t="${cell.t ?? "n"}" s="${cell.s ?? 0}"><v>${escaped(cell.v)}</v></c>`;
  const lines = rows.map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((cell, index) => cellOf(cell, `${letter(index)}${row + 1}`)).join("")}</row>`,
  );
  return archiveOf([
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns:r="r"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: "xl/styles.xml", content: STYLES },
    { name: "xl/worksheets/sheet1.xml", content: `<worksheet><sheetData>${lines.join("")}</sheetData></worksheet>` },
    ...more,
  ]);
}
