import { refuse, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Platform } from "@hearken/service-kit";
import { refusePart, type ComplaintImport, type ImportId } from "./complaint-import.js";
import { holdImport } from "./import.repository.js";
import { partsOfImports } from "./imports.query.js";
import { LIMITS } from "./limits.js";
import { readPart } from "./part-content.reader.js";
import { insertPart } from "./sealed-file.repository.js";

export interface AddImportPart {
  readonly importId: ImportId;
  readonly part: number;
  /** In base64. */
  readonly content: string;
  /** Of the part's bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Takes a part of a file, in any order; the same part again changes nothing. `undefined`: there is no such import within
 * reach. Refused: an import that is not open, no such part, other content than was sent or said, too much of it.
 */
export async function addImportPart(
  uow: UnitOfWork,
  { importId, part, content, sha256 }: AddImportPart,
  keyring: Platform["keyring"],
): Promise<ComplaintImport | Refusal | undefined> {
  const one = await holdImport(uow, importId);
  if (one === undefined) return undefined;
  const read = readPart(content);
  const no = refusePart(one, part) ?? refuseContent(read);
  if (no !== undefined || read === undefined) return no;
  if (read.sha256 !== sha256) return refuse("INVALID_INPUT", OTHER_DIGEST, { path: ["input", "sha256"] });
  const here = await partsOfImports(uow, [importId]);
  const before = here.find((one) => one.part === part);
  if (before !== undefined)
    return before.sha256 === sha256 ? one : refuse("ALREADY_EXISTS", OTHER_PART, { path: ["input", "part"] });
  const size = here.reduce((sum, { sizeBytes }) => sum + sizeBytes, read.bytes.length);
  if (size > LIMITS.bytes) return refuse("INVALID_INPUT", TOO_LARGE, { path: ["input", "content"] });
  const { organizationId, projectId } = one;
  await insertPart(uow, keyring, { id: importId, organizationId, projectId, part, bytes: read.bytes, sha256 });
  return one;
}

function refuseContent(read: ReturnType<typeof readPart>): Refusal | undefined {
  const path = ["input", "content"];
  if (read === undefined) return refuse("INVALID_INPUT", NO_BASE64, { path });
  const { length } = read.bytes;
  return length === 0 || length > LIMITS.partBytes ? refuse("INVALID_INPUT", NO_SIZE, { path }) : undefined;
}

const NO_BASE64 = { en: "This is not base64 (RFC 4648, with padding).", "zh-CN": "内容不是规范的 base64 编码。" };
const NO_SIZE = {
  en: `A part holds 1 to ${LIMITS.partBytes} bytes.`,
  "zh-CN": `每个分片须为 1 至 ${LIMITS.partBytes} 字节。`,
};
const OTHER_DIGEST = {
  en: "The part did not arrive as it was sent: its SHA-256 is another.",
  "zh-CN": "分片内容与其 SHA-256 不符。",
};
const OTHER_PART = {
  en: "Another content is here for this part already; cancel the import and open a new one.",
  "zh-CN": "该分片已有不同内容；请取消后重新打开导入。",
};
const TOO_LARGE = {
  en: `A file has at most ${LIMITS.bytes / 1024 / 1024} MiB.`,
  "zh-CN": `文件不得超过 ${LIMITS.bytes / 1024 / 1024} MiB。`,
};
