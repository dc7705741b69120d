import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { archiveOf, workbookOf, type Cell } from "../testing/workbook.harness.js";
import type { ImportFormat } from "./complaint-import.js";
import { UnreadableFile } from "./fault.js";
import { fileRows, type ImportedFile } from "./file-rows.reader.js";
import { LIMITS } from "./limits.js";
import type { StagedRow } from "./staged-row.js";

const HEADINGS = ["来源编号", "投诉时间", "投诉渠道", "主题", "内容", "投诉人", "受理方"];
const ROW = ["A1", "2024-03-01 09:30", "phone", "屋顶漏水", "客厅漏水。", "张三", "员工"];
const VALUES = {
  ...{ sourceRef: "A1", receivedAt: "2024-03-01 09:30", channel: "phone", subject: "屋顶漏水", text: "客厅漏水。" },
  ...{ complainants: "张三", receivedBy: "员工" },
};
const csv = (...rows: readonly (readonly string[])[]): string => rows.map((cells) => cells.join(",")).join("\r\n");

/** The file in pieces of a few bytes, as parts may cut it anywhere. */
function fileOf(format: ImportFormat, content: string | Buffer, more: Partial<ImportedFile> = {}): ImportedFile {
  const bytes = Buffer.from(content);
  return {
    ...{ format, chosen: [], hasReceiver: false },
    async *bytes() {
      for (let at = 0; at < bytes.length; at += 1_000) yield await Promise.resolve(bytes.subarray(at, at + 1_000));
    },
    ...more,
  };
}

async function rowsOf(file: ImportedFile): Promise<StagedRow[]> {
  const rows: StagedRow[] = [];
  for await (const row of fileRows(file)) rows.push(row);
  return rows;
}

async function faultOf(file: ImportedFile): Promise<unknown> {
  return rowsOf(file).then(
    (rows) => rows,
    (error: unknown) => (error instanceof UnreadableFile ? error.fault : error),
  );
}

/** `屋顶漏水` and the like as Chinese Excel saves them. */
const GBK = Buffer.from(
  "c0b4d4b4b1e0bac52ccdb6cbdfcab1bce42ccdb6cbdfc7feb5c02cd6f7cce22cc4dac8dd2ccdb6cbdfc8cb2ccadcc0edb7bd0d0a41312c323032342d30332d30312030393a33302c70686f6e652cceddb6a5c2a9cbae2cbfcdccfcc2a9cbaea1a32cd5c5c8fd2cd4b1b9a4",
  "hex",
);

describe("a CSV file", () => {
  it.each<[string, string | Buffer]>([
    ["UTF-8", csv(HEADINGS, ROW)],
    ["UTF-8 with a byte order mark", `\ufeff${csv(HEADINGS, ROW)}`],
    ["GBK", GBK],
    [
      "English headings",
      csv(["Source Ref", "Received_At", "Channel*", "title", "description", "name", "receivedBy"], ROW),
    ],
    [
      "quotation marks",
      csv(
        HEADINGS,
        ROW.map((cell) => `"${cell}"`),
      ),
    ],
  ])("is read in or with %s", async (_, content) => {
    expect(await rowsOf(fileOf("csv", content))).toEqual([{ row: 2, values: VALUES, problems: [] }]);
  });

  it("counts rows as a spreadsheet does, and leaves empty ones out", async () => {
    const content = csv(HEADINGS, [], ["", "", ""], ROW, ["A2", ...ROW.slice(1)]);
    expect((await rowsOf(fileOf("csv", content))).map(({ row }) => row)).toEqual([4, 5]);
  });

  it("is read by what is said of its headings, and leaves out what is said to be left out", async () => {
    const chosen = [
      { heading: "单号", field: "sourceRef" },
      { heading: "备注", field: null },
    ] as const;
    const content = csv(["单号", ...HEADINGS.slice(1), "备注"], [...ROW, "secret"]);
    expect(await rowsOf(fileOf("csv", content, { chosen }))).toMatchObject([{ values: VALUES }]);
  });

  it.each<[string, string | Buffer, object]>([
    ["no byte", "", { code: "NO_ROWS" }],
    ["headings alone", csv(HEADINGS), { code: "NO_ROWS" }],
    ["a heading that nobody knows", csv([...HEADINGS, "备注"], ROW), { code: "UNKNOWN_COLUMN", column: 8 }],
    ["two columns for one field", csv([...HEADINGS, "标题"], ROW), { code: "REPEATED_COLUMN", column: 8 }],
    [
      "no column for the channel",
      csv(
        HEADINGS.filter((one) => one !== "投诉渠道"),
        ROW,
      ),
      { code: "MISSING_COLUMN" },
    ],
    ["no column for who took it in", csv(HEADINGS.slice(0, -1), ROW), { code: "MISSING_COLUMN" }],
    ["a quotation mark that is not closed", `${csv(HEADINGS)}\r\n"A1,x`, { code: "UNREADABLE", row: 2 }],
    ["UTF-16", Buffer.from(csv(HEADINGS, ROW), "utf16le"), { code: "WRONG_TYPE" }],
    ["a spreadsheet", workbookOf([HEADINGS, ROW]), { code: "WRONG_TYPE" }],
    ["a document", "%PDF-1.7 …", { code: "WRONG_TYPE" }],
    ["bytes that are no text", Buffer.from([0x41, 0xff, 0xff, 0x42]), { code: "UNREADABLE" }],
    ["1,001 columns", csv(Array.from({ length: 1_001 }, (_, n) => `c${n}`)), { code: "TOO_LARGE" }],
    [
      "a row that never ends",
      `${csv(HEADINGS)}\r\n"${"x".repeat(LIMITS.rowCharacters + 5_000)}`,
      { code: "TOO_LARGE" },
    ],
  ])("29 of %s is told by its place and nothing that stands in it", async (_, content, fault) => {
    expect(await faultOf(fileOf("csv", content))).toMatchObject(fault);
  });

  it("29 of more rows than are taken is not read to its end", async () => {
    const line = `${ROW.join(",")}\r\n`;
    expect(await faultOf(fileOf("csv", `${csv(HEADINGS)}\r\n${line.repeat(LIMITS.rows + 1)}`))).toMatchObject({
      code: "TOO_LARGE",
    });
  }, 20_000);

  it("says the same rows however it is cut into parts", async () => {
    const text = fc.stringMatching(/^[a-z漏水,"\n ]{0,12}$/u);
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async (texts, size) => {
          const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
          const rows = texts.map((one, n) => ["A", `${n}`, ...ROW.slice(2, 4), one, "x", "y"].map(quoted));
          const bytes = Buffer.from(csv(HEADINGS, ...rows));
          const pieces = async function* (): AsyncGenerator<Uint8Array> {
            for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
          };
          const read = await rowsOf(fileOf("csv", "", { bytes: pieces }));
          expect(read.map(({ values }) => values.text ?? "")).toEqual(texts.map((one) => one.trim()));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a file of JSON lines", () => {
  const line = JSON.stringify({ ...VALUES, phones: ["13800001234"], emergency: true, unit: null });

  it("is read by its keys: texts, numbers, truth values and lists of texts", async () => {
    const values = { ...VALUES, phones: "13800001234", emergency: "true" };
    expect(await rowsOf(fileOf("jsonl", `${line}\n\n${line.replace("A1", "A2")}`))).toEqual([
      { row: 1, values, problems: [] },
      { row: 3, values: { ...values, sourceRef: "A2" }, problems: [] },
    ]);
  });

  it.each([
    ["no JSON", "{", null],
    ["a list", "[1]", null],
    ["a key that nobody knows", `{"备注":"x"}`, null],
    ["an object in it", `{"subject":{"a":1}}`, "subject"],
    ["a field twice", `{"subject":"a","标题":"b"}`, "subject"],
  ])("refuses the row alone that is or has %s", async (_, bad, field) => {
    const [first, second] = await rowsOf(fileOf("jsonl", `${bad}\n${line}`));
    expect(first?.problems).toMatchObject([{ code: "INVALID_INPUT", field }]);
    expect(second?.problems).toEqual([]);
  });
});

describe("a spreadsheet", () => {
  const sheet = (cells: Record<number, string | Cell>, more?: Parameters<typeof workbookOf>[1]): Buffer =>
    workbookOf([HEADINGS, ROW.map((cell, index) => cells[index] ?? cell)], more);
  const valuesOf = async (file: Buffer): Promise<StagedRow["values"] | undefined> =>
    (await rowsOf(fileOf("xlsx", file)))[0]?.values;

  it("is read like any other file", async () => {
    expect(await rowsOf(fileOf("xlsx", sheet({})))).toEqual([{ row: 2, values: VALUES, problems: [] }]);
  });

  it("says times as its cells show them, and numbers without exponent", async () => {
    expect(await valuesOf(sheet({ 1: { v: "45352.395833333336", s: 1 } }))).toMatchObject({
      receivedAt: "2024-03-01 09:30:00",
    });
    expect(await valuesOf(sheet({ 1: { v: "45352", s: 2 } }))).toMatchObject({ receivedAt: "2024-03-01" });
    expect(await valuesOf(sheet({ 0: { v: "1.3800001234E10" } }))).toMatchObject({ sourceRef: "13800001234" });
  });

  it("says what formulas came to, and of an error that it is one", async () => {
    expect(await valuesOf(sheet({ 3: { t: "str", v: "屋顶" } }))).toMatchObject({ subject: "屋顶" });
    expect(await rowsOf(fileOf("xlsx", sheet({ 3: { t: "e", v: "#REF!" } })))).toMatchObject([
      { problems: [{ field: "subject" }] },
    ]);
  });

  it("points at shared texts, without their phonetic guides", async () => {
    const shared = {
      name: "xl/sharedStrings.xml",
      content: "<sst><si><r><t>屋</t></r><r><t>顶</t></r><rPh><t>wuding</t></rPh></si></sst>",
    };
    expect(await valuesOf(sheet({ 3: { t: "s", v: "0" } }, [shared]))).toMatchObject({ subject: "屋顶" });
  });

  const bomb = Buffer.alloc(20_000_000, "<row></row>");
  it.each<[string, Buffer, object]>([
    ["text", Buffer.from(csv(HEADINGS, ROW)), { code: "WRONG_TYPE" }],
    ["an archive of something else", archiveOf([{ name: "a.txt", content: "x" }]), { code: "UNREADABLE" }],
    ["an archive that is cut off", sheet({}).subarray(0, -60), { code: "UNREADABLE" }],
    ["a name that leaves the archive", sheet({}, [{ name: "../../etc/passwd", content: "x" }]), { code: "UNREADABLE" }],
    ["an absolute name", sheet({}, [{ name: "/etc/passwd", content: "x" }]), { code: "UNREADABLE" }],
    [
      "1,001 entries",
      archiveOf(Array.from({ length: 1_001 }, (_, n) => ({ name: `${n}`, content: "" }))),
      { code: "TOO_LARGE" },
    ],
    [
      "what says that it is larger than is read",
      sheet({}, [{ name: "xl/sharedStrings.xml", content: "", saidBytes: LIMITS.inflatedBytes }]),
      { code: "TOO_LARGE" },
    ],
    [
      "what is larger than it says",
      sheet({}, [{ name: "xl/sharedStrings.xml", content: bomb, saidBytes: 100 }]),
      { code: "UNREADABLE" },
    ],
    ["one name twice", sheet({}, [{ name: "xl/workbook.xml", content: "<workbook/>" }]), { code: "UNREADABLE" }],
    [
      "entities that grow",
      sheet({}, [
        { name: "xl/sharedStrings.xml", content: `<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>` },
      ]),
      { code: "UNREADABLE" },
    ],
    ["broken XML", sheet({}, [{ name: "xl/sharedStrings.xml", content: "<sst><si>" }]), { code: "UNREADABLE" }],
  ])("29 of %s is refused", async (_, file, fault) => {
    expect(await faultOf(fileOf("xlsx", file))).toMatchObject(fault);
  });
});
