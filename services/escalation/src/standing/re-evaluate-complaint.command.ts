import { appendMany, lockMany, type LockedStream, type RecordedEvent } from "@hearken/journal";
import { SYSTEM, type ComplaintId, type Instant, type StreamId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Platform } from "@hearken/service-kit";
import { difference, NOTHING_KEPT, type Difference, type Kept } from "./difference.js";
import type { Place, Projection } from "./projection.js";
import type { ReEvaluated } from "./re-evaluated.js";
import { receivedUnder, reckon, unspeakable } from "./reckoning.js";
import { readableHistories } from "./readable-histories.query.js";
import { rulesOnce, type FindRules } from "./rules-of.query.js";
import { keep, keptHeads, keptProjections, type KeptHead } from "./standing.repository.js";

export interface ReEvaluation {
  readonly rulebook: Platform["rulebook"];
  readonly complaintIds: readonly ComplaintId[];
  /** Leaves complaints that somebody else is working on, instead of waiting for them. */
  readonly skipHeld?: boolean;
  /** Evaluates also what is current, and what was set aside. */
  readonly anyway?: boolean;
}

interface Standing {
  readonly id: ComplaintId;
  readonly stream: LockedStream;
  readonly head: KeptHead | undefined;
  readonly at: Instant;
}

type Evaluated = Standing &
  ({ readonly after: Projection; readonly difference: Difference } | { readonly fault: string });

/**
 * Evaluates complaints of one tenant anew and brings what is kept, and what is told, up to what follows from their facts.
 * Streams are locked in the order of their ids; the number of statements does not depend on the number of complaints.
 * Complaints that do not exist, or are held (`skipHeld`), are not in the answer.
 */
export async function reEvaluate(uow: UnitOfWork, request: ReEvaluation): Promise<readonly ReEvaluated[]> {
  const outdated: Standing[] = [];
  const answer: ReEvaluated[] = [];
  for (const one of await held(uow, request)) {
    if (request.anyway !== true && isCurrent(one)) {
      answer.push({ complaintId: one.id, outcome: "current", unreckonedYears: one.head?.unreckonedYears ?? [] });
    } else outdated.push(one);
  }
  if (outdated.length === 0) return answer;
  const evaluated = await evaluateAll(uow, outdated, request.rulebook);
  await write(uow, evaluated);
  return [...answer, ...evaluated.map(told)];
}

/** Both travel at once, and the server takes them in turn: the heads are read once the streams are held. */
async function held(uow: UnitOfWork, { complaintIds, skipHeld = false }: ReEvaluation): Promise<readonly Standing[]> {
  // Rows, too, are written in this order by everybody who writes many.
  const ids = [...new Set(complaintIds)].sort();
  const [streams, heads] = await Promise.all([lockMany(uow, ids.map(streamOf), { skipHeld }), keptHeads(uow, ids)]);
  return ids.flatMap((id) => {
    const stream = streams.get(streamOf(id));
    if (stream === undefined) return [];
    const head = heads.get(id);
    // Another process may have begun later and been faster: time never runs backwards for one complaint.
    return [{ id, stream, head, at: Math.max(uow.now, head?.evaluatedAt ?? 0) as Instant }];
  });
}

function isCurrent({ stream, head, at }: Standing): boolean {
  return head?.version === stream.version && (head.nextChangeAt === null || head.nextChangeAt > at);
}

async function evaluateAll(
  uow: UnitOfWork,
  standings: readonly Standing[],
  rulebook: Platform["rulebook"],
): Promise<readonly Evaluated[]> {
  const [events, kept] = await Promise.all([
    readableHistories(
      uow,
      standings.map(({ id }) => streamOf(id)),
    ),
    keptProjections(
      uow,
      standings.filter(({ head }) => head !== undefined).map(({ id }) => id),
    ),
  ]);
  const findRules = rulesOnce(uow, rulebook);
  const evaluated: Evaluated[] = [];
  for (const one of standings) {
    try {
      const past = events.get(one.id);
      if (past instanceof Error) throw past;
      evaluated.push({
        ...one,
        ...(await evaluateOne({ ...one, past: past ?? [], kept: kept.get(one.id) }, findRules)),
      });
    } catch (error) {
      evaluated.push({ ...one, fault: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    }
  }
  return evaluated;
}

interface Past extends Standing {
  readonly past: readonly RecordedEvent[];
  readonly kept: Kept | undefined;
}

async function evaluateOne(
  { id, stream, at, past, kept }: Past,
  findRules: FindRules,
): Promise<{ after: Projection; difference: Difference }> {
  const under = receivedUnder(past);
  if (under === undefined) throw new Error("the history knows no receipt");
  const place: Place = {
    complaintId: id,
    organizationId: stream.organizationId,
    projectId: stream.projectId,
    ...under,
  };
  const after = reckon(await findRules(place), { place, history: past, at });
  const changes = difference(kept ?? NOTHING_KEPT, after);
  const problem = unspeakable(changes.conclusions);
  if (problem !== undefined) throw new Error(`a conclusion breaks its contract: ${problem}`);
  return { after, difference: changes };
}

async function write(uow: UnitOfWork, evaluated: readonly Evaluated[]): Promise<void> {
  const appends = evaluated.flatMap((one) =>
    "fault" in one
      ? []
      : [{ streamId: streamOf(one.id), expected: one.stream.version, events: one.difference.conclusions }],
  );
  // A conclusion is dated at most at the instant of evaluation, which another process's later clock may have set.
  const versions = await appendMany(uow, { kind: "complaint", appends, actor: SYSTEM });
  const heads = evaluated.map((one): KeptHead => {
    if ("fault" in one) return setAside(one, one.fault);
    return { ...one.after.head, version: versions.get(streamOf(one.id)) ?? one.stream.version, fault: null };
  });
  await keep(
    uow,
    heads,
    evaluated.flatMap((one) => ("fault" in one ? [] : [one.difference])),
  );
}

/** What was kept stays; only the waiting ends. */
function setAside({ id, stream, head, at }: Standing, fault: string): KeptHead {
  const { organizationId, projectId } = stream;
  const kept = head ?? { ...UNKNOWN, complaintId: id, organizationId, projectId };
  return { ...kept, version: stream.version, evaluatedAt: at, nextChangeAt: null, fault: fault.slice(0, 1_000) };
}

const UNKNOWN = {
  regulation: "",
  regulationVersion: 0,
  status: "none",
  validity: "",
  level: null,
  levelClause: null,
  levelSince: null,
  because: {},
  unreckonedYears: [],
} as const;

function told(one: Evaluated): ReEvaluated {
  if ("fault" in one) return { complaintId: one.id, outcome: "faulted", fault: one.fault, unreckonedYears: [] };
  return { complaintId: one.id, outcome: "evaluated", unreckonedYears: one.after.head.unreckonedYears };
}

/** A complaint's stream bears the complaint's id. */
function streamOf(id: ComplaintId): StreamId {
  return id as string as StreamId;
}
