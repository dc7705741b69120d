import type { Instant, OrganizationId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { evaluate, type HistoryEvent, type Rules } from "@hearken/regulation";
import type { Platform } from "@hearken/service-kit";
import { receivedUnder } from "../standing/reckoning.js";
import { rulesOnce, type FindRules } from "../standing/rules-of.query.js";
import { factHistories } from "./fact-histories.query.js";
import { differenceOf, outcomeOf } from "./outcome.js";
import { counted, type Tried } from "./tally.js";
import { advanced, type DifferingComplaint, type Trial, type TrialId } from "./trial.js";
import { holdTrial, updateTrial } from "./trial.repository.js";
import { countComplaints, nextComplaints, type TriedComplaint } from "./tried-complaints.query.js";

export interface TryingPage {
  readonly rulebook: Platform["rulebook"];
  readonly id: TrialId;
  /** `null`: all of the tenant. */
  readonly organizations: readonly OrganizationId[] | null;
  /** Complaints at a time. */
  readonly limit: number;
}

/** So many complaints are evaluated at a stretch; then whatever else waits in the process has its turn. */
const AT_A_STRETCH = 25;

/**
 * Tries the next page of a trial, and writes how far it has come in the same transaction: whoever is killed in between
 * has done nothing.
 * Answers the trial as it stands then; `undefined` when it is finished, or somebody else is at it.
 */
export async function tryPage(
  uow: UnitOfWork,
  { rulebook, id, organizations, limit }: TryingPage,
): Promise<Trial | undefined> {
  const trial = await holdTrial(uow, id);
  if (trial === undefined) return undefined;
  const [total, page] = await Promise.all([
    trial.total ?? countComplaints(uow, trial, organizations),
    nextComplaints(uow, trial, { organizations, limit }),
  ]);
  const asked = { at: trial.askedAt, findOwn: rulesOnce(uow, rulebook), findTried: triedRules(uow, rulebook, trial) };
  const tried = (await Promise.all(stretchesOf(page).map((stretch) => tryStretch(uow, stretch, asked)))).flat();
  const differences = tried.flatMap((one) => (one?.differing === undefined ? [] : [one.differing]));
  const last = page.at(-1);
  const after = advanced(
    trial,
    {
      total,
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

/** Read all at once: while one is evaluated the server looks for the next. */
function stretchesOf(page: readonly TriedComplaint[]): readonly (readonly TriedComplaint[])[] {
  const count = Math.ceil(page.length / AT_A_STRETCH);
  return Array.from({ length: count }, (_, index) => page.slice(index * AT_A_STRETCH, (index + 1) * AT_A_STRETCH));
}

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

interface Asked {
  readonly at: Instant;
  readonly findOwn: FindRules;
  readonly findTried: (organizationId: OrganizationId) => Promise<Rules>;
}

type TriedOne = (NonNullable<Tried> & { readonly differing: DifferingComplaint | undefined }) | undefined;

/** What each complaint comes to under both; `undefined` for one that cannot be evaluated. */
async function tryStretch(
  uow: UnitOfWork,
  stretch: readonly TriedComplaint[],
  asked: Asked,
): Promise<readonly TriedOne[]> {
  const histories = await factHistories(
    uow,
    stretch.map(({ complaintId }) => complaintId),
  );
  const tried: TriedOne[] = [];
  for (const complaint of stretch) {
    const history = histories.get(complaint.complaintId);
    const under = receivedUnder(history ?? []);
    if (history === undefined || under === undefined) tried.push(undefined);
    else tried.push(await tryOne({ complaint, history, under, ...asked }).catch(() => undefined));
  }
  await letOthersRun();
  return tried;
}

const letOthersRun = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

interface One extends Asked {
  readonly complaint: TriedComplaint;
  readonly history: readonly HistoryEvent[];
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
