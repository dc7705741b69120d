import { derivedId } from "@hearken/contracts";
import type { ComplaintId, Instant, OrganizationId, ProjectId } from "@hearken/kernel";
import type { LevelChange, Obligation, ObligationStatus, Pause, Standing } from "@hearken/regulation";
import type { BRIEF_OBLIGATION } from "./row-shape.js";

/*
 * Standing: all that follows from a complaint's history at an instant (packages/regulation).
 * Projection: the same as rows, so that lists can be read and time can be waited for. Never the truth: whoever doubts
 * evaluates again.
 */

/** Where a complaint belongs and the regulation under which it was received. */
export interface Place {
  readonly complaintId: ComplaintId;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly regulation: string;
  readonly regulationVersion: number;
}

/** A fact that a rule read, as it can be written down. */
export type KnownFact = string | number | boolean | readonly string[];
export type Because = Readonly<Record<string, KnownFact>>;

export interface StandingHead extends Place {
  readonly status: string;
  readonly validity: string;
  readonly level: string | null;
  readonly levelClause: string | null;
  readonly levelSince: Instant | null;
  readonly because: Because;
  readonly evaluatedAt: Instant;
  /** When it must be evaluated again although nothing happened; `null`: never. */
  readonly nextChangeAt: Instant | null;
  /** Years whose holidays are not published and without which something cannot be reckoned. */
  readonly unreckonedYears: readonly number[];
}

/** A bulletin that an obligation demands. */
export interface DemandedBulletin {
  readonly kind: string;
  readonly sections: readonly string[];
  readonly to: readonly string[];
}

export interface ObligationRow extends Place {
  readonly id: string;
  readonly key: string;
  readonly code: string;
  readonly clauses: readonly string[];
  readonly kind: Obligation["kind"];
  /** Code of the post that owes it. */
  readonly owner: string;
  readonly status: ObligationStatus;
  readonly openedAt: Instant;
  /** Where its time begins to count. */
  readonly countsFrom: Instant;
  readonly dueAt: Instant | null;
  readonly warnAt: Instant | null;
  readonly warned: boolean;
  readonly settledAt: Instant | null;
  readonly breachedAt: Instant | null;
  readonly metAt: Instant | null;
  /** Id of the actor who met it. */
  readonly metBy: string | null;
  readonly pausedMs: number;
  readonly pauses: readonly Pause[];
  readonly bulletin: DemandedBulletin | null;
  readonly unreckonedYear: number | null;
}

/** What a list shows of it. */
export type BriefObligation = Pick<ObligationRow, keyof typeof BRIEF_OBLIGATION.columns>;

export interface LevelRow extends Place {
  /** Counted from 1. */
  readonly number: number;
  readonly at: Instant;
  readonly from: string | null;
  readonly to: string;
  readonly clause: string;
  readonly because: Because;
}

/** One rung of the ladder climbed. */
export interface RungRow extends Place {
  readonly id: string;
  /** Counted from 1. */
  readonly rung: number;
  readonly from: string | null;
  readonly to: string;
  readonly at: Instant;
  readonly clause: string;
  /** Key of the obligation whose breach raised it. */
  readonly cause: string;
}

export interface NoticeRow extends Place {
  readonly id: string;
  readonly key: string;
  readonly code: string;
  readonly clause: string;
  readonly to: readonly string[];
  readonly at: Instant;
}

export type BulletinStatus = "open" | "issued" | "withdrawn";

export interface BulletinRow extends Place {
  readonly id: string;
  /** Key of the obligation that demands it. */
  readonly key: string;
  readonly kind: string;
  readonly clause: string;
  readonly recipients: readonly string[];
  /** Codes of the sections that it must have. */
  readonly demanded: readonly string[];
  readonly status: BulletinStatus;
  readonly openedAt: Instant;
  readonly issuedAt: Instant | null;
  readonly issuedBy: string | null;
}

/** Everything that is kept of one complaint's standing. */
export interface Projection {
  readonly head: StandingHead;
  readonly obligations: readonly ObligationRow[];
  readonly levels: readonly LevelRow[];
  readonly rungs: readonly RungRow[];
  readonly notices: readonly NoticeRow[];
  readonly bulletins: readonly BulletinRow[];
}

/**
 * The rows of a standing.
 * @param nextEventAt the earliest fact that is dated after the standing's instant: it counts when its time comes
 */
export function project(place: Place, standing: Standing, nextEventAt: Instant | null = null): Projection {
  const obligations = standing.obligations.map((one) => obligationRow(place, one));
  const owed = new Set(standing.obligations.filter(({ isOwed }) => isOwed).map(({ key }) => key));
  return {
    head: head(place, standing, nextEventAt),
    obligations,
    levels: standing.levels.map((change, index) => levelRow(place, change, index)),
    rungs: standing.escalations.map(({ rung, from, to, at, clause, cause }) => ({
      ...place,
      id: derivedId(place.complaintId, "rung", `${rung} ${to} ${cause}`),
      ...{ rung, from, to, at, clause, cause },
    })),
    notices: standing.notices.map(({ key, code, clause, to, at }) => ({
      ...place,
      id: derivedId(place.complaintId, "notice", key),
      ...{ key, code, clause, to, at },
    })),
    bulletins: obligations.flatMap((row) =>
      row.bulletin === null ? [] : [bulletinRow(row, row.bulletin, owed.has(row.key))],
    ),
  };
}

function head(place: Place, standing: Standing, nextEventAt: Instant | null): StandingHead {
  const { level } = standing;
  const times = [standing.nextChangeAt, nextEventAt].filter((at) => at !== null);
  return {
    ...place,
    status: standing.status,
    validity: standing.validity,
    level: level?.code ?? null,
    levelClause: level?.clause ?? null,
    levelSince: level?.since ?? null,
    because: writable(standing.levels.at(-1)?.because ?? {}),
    evaluatedAt: standing.at,
    nextChangeAt: times.length === 0 ? null : (Math.min(...times) as Instant),
    unreckonedYears: standing.unreckonedYears,
  };
}

function obligationRow(place: Place, one: Obligation): ObligationRow {
  return {
    ...place,
    id: derivedId(place.complaintId, "obligation", one.key),
    key: one.key,
    code: one.code,
    clauses: one.clauses,
    kind: one.kind,
    owner: one.owner,
    status: one.status,
    openedAt: one.openedAt,
    countsFrom: one.from,
    dueAt: one.dueAt,
    warnAt: one.warnAt,
    warned: one.warned,
    settledAt: one.settledAt,
    breachedAt: one.breachedAt,
    metAt: one.metAt,
    metBy: one.by,
    pausedMs: one.pausedMs,
    pauses: one.pauses.map(({ from, to, reason }) => ({ from, to, reason })),
    bulletin:
      one.bulletin === null ? null : { kind: one.bulletin.kind, sections: one.bulletin.sections, to: one.bulletin.to },
    unreckonedYear: one.unreckonedYear,
  };
}

function levelRow(place: Place, { at, from, to, clause, because }: LevelChange, index: number): LevelRow {
  return { ...place, number: index + 1, at, from, to, clause, because: writable(because) };
}

/** What was breached and then released is withdrawn as well: nobody has to send it any more. */
function bulletinStatus(status: ObligationStatus, isOwed: boolean): BulletinStatus {
  if (isOwed) return "open";
  return status === "met" || status === "met_late" ? "issued" : "withdrawn";
}

function bulletinRow(
  obligation: ObligationRow,
  { kind, sections, to }: DemandedBulletin,
  isOwed: boolean,
): BulletinRow {
  const { complaintId, organizationId, projectId, regulation, regulationVersion } = obligation;
  return {
    ...{ complaintId, organizationId, projectId, regulation, regulationVersion },
    id: derivedId(complaintId, "bulletin", obligation.key),
    key: obligation.key,
    kind,
    clause: obligation.clauses[0] ?? "",
    recipients: to,
    demanded: sections,
    status: bulletinStatus(obligation.status, isOwed),
    openedAt: obligation.openedAt,
    issuedAt: obligation.metAt,
    issuedBy: obligation.metBy,
  };
}

/** Facts as JSON holds them; a number beyond the safe integers becomes its digits. */
function writable(facts: LevelChange["because"]): Because {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === "bigint" ? plain(value) : value]),
  );
}

function plain(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
