import {
  refuse,
  type ComplaintId,
  type Id,
  type Instant,
  type LocalDate,
  type OrganizationId,
  type ProjectId,
  type Reach,
  type Refusal,
} from "@hearken/kernel";
import type { Readings } from "@hearken/regulation";
import type { Difference } from "./outcome.js";
import { NOTHING_TRIED, type Tally } from "./tally.js";

/*
 * Trial: complaints evaluated again under a regulation that is not theirs, to see what they would have come to. Nothing
 * is changed by it and nothing told. Of past complaints it answers what another procedure would have asked of the people
 * who handled them; of open ones, what an adoption would mean before it is made.
 */

export type TrialId = Id<"Trial">;
/** The states of a trial that somebody still has to work on; the others are final. */
export const UNDER_WAY = ["waiting", "running"] as const;
export type TrialState = (typeof UNDER_WAY)[number] | "done" | "failed";

/** Which complaints are tried. */
export type TrialSubject =
  | {
      readonly complaints: "received";
      /** Received from this instant on… */
      readonly fromAt: Instant;
      /** …and before this one. */
      readonly toAt: Instant;
      readonly effectiveFrom: null;
    }
  | {
      readonly complaints: "open";
      readonly fromAt: null;
      readonly toAt: null;
      /** The day on which the adoption would begin. */
      readonly effectiveFrom: LocalDate;
    };

export type Trial = TrialSubject & {
  readonly id: TrialId;
  /** That organization and those below; `null`: the whole tenant. */
  readonly organizationId: OrganizationId | null;
  readonly regulation: string;
  readonly regulationVersion: number;
  /** Choices that go before those which the organizations made. */
  readonly readings: Readings;
  readonly state: TrialState;
  /** Everything is evaluated for this instant. */
  readonly askedAt: Instant;
  readonly askedBy: string;
  readonly finishedAt: Instant | null;
  /** How many complaints there are; `null` until they are counted. */
  readonly total: number | null;
  readonly done: number;
  readonly differing: number;
  /** The last complaint that was looked at, in the order of the walk; an open one has no instant. */
  readonly afterAt: Instant | null;
  readonly afterId: string | null;
  readonly tally: Tally;
  /** Why it failed. */
  readonly fault: string | null;
};

/** A complaint that differs, with the regulation that it goes by. */
export interface DifferingComplaint extends Difference {
  readonly complaintId: ComplaintId;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly receivedAt: Instant;
  readonly regulation: string;
  readonly regulationVersion: number;
}

/** What somebody asks for. */
export type TrialWish = TrialSubject &
  Pick<Trial, "id" | "organizationId" | "regulation" | "regulationVersion" | "readings" | "askedAt" | "askedBy">;

/** Trials of one tenant that may wait or run at a time. */
export const MOST_UNFINISHED = 10;
/** Readings that one trial may choose. */
export const MOST_READINGS = 100;

/** A trial at its beginning. */
export function begin(wish: TrialWish): Trial {
  return {
    ...wish,
    ...{ state: "waiting", finishedAt: null, total: null, done: 0, differing: 0 },
    ...{ afterAt: null, afterId: null, tally: NOTHING_TRIED, fault: null },
  };
}

export interface Circumstances {
  readonly reach: Reach;
  readonly unfinished: number;
  /** Whether there is such a regulation, and what is wrong with the readings. */
  readonly rules: "published" | "unknown" | { readonly problem: string };
}

/** Why a trial cannot begin: an empty period, an unknown regulation or reading, too wide a scope, or too many at once. */
export function refuseTrial(wish: TrialWish, { reach, unfinished, rules }: Circumstances): Refusal | undefined {
  if (wish.organizationId === null && reach.kind !== "tenant")
    return refuse(
      "INVALID_INPUT",
      { en: "Name an organization within your reach.", "zh-CN": "请指定您权限内的组织。" },
      { path: ["input", "organizationId"] },
    );
  if (wish.complaints === "received" && wish.fromAt >= wish.toAt)
    return refuse(
      "INVALID_INPUT",
      { en: "The period ends before it begins.", "zh-CN": "期间的结束早于开始。" },
      { path: ["input", "to"] },
    );
  if (rules === "unknown") {
    const { regulationVersion: version } = wish;
    // What was asked for may be as long as a body is.
    const regulation = wish.regulation.slice(0, 64);
    return refuse(
      "INVALID_INPUT",
      {
        en: `There is no published version ${version} of ${regulation}.`,
        "zh-CN": `规程 ${regulation} 没有已发布的第 ${version} 版。`,
      },
      { path: ["input", "regulation"] },
    );
  }
  if (typeof rules === "object")
    return refuse(
      "INVALID_INPUT",
      { en: rules.problem, "zh-CN": `解读不可选：${rules.problem}` },
      { path: ["input", "readings"] },
    );
  if (unfinished >= MOST_UNFINISHED)
    return refuse("IN_FLIGHT", {
      en: `${MOST_UNFINISHED} trials are under way already; wait for one of them.`,
      "zh-CN": `已有 ${MOST_UNFINISHED} 个试算正在进行，请等待其中之一完成。`,
    });
  return undefined;
}

/** What the pages of a trial have come to so far. */
export interface Advance {
  /** How many complaints there are. */
  readonly total: number;
  readonly done: number;
  readonly differing: number;
  readonly tally: Tally;
  /** The last complaint of the page; `null`: there was none any more. */
  readonly last: { readonly at: Instant | null; readonly id: string } | null;
}

/** The trial, which is under way, after a page; an empty page ends it. */
export function advanced(trial: Trial, { total, done, differing, tally, last }: Advance, now: Instant): Trial {
  const isDone = last === null;
  return {
    ...trial,
    state: isDone ? "done" : "running",
    finishedAt: isDone ? now : null,
    total,
    done: trial.done + done,
    differing: trial.differing + differing,
    tally,
    afterAt: last?.at ?? trial.afterAt,
    afterId: last?.id ?? trial.afterId,
  };
}

const LONGEST_FAULT = 1_000;

/** The trial, which is under way, given up; what it found so far stays. */
export function givenUp(trial: Trial, fault: string, now: Instant): Trial {
  return { ...trial, state: "failed", finishedAt: now, fault: fault.slice(0, LONGEST_FAULT) };
}
