import type { Localized } from "@hearken/kernel";
import { LIMITS } from "./limits.js";

/* Fault (障碍): why an import as a whole cannot go on. It names places, never what stands there. */

export const FAULT_CODES = [
  "WRONG_TYPE",
  "UNREADABLE",
  "TOO_LARGE",
  "NO_ROWS",
  "UNKNOWN_COLUMN",
  "REPEATED_COLUMN",
  "MISSING_COLUMN",
  "RIGHTS_LOST",
  "INTERNAL",
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export interface ImportFault {
  readonly code: FaultCode;
  readonly message: Localized;
  /** The row where it was found, as a spreadsheet counts: headings are row 1. */
  readonly row: number | null;
  /** The column, from 1. */
  readonly column: number | null;
}

/** A file that cannot be read. Thrown by readers: nothing of the file was filed yet. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";

  constructor(
    readonly fault: ImportFault,
    options?: ErrorOptions,
  ) {
    super(fault.code, options);
  }
}

type Where = Partial<Pick<ImportFault, "row" | "column">>;

const fault = (code: FaultCode, message: Localized, { row = null, column = null }: Where = {}): ImportFault => ({
  code,
  message,
  row,
  column,
});

export const wrongType = (): ImportFault =>
  fault("WRONG_TYPE", {
    en: "The file is not of the format that was said.",
    "zh-CN": "文件与所选格式不符。",
  });

export const unreadable = (where: Where = {}): ImportFault =>
  fault(
    "UNREADABLE",
    { en: "The file cannot be read: it is damaged or cut off.", "zh-CN": "文件无法读取：已损坏或不完整。" },
    where,
  );

export const undecodable = (): ImportFault =>
  fault("UNREADABLE", {
    en: "The text is neither UTF-8 nor GB18030 (GBK).",
    "zh-CN": "文本编码既不是 UTF-8，也不是 GB18030（GBK）。",
  });

export const tooManyRows = (): ImportFault =>
  fault("TOO_LARGE", {
    en: `The file has more than ${LIMITS.rows} rows: divide it.`,
    "zh-CN": `文件超过 ${LIMITS.rows} 行，请拆分后导入。`,
  });

export const tooManyColumns = (row: number): ImportFault =>
  fault(
    "TOO_LARGE",
    { en: `A row has more than ${LIMITS.columns} cells.`, "zh-CN": `某行超过 ${LIMITS.columns} 个单元格。` },
    { row },
  );

export const tooLongRow = (row: number | null): ImportFault =>
  fault(
    "TOO_LARGE",
    {
      en: `A row is longer than ${LIMITS.rowCharacters} characters; perhaps a quotation mark is not closed.`,
      "zh-CN": `某行超过 ${LIMITS.rowCharacters} 个字符，可能有引号未闭合。`,
    },
    { row },
  );

export const tooLargeInside = (): ImportFault =>
  fault("TOO_LARGE", {
    en: "Unpacked, the file is larger than is read.",
    "zh-CN": "文件解压后超过允许的大小。",
  });

export const noRows = (): ImportFault =>
  fault("NO_ROWS", { en: "The file holds no rows.", "zh-CN": "文件中没有数据行。" });

export const unknownColumn = (column: number): ImportFault =>
  fault(
    "UNKNOWN_COLUMN",
    {
      en: `The heading of column ${column} is not known: name its field in \`columns\`, or leave it out there.`,
      "zh-CN": `第 ${column} 列的表头无法识别：请在 columns 中指定字段，或声明忽略该列。`,
    },
    { row: 1, column },
  );

export const repeatedColumn = (column: number): ImportFault =>
  fault(
    "REPEATED_COLUMN",
    { en: `Column ${column} is for a field that another column holds.`, "zh-CN": `第 ${column} 列与其他列字段重复。` },
    { row: 1, column },
  );

export const missingColumn = (heading: Localized): ImportFault =>
  fault(
    "MISSING_COLUMN",
    { en: `There is no column for ${heading.en}.`, "zh-CN": `缺少“${heading["zh-CN"]}”列。` },
    { row: 1 },
  );

export const RIGHTS_LOST = fault("RIGHTS_LOST", {
  en: "Whoever started it may not import here any more; somebody who may can start it again.",
  "zh-CN": "发起人已无权在此导入；有权限的人员可重新启动。",
});

export const INTERNAL = fault("INTERNAL", {
  en: "Something went wrong on our side; start it again to go on.",
  "zh-CN": "系统内部出现问题；重新启动即可继续。",
});
