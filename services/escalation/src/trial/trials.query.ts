import { formatInstant, type Instant, type OrganizationId, type TenantId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";
import type { DifferingComplaint, Trial, TrialId } from "./trial.js";
import { IS_UNDER_WAY, TRIAL_COLUMNS } from "./trial.repository.js";
import { triedOrganizations } from "./tried-complaints.query.js";

export interface UnfinishedTrial {
  readonly tenantId: TenantId;
  readonly id: TrialId;
}

const MOST_AT_ONCE = 100;

const unfinished = statement(
  "escalation.trials_to_go_on_with",
  `select tenant_id as "tenantId", id from escalation.trial
   where state in (${IS_UNDER_WAY}) order by asked_at, tenant_id, id limit ${MOST_AT_ONCE}`,
);

const placeOfTrial = statement(
  "escalation.place_of_trial",
  `select organization_id as "organizationId", effective_from as "effectiveFrom" from escalation.trial
   where tenant_id = $1 and id = $2`,
);

const trialOfId = statement(
  "escalation.trial_of_id",
  `select ${TRIAL_COLUMNS} from escalation.trial t where t.tenant_id = $1 and t.id = $2`,
);

const latestTrials = statement(
  "escalation.latest_trials",
  `select ${TRIAL_COLUMNS} from escalation.trial t
   where t.tenant_id = $1 and ($2::uuid[] is null or t.organization_id = any ($2::uuid[])) and t.id < $3::uuid
   order by t.id desc limit $4`,
);

const differencesOfTrial = statement(
  "escalation.differences_of_trial",
  `select d.complaint_id as "complaintId", d.organization_id as "organizationId", d.project_id as "projectId",
     d.received_at as "receivedAt", d.regulation, d.regulation_version as "regulationVersion", d.own, d.tried
   from escalation.trial_difference d
   where d.tenant_id = $1 and d.trial_id = $2 and (d.received_at, d.complaint_id) > ($3::timestamptz, $4::uuid)
   order by d.received_at, d.complaint_id limit $5`,
);

/** Trials of all tenants that wait or run, the oldest first. */
export function unfinishedTrials(database: Database): Promise<UnfinishedTrial[]> {
  return database.relay.rows<UnfinishedTrial>(unfinished);
}

/** The organizations whose complaints a trial is about, `null` for all; `undefined` when there is no such trial. */
export async function organizationsOfTrial(
  uow: UnitOfWork,
  id: TrialId,
): Promise<readonly OrganizationId[] | null | undefined> {
  const place = await uow.one<Pick<Trial, "organizationId" | "effectiveFrom">>(placeOfTrial, [uow.scope.tenantId, id]);
  return place === undefined ? undefined : triedOrganizations(uow, place);
}

export function trialById(uow: UnitOfWork, id: TrialId): Promise<Trial | undefined> {
  return uow.one<Trial>(trialOfId, [uow.scope.tenantId, id]);
}

const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** The latest first. A reach over projects sees none. */
export async function pageOfTrials(
  uow: UnitOfWork,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<Trial[]> {
  const { tenantId, reach } = uow.scope;
  const within = reach.kind === "tenant" ? null : reach.kind === "organizations" ? reach.organizationIds : [];
  return uow.rows<Trial>(latestTrials, [tenantId, within, after ?? LAST_ID, limit]);
}

export interface DifferencesAsked {
  readonly id: TrialId;
  readonly after: readonly [Instant, string] | null;
  readonly limit: number;
}

/** The complaints that differ, in the order of their receipt. */
export async function pageOfDifferences(
  uow: UnitOfWork,
  { id, after, limit }: DifferencesAsked,
): Promise<DifferingComplaint[]> {
  const [at, complaintId] = after ?? [0 as Instant, FIRST_ID];
  return uow.rows<DifferingComplaint>(differencesOfTrial, [
    uow.scope.tenantId,
    id,
    formatInstant(at),
    complaintId,
    limit,
  ]);
}
