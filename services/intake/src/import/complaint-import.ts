import {
  DAY,
  refuse,
  type Id,
  type Instant,
  type Localized,
  type OrganizationId,
  type ProjectId,
  type Refusal,
} from "@hearken/kernel";
import type { ChosenColumn } from "./columns.js";
import type { ImportFault } from "./fault.js";
import { KEPT_DAYS, LIMITS } from "./limits.js";

/*
 * Import (批量导入): the complaints of a file, filed row by row at their original times. It is opened, its parts are
 * uploaded, it is started: as a dry run (试导入), which files nothing, or in earnest. Part (分片): a piece of the file.
 * Batch: so many rows as are filed together. Outcome (行结果): what became of a row.
 */

export type ImportId = Id<"Import">;

export const FORMATS = ["csv", "xlsx", "jsonl"] as const;
export type ImportFormat = (typeof FORMATS)[number];

/** The states in which a worker has something to do. */
export const UNDER_WAY = ["waiting", "running"] as const;
export type ImportState = (typeof UNDER_WAY)[number] | "open" | "stopped" | "done" | "failed" | "cancelled" | "expired";

export const OUTCOMES = ["valid", "filed", "already_there", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface ComplaintImport {
  readonly id: ImportId;
  readonly organizationId: OrganizationId;
  /** Every row is of this project; `null`: of any of the organization, or of none. */
  readonly projectId: ProjectId | null;
  readonly format: ImportFormat;
  /** The system that the complaints come from. */
  readonly source: string;
  readonly columns: readonly ChosenColumn[];
  /** Who took them in, where no column says. */
  readonly receivedBy: string | null;
  readonly totalParts: number;
  readonly state: ImportState;
  readonly isDryRun: boolean;
  readonly openedAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** Whose rights it goes by: whoever started it last. */
  readonly startedBy: string | null;
  readonly startedByKind: "staff" | "client" | "system" | null;
  /** Counts the starts; the report is that of the last. */
  readonly run: number;
  /** Rows of the file; `null` until it was read. */
  readonly total: number | null;
  /** Batches that it was divided into; `null` until it was read. */
  readonly batches: number | null;
  readonly batchesDone: number;
  readonly done: number;
  readonly valid: number;
  readonly filed: number;
  readonly alreadyThere: number;
  readonly refused: number;
  readonly fault: ImportFault | null;
  /** When what was uploaded is deleted at the latest; `null` once it is. */
  readonly keptUntil: Instant | null;
}

export type ImportWish = Pick<
  ComplaintImport,
  "id" | "organizationId" | "projectId" | "format" | "source" | "columns" | "receivedBy" | "totalParts" | "openedAt"
>;

const NOTHING_DONE = { batchesDone: 0, done: 0, valid: 0, filed: 0, alreadyThere: 0, refused: 0, fault: null };

export function opened(wish: ImportWish): ComplaintImport {
  return {
    ...wish,
    ...{
      state: "open",
      isDryRun: true,
      startedAt: null,
      finishedAt: null,
      startedBy: null,
      startedByKind: null,
      run: 0,
    },
    ...{ total: null, batches: null, keptUntil: (wish.openedAt + KEPT_DAYS * DAY) as Instant },
    ...NOTHING_DONE,
  };
}

/** Why an import cannot be opened: its parts are too many, or so many others are not over yet. */
export function refuseOpening(wish: ImportWish, unfinished: number): Refusal | undefined {
  if (wish.totalParts < 1 || wish.totalParts > LIMITS.parts)
    return refuse("INVALID_INPUT", PARTS, { path: ["input", "totalParts"] });
  return unfinished >= LIMITS.unfinished ? refuse("IN_FLIGHT", TOO_MANY) : undefined;
}

/** Why a part is not taken: the import is not open, or there is no such part. */
export function refusePart({ state, totalParts }: ComplaintImport, part: number): Refusal | undefined {
  if (state !== "open") return refuse("ILLEGAL_TRANSITION", NOT_OPEN);
  return part < 1 || part > totalParts ? refuse("INVALID_INPUT", NO_SUCH_PART, { path: ["input", "part"] }) : undefined;
}

/** Why an import cannot be started: it is over or under way, parts of it are wanting, or it is deleted. */
export function refuseStart(
  { state, isDryRun, totalParts, batches, keptUntil }: ComplaintImport,
  parts: number,
): Refusal | undefined {
  const mayStart = state === "open" || state === "stopped" || (state === "done" && isDryRun);
  if (!mayStart || keptUntil === null) return refuse("ILLEGAL_TRANSITION", OVER);
  if (batches === null && parts < totalParts)
    return refuse("INVALID_INPUT", PARTS_WANTING, { path: ["input", "importId"] });
  return undefined;
}

export interface Starter {
  readonly id: string;
  readonly kind: NonNullable<ComplaintImport["startedByKind"]>;
}

/** Begins a run, or goes on with one that was stopped. */
export function started(
  before: ComplaintImport,
  { isDryRun, by, now }: { readonly isDryRun: boolean; readonly by: Starter; readonly now: Instant },
): ComplaintImport {
  const goesOn = before.state === "stopped" && before.isDryRun === isDryRun;
  return {
    ...before,
    ...(goesOn ? { fault: null } : { ...NOTHING_DONE, run: before.run + 1 }),
    ...{ state: "waiting", isDryRun, startedAt: now, finishedAt: null, startedBy: by.id, startedByKind: by.kind },
  };
}

/** Read: it is known how many rows there are, and they are being filed. */
export function read(
  before: ComplaintImport,
  { total, batches }: { readonly total: number; readonly batches: number },
): ComplaintImport {
  return { ...before, state: "running", total, batches };
}

/** One batch further. */
export function advanced(before: ComplaintImport, outcomes: readonly Outcome[]): ComplaintImport {
  const count = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length;
  return {
    ...before,
    batchesDone: before.batchesDone + 1,
    done: before.done + outcomes.length,
    valid: before.valid + count("valid"),
    filed: before.filed + count("filed"),
    alreadyThere: before.alreadyThere + count("already_there"),
    refused: before.refused + count("refused"),
  };
}

/** Over, or stopped until somebody starts it again; what was filed stays. */
export function ended(
  before: ComplaintImport,
  end: { readonly state: "done" | "stopped" | "failed" | "cancelled" | "expired"; readonly now: Instant },
  fault: ImportFault | null = null,
): ComplaintImport {
  const { state, now } = end;
  const keeps = state === "stopped" || (state === "done" && before.isDryRun);
  return { ...before, state, finishedAt: now, fault, keptUntil: keeps ? before.keptUntil : null };
}

/** Whether nobody can do anything with it any more, but read its report. */
export function isOver({ state, isDryRun }: ComplaintImport): boolean {
  return ["failed", "cancelled", "expired"].includes(state) || (state === "done" && !isDryRun);
}

const PARTS: Localized = {
  en: `A file comes in 1 to ${LIMITS.parts} parts.`,
  "zh-CN": `文件须分为 1 至 ${LIMITS.parts} 片。`,
};
const TOO_MANY: Localized = {
  en: `${LIMITS.unfinished} imports of the organization are not over yet; finish or cancel one.`,
  "zh-CN": `该组织已有 ${LIMITS.unfinished} 个未结束的导入，请先完成或取消其中之一。`,
};
const NOT_OPEN: Localized = {
  en: "Parts are taken while an import is open, not once it was started or cancelled.",
  "zh-CN": "导入启动或取消后不再接收分片。",
};
const NO_SUCH_PART: Localized = {
  en: "Parts are counted from 1 to `totalParts`.",
  "zh-CN": "分片编号从 1 到 totalParts。",
};
const OVER: Localized = {
  en: "The import is under way, or over.",
  "zh-CN": "导入正在进行或已结束。",
};
const PARTS_WANTING: Localized = {
  en: "Not all parts are here; `missingParts` says which are wanting.",
  "zh-CN": "分片尚未传齐；missingParts 列出缺少的分片。",
};
