import { refuse, type Instant, type Refusal } from "@hearken/kernel";
import type { Complaint } from "./complaint.js";
import { refuseIllegal, type CommandName } from "./legal-commands.js";

/** What a command on a complaint says of itself, whatever it does. */
export interface Asked {
  readonly command: CommandName;
  /** The version of the complaint that whoever asks has seen. */
  readonly expectedVersion: number | undefined;
  /** When it happened, where that is said. */
  readonly occurredAt: Instant | undefined;
  readonly now: Instant;
  readonly mayImport: boolean;
}

/** Why a command is not even looked at, in this order: `STALE_VERSION`, a time that cannot be, `ILLEGAL_TRANSITION`. */
export function refuseAdmission(
  complaint: Complaint,
  { command, expectedVersion, occurredAt, now, mayImport }: Asked,
): Refusal | undefined {
  return (
    refuseStale(expectedVersion, complaint.version) ??
    refuseUntimely(occurredAt, { now, receivedAt: complaint.receivedAt, mayImport }) ??
    refuseIllegal(command, complaint)
  );
}

function refuseStale(expected: number | undefined, current: number): Refusal | undefined {
  if (expected === undefined || expected === current) return undefined;
  return refuse(
    "STALE_VERSION",
    {
      en: `The complaint has changed since: it is at version ${current}, not ${expected}.`,
      "zh-CN": `投诉已变更：当前为第 ${current} 版，而非第 ${expected} 版。`,
    },
    { path: ["input", "expectedVersion"], currentVersion: current },
  );
}

interface Timing {
  readonly now: Instant;
  /** Before which nothing can have happened to the complaint; absent while it is filed. */
  readonly receivedAt?: Instant;
  readonly mayImport: boolean;
  readonly field?: string;
}

/** Only an import says when something happened, and it cannot lie ahead. */
export function refuseUntimely(at: Instant | undefined, timing: Timing): Refusal | undefined {
  if (at === undefined) return undefined;
  const path = ["input", timing.field ?? "occurredAt"];
  if (!timing.mayImport) return refuse("FORBIDDEN", IMPORTS_ONLY, { path });
  if (at > timing.now) return refuse("INVALID_INPUT", AHEAD, { path });
  return timing.receivedAt !== undefined && at < timing.receivedAt
    ? refuse("INVALID_INPUT", TOO_EARLY, { path })
    : undefined;
}

const IMPORTS_ONLY = {
  en: "Only an import may say when something happened.",
  "zh-CN": "仅数据导入可以指定发生时间。",
};
const AHEAD = { en: "This lies in the future.", "zh-CN": "该时间晚于当前时间。" };
const TOO_EARLY = { en: "This lies before the complaint was received.", "zh-CN": "该时间早于投诉受理时间。" };
