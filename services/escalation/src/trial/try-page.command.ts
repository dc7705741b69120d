import { setImmediate as letOthersRun } from "node:timers/promises";
import type { RecordedEvent } from "@hearken/journal";
import type { Instant, OrganizationId, StreamId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { evaluate, type Rules } from "@hearken/regulation";
import type { Platform } from "@hearken/service-kit";
import { receivedUnder } from "../standing/reckoning.js";
import { readableHistories } from "../standing/readable-histories.query.js";
import { rulesOnce, type FindRules } from "../standing/rules-of.query.js";
import { differenceOf, outcomeOf } from "./outcome.js";
import { counted, type Tried } from "./tally.js";
import { advanced, type Trial, type TrialId } from "./trial.js";
import { holdTrial, updateTrial, type DifferingComplaint } from "./trial.repository.js";
import { countComplaints, nextComplaints, type TriedComplaint } from "./tried-complaints.query.js";

export interface TryingPage {
  readonly rulebook: Platform["rulebook"];
  readonly id: TrialId;
  /** `null`: all of the tenant. */
  readonly organizations: readonly OrganizationId[] | null;
  /** Complaints at a time. */
  readonly limit: number;
}

/** After so many complaints whatever else waits in the process has its turn. */
const AT_A_STRETCH = 20;

/**
 * Tries the next page of a trial, and writes how far it has come in the same transaction: whoever is killed in between
 * has done nothing. Six statements whatever the number of complaints.
 * Answers the trial as it stands then; `undefined` when it is finished, or somebody else is at it.
 */
export async function tryPage(
  uow: UnitOfWork,
  { rulebook, id, organizations, limit }: TryingPage,
): Promise<Trial | undefined> {
  const held = await holdTrial(uow, id);
  if (held === undefined) return undefined;
  const [total, page] = await Promise.all([
    held.total ?? countComplaints(uow, held, organizations),
    nextComplaints(uow, held, { organizations, limit }),
  ]);
  const trial = { ...held, total };
  const findOwn = rulesOnce(uow, rulebook);
  const tried = await tryAll({
    page,
    at: trial.askedAt,
    findOwn,
    findTried: triedRules(uow, rulebook, trial),
    histories: await historiesOf(uow, page),
  });
  const differences = tried.flatMap((one) => (one?.differing === undefined ? [] : [one.differing]));
  const last = page.at(-1);
  const after = advanced(
    trial,
    {
      done: page.length,
      differing: differences.length,
      tally: counted(trial.tally, tried),
      last: last === undefined ? null : { at: last.receivedAt, id: last.complaintId },
    },
    uow.now,
  );
  await updateTrial(uow, after, differences);
  return after;
}

type Histories = Awaited<ReturnType<typeof readableHistories>>;

const historiesOf = (uow: UnitOfWork, page: readonly TriedComplaint[]): Promise<Histories> =>
  readableHistories(
    uow,
    page.map(({ complaintId }) => complaintId as string as StreamId),
  );

/** Asks once for the rules that an organization would go by. */
function triedRules(
  uow: UnitOfWork,
  rulebook: Platform["rulebook"],
  { regulation, regulationVersion: version, readings }: Trial,
): (organizationId: OrganizationId) => Promise<Rules> {
  const known = new Map<OrganizationId, Promise<Rules>>();
  return (organizationId) => {
    const before = known.get(organizationId);
    if (before !== undefined) return before;
    const rules = rulebook.proposed(uow, { regulation, version, organizationId, readings }).then((found) => {
      if (found === undefined) throw new Error(`regulation ${regulation} version ${version} is not published`);
      return found.regulation;
    });
    known.set(organizationId, rules);
    return rules;
  };
}

interface Page {
  readonly page: readonly TriedComplaint[];
  readonly histories: Histories;
  readonly at: Instant;
  readonly findOwn: FindRules;
  readonly findTried: (organizationId: OrganizationId) => Promise<Rules>;
}

type TriedOne = (NonNullable<Tried> & { readonly differing: DifferingComplaint | undefined }) | undefined;

/** What each complaint of a page comes to under both; `undefined` for one that cannot be evaluated. */
async function tryAll({ page, histories, ...asked }: Page): Promise<readonly TriedOne[]> {
  const tried: TriedOne[] = [];
  for (const [index, complaint] of page.entries()) {
    if (index % AT_A_STRETCH === AT_A_STRETCH - 1) await letOthersRun();
    const history = histories.get(complaint.complaintId);
    const under = history === undefined || history instanceof Error ? undefined : receivedUnder(history);
    if (history === undefined || history instanceof Error || under === undefined) tried.push(undefined);
    else tried.push(await tryOne({ complaint, history, under, ...asked }).catch(() => undefined));
  }
  return tried;
}

interface One extends Omit<Page, "page" | "histories"> {
  readonly complaint: TriedComplaint;
  readonly history: readonly RecordedEvent[];
  readonly under: NonNullable<ReturnType<typeof receivedUnder>>;
}

async function tryOne({ complaint, history, under, at, findOwn, findTried }: One): Promise<TriedOne> {
  const { organizationId } = complaint;
  const own = outcomeOf(evaluate(await findOwn({ ...under, organizationId }), history, at));
  const tried = outcomeOf(evaluate(await findTried(organizationId), history, at));
  const difference = differenceOf(own, tried);
  const receivedAt = complaint.receivedAt ?? history[0]?.occurredAt ?? at;
  return {
    own,
    tried,
    differing: difference === undefined ? undefined : { ...complaint, receivedAt, ...under, ...difference },
  };
}
