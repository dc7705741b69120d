import { buildSubgraph, idArguments, type RequestContext } from "@hearken/graphql-kit";
import { defineService, readableWith, type Service } from "@hearken/service-kit";
import { bulletinLoader } from "./bulletin/bulletin.loader.js";
import { BulletinResolver, ComplaintBulletinsResolver } from "./bulletin/bulletin.resolver.js";
import { bulletinTable } from "./bulletin/bulletin.table.js";
import { DutyResolver, FulfilDutySuccessResolver } from "./duty/duty.resolver.js";
import { EscalationResolver } from "./ladder/escalation.resolver.js";
import { LevelResolver } from "./level/level.resolver.js";
import { escalationMigrations } from "./migrations/index.js";
import { ComplaintNoticesResolver, NoticeResolver } from "./notice/notice.resolver.js";
import { ComplaintObligationsResolver } from "./obligation/complaint-obligations.resolver.js";
import { LedgerLineResolver } from "./obligation/ledger-line.resolver.js";
import { obligationLoader } from "./obligation/obligation.loader.js";
import { ObligationResolver } from "./obligation/obligation.resolver.js";
import { complaintFactsConsumer } from "./standing/complaint-facts.consumer.js";
import { ComplaintStandingResolver } from "./standing/complaint-standing.resolver.js";
import { dueStandingsWorker } from "./standing/due-standings.job.js";
import { ReEvaluateResolver } from "./standing/re-evaluate.resolver.js";
import { rulesChangedConsumer } from "./standing/rules-changed.consumer.js";
import { ComplaintStub } from "./standing/standing.graphql.js";
import { trialWorker } from "./trial/trial.job.js";
import { TrialDifferenceResolver, TrialResolver } from "./trial/trial.resolver.js";

export { runDue, type Timekeeping } from "./standing/due-standings.job.js";
export { runTrials, type Trying } from "./trial/trial.job.js";
export { escalationMigrations };

type Loading<T> = (context: RequestContext) => { load(id: string): Promise<T | undefined> };

/** The entity behind `{ id }`, in one batch with its like; `null` for a malformed, unknown or invisible id alike. */
function through<T>(loader: Loading<T>) {
  return async ({ id }: { readonly id: string }, context: RequestContext): Promise<T | null> => {
    const [known] = idArguments<string>([id]);
    return known === undefined ? null : ((await context.loader(loader).load(known)) ?? null);
  };
}

const subgraph = buildSubgraph({
  name: "escalation",
  resolvers: [
    ComplaintStandingResolver,
    ComplaintObligationsResolver,
    ComplaintBulletinsResolver,
    ComplaintNoticesResolver,
    LevelResolver,
    EscalationResolver,
    ObligationResolver,
    LedgerLineResolver,
    BulletinResolver,
    NoticeResolver,
    DutyResolver,
    FulfilDutySuccessResolver,
    ReEvaluateResolver,
    TrialResolver,
    TrialDifferenceResolver,
  ],
  orphanedTypes: [ComplaintStub],
  references: { Obligation: through(obligationLoader), Bulletin: through(bulletinLoader) },
});

/** Everything that time does: standings, obligations, levels, escalations, notices and bulletins. */
export function escalation(): Service {
  return defineService({
    name: "escalation",
    subgraph: readableWith(subgraph, "obligation.read"),
    migrations: escalationMigrations,
    entities: [bulletinTable],
    consumers: (platform) => [complaintFactsConsumer(platform), rulesChangedConsumer()],
    workers: (platform) => [dueStandingsWorker(platform), trialWorker(platform)],
  });
}
