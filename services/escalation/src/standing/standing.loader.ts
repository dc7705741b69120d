import type { LoaderFactory, RequestContext } from "@hearken/graphql-kit";
import type { ComplaintId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import DataLoader from "dataloader";
import { liveStandings, type LiveStanding } from "./live-standing.query.js";
import type {
  BriefObligation,
  BulletinRow,
  LevelRow,
  NoticeRow,
  ObligationRow,
  RungRow,
  StandingHead,
} from "./projection.js";
import { keptHeads, keptRows, type ByComplaint } from "./standing.repository.js";

/*
 * What is shown of a complaint is current: kept rows that are outdated are evaluated on the spot, for a whole page at
 * once. A page whose rows are current costs one statement for each kind asked for, and one that finds nothing outdated.
 */

type Loader<Value> = DataLoader<ComplaintId, Value>;

const live: LoaderFactory<Loader<LiveStanding | undefined>> = (context) =>
  new DataLoader(async (ids) => {
    const found = await liveStandings(await context.uow(), ids, context.rulebook);
    return ids.map((id) => found.get(id));
  });

const heads: LoaderFactory<Loader<ShownHead | undefined>> = (context) =>
  new DataLoader(async (ids) => {
    const found = await keptHeads(await context.uow(), ids);
    return ids.map((id) => found.get(id));
  });

function rows<Row>(
  read: (uow: UnitOfWork, ids: readonly ComplaintId[]) => Promise<ByComplaint<Row>>,
): LoaderFactory<Loader<readonly Row[]>> {
  return (context) =>
    new DataLoader(async (ids) => {
      const found = await read(await context.uow(), ids);
      return ids.map((id) => found.get(id) ?? []);
    });
}

const kept = {
  obligations: rows<ObligationRow>(keptRows.obligations),
  briefObligations: rows<BriefObligation>(keptRows.briefObligations),
  levels: rows<LevelRow>(keptRows.levels),
  rungs: rows<RungRow>(keptRows.rungs),
  notices: rows<NoticeRow>(keptRows.notices),
  bulletins: rows<BulletinRow>(keptRows.bulletins),
};

export interface ShownHead extends StandingHead {
  /** Of the history that it follows from. */
  readonly version: number;
}

/** The head of a complaint's standing; `undefined` when there is none within the caller's reach. */
export async function shownHead(context: RequestContext, id: ComplaintId): Promise<ShownHead | undefined> {
  const [now, before] = await Promise.all([context.loader(live).load(id), context.loader(heads).load(id)]);
  return now === undefined ? before : { ...now.head, version: now.version };
}

/** By when they are due; what has no due time comes last. */
export async function shownObligations(context: RequestContext, id: ComplaintId): Promise<readonly ObligationRow[]> {
  const [now, before] = await Promise.all([context.loader(live).load(id), context.loader(kept.obligations).load(id)]);
  return byDue(now?.obligations ?? before);
}

/** The same, and of each what lists mostly show. */
export async function shownInBrief(context: RequestContext, id: ComplaintId): Promise<readonly BriefObligation[]> {
  const [now, before] = await Promise.all([
    context.loader(live).load(id),
    context.loader(kept.briefObligations).load(id),
  ]);
  return byDue(now?.obligations ?? before);
}

function byDue<Row extends BriefObligation>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort(
    (a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || a.openedAt - b.openedAt || (a.key < b.key ? -1 : 1),
  );
}

/** Oldest first. */
export async function shownLevels(context: RequestContext, id: ComplaintId): Promise<readonly LevelRow[]> {
  const [now, before] = await Promise.all([context.loader(live).load(id), context.loader(kept.levels).load(id)]);
  return [...(now?.levels ?? before)].sort((a, b) => a.number - b.number);
}

/** Oldest first. */
export async function shownRungs(context: RequestContext, id: ComplaintId): Promise<readonly RungRow[]> {
  const [now, before] = await Promise.all([context.loader(live).load(id), context.loader(kept.rungs).load(id)]);
  return [...(now?.rungs ?? before)].sort((a, b) => a.rung - b.rung);
}

/** Oldest first. */
export async function shownNotices(context: RequestContext, id: ComplaintId): Promise<readonly NoticeRow[]> {
  const [now, before] = await Promise.all([context.loader(live).load(id), context.loader(kept.notices).load(id)]);
  return [...(now?.notices ?? before)].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

/** Oldest first. */
export async function shownBulletins(context: RequestContext, id: ComplaintId): Promise<readonly BulletinRow[]> {
  const [now, before] = await Promise.all([context.loader(live).load(id), context.loader(kept.bulletins).load(id)]);
  return [...(now?.bulletins ?? before)].sort((a, b) => a.openedAt - b.openedAt || (a.key < b.key ? -1 : 1));
}
