import type { Rulebook } from "@hearken/graphql-kit";
import {
  formatInstant,
  type ComplaintId,
  type Instant,
  type OrganizationId,
  type ProjectId,
  type StreamId,
} from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Projection } from "./projection.js";
import { readableHistories } from "./readable-histories.query.js";
import { receivedUnder, reckon } from "./reckoning.js";
import { rulesOnce } from "./rules-of.query.js";

interface Outdated {
  readonly id: ComplaintId;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly evaluatedAt: Instant | null;
  readonly version: number;
}

/** A projection that nobody has kept yet, and the version of the history that it follows from. */
export interface LiveStanding extends Projection {
  readonly version: number;
}

const outdatedStandings = statement(
  "escalation.outdated_standings",
  `select j.id, j.organization_id as "organizationId", j.project_id as "projectId", s.evaluated_at as "evaluatedAt",
     j.version
   from journal.stream j left join escalation.standing s on s.tenant_id = j.tenant_id and s.complaint_id = j.id
   where j.tenant_id = $1 and j.id = any ($2::uuid[]) and j.kind = 'complaint'
     and (s.version is distinct from j.version or s.next_change_at <= $3)`,
);

/**
 * The standings of those complaints whose kept rows are outdated, because something happened or time has passed since:
 * evaluated here and now, nothing is written. Usually none, at the price of one statement.
 * One that cannot be evaluated is left out: what was kept is the best that can be shown.
 */
export async function liveStandings(
  uow: UnitOfWork,
  complaintIds: readonly ComplaintId[],
  rulebook: Rulebook,
): Promise<ReadonlyMap<ComplaintId, LiveStanding>> {
  const outdated = await uow.rows<Outdated>(outdatedStandings, [
    uow.scope.tenantId,
    complaintIds,
    formatInstant(uow.now),
  ]);
  if (outdated.length === 0) return new Map();
  const live = new Map<ComplaintId, LiveStanding>();
  const findRules = rulesOnce(uow, rulebook);
  const past = await readableHistories(
    uow,
    outdated.map(({ id }) => id as string as StreamId),
  );
  for (const { id, organizationId, projectId, evaluatedAt, version } of outdated) {
    const history = past.get(id) ?? [];
    const under = history instanceof Error ? undefined : receivedUnder(history);
    if (history instanceof Error || under === undefined) continue;
    const place = { complaintId: id, organizationId, projectId, ...under };
    const at = Math.max(uow.now, evaluatedAt ?? 0) as Instant;
    try {
      live.set(id, { ...reckon(await findRules(place), { place, history, at }), version });
    } catch {
      // Whoever re-evaluates it sets it aside and tells the log.
    }
  }
  return live;
}
