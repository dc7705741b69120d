import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { UNDER_WAY, type DifferingComplaint, type Trial, type TrialId } from "./trial.js";

/** How a trial is read; the table's alias is `t`. */
export const TRIAL_COLUMNS = `t.id, t.organization_id as "organizationId", t.complaints, t.from_at as "fromAt", t.to_at as "toAt",
  t.effective_from as "effectiveFrom", t.regulation, t.regulation_version as "regulationVersion", t.readings, t.state,
  t.asked_at as "askedAt", t.asked_by as "askedBy", t.finished_at as "finishedAt", t.total, t.done, t.differing,
  t.after_at as "afterAt", t.after_id as "afterId", t.tally, t.fault`;

/** For a statement: the states of which a trial under way has one. */
export const IS_UNDER_WAY = UNDER_WAY.map((state) => `'${state}'`).join(", ");

const addTrial = statement(
  "escalation.add_trial",
  `insert into escalation.trial (tenant_id, id, organization_id, complaints, from_at, to_at, effective_from, regulation,
     regulation_version, readings, state, asked_at, asked_by, tally)
   values ($1, $2, $3, $4, $5, $6, $7::date, $8, $9, $10::jsonb, $11, $12, $13, $14::jsonb)`,
);

const claimTrial = statement(
  "escalation.claim_trial",
  `select ${TRIAL_COLUMNS} from escalation.trial t
   where t.tenant_id = $1 and t.id = $2 and t.state in (${IS_UNDER_WAY}) for no key update skip locked`,
);

const saveTrial = statement(
  "escalation.save_trial",
  `update escalation.trial set state = $3, finished_at = $4, total = $5, done = $6, differing = $7, after_at = $8,
     after_id = $9, tally = $10::jsonb, fault = $11
   where tenant_id = $1 and id = $2`,
);

const unfinishedTrials = statement(
  "escalation.unfinished_trials",
  `select count(*)::int4 as unfinished from escalation.trial where tenant_id = $1 and state in (${IS_UNDER_WAY})`,
);

const addDifferences = statement(
  "escalation.add_trial_differences",
  `insert into escalation.trial_difference (tenant_id, trial_id, complaint_id, organization_id, project_id, received_at,
     regulation, regulation_version, own, tried)
   select $1, $2, r.* from jsonb_to_recordset($3::jsonb) as r("complaintId" uuid, "organizationId" uuid, "projectId" uuid,
     "receivedAt" timestamptz, regulation text, "regulationVersion" int4, own jsonb, tried jsonb)`,
);

const written = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

export async function insertTrial(uow: UnitOfWork, trial: Trial): Promise<void> {
  await uow.run(addTrial, [
    uow.scope.tenantId,
    trial.id,
    trial.organizationId,
    trial.complaints,
    written(trial.fromAt),
    written(trial.toAt),
    trial.effectiveFrom,
    trial.regulation,
    trial.regulationVersion,
    JSON.stringify(trial.readings),
    trial.state,
    formatInstant(trial.askedAt),
    trial.askedBy,
    JSON.stringify(trial.tally),
  ]);
}

/** Takes a trial that is not finished until the unit ends, however it ends; `undefined` when it is finished or held. */
export function holdTrial(uow: UnitOfWork, id: TrialId): Promise<Trial | undefined> {
  return uow.one<Trial>(claimTrial, [uow.scope.tenantId, id]);
}

/** Writes how far a trial has come, and what was found. */
export async function updateTrial(
  uow: UnitOfWork,
  trial: Trial,
  differences: readonly DifferingComplaint[],
): Promise<void> {
  const { tenantId } = uow.scope;
  const rows = differences.map((one) => ({ ...one, receivedAt: formatInstant(one.receivedAt) }));
  await Promise.all([
    ...(rows.length === 0 ? [] : [uow.run(addDifferences, [tenantId, trial.id, JSON.stringify(rows)])]),
    uow.run(saveTrial, [
      tenantId,
      trial.id,
      trial.state,
      written(trial.finishedAt),
      trial.total,
      trial.done,
      trial.differing,
      written(trial.afterAt),
      trial.afterId,
      JSON.stringify(trial.tally),
      trial.fault,
    ]),
  ]);
}

export async function countUnfinished(uow: UnitOfWork): Promise<number> {
  const row = await uow.one<{ unfinished: number }>(unfinishedTrials, [uow.scope.tenantId]);
  return row?.unfinished ?? 0;
}
