import {
  checkFirst,
  cursorCodec,
  DateTime,
  idArgument,
  notFound,
  orNotFound,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, newId, refuse, type OrganizationId, type Refusal } from "@hearken/kernel";
import { publishedRegulation } from "@hearken/regulation";
import { forbidden, reaches, runCommand } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { ComplaintStub } from "../standing/standing.graphql.js";
import { readingsOf, shownLevels, shownObligations, type Names } from "./shown-trial.js";
import { startTrial } from "./start-trial.command.js";
import {
  PreviewAdoptionInput,
  PreviewAdoptionResult,
  RegulationTrialConnection,
  RegulationTrialType,
  TrialDifferenceConnection,
  TrialDifferenceType,
  TrialOutcomeType,
  TrialRegulationInput,
  TrialRegulationResult,
  TriedLevelType,
  TriedObligationType,
} from "./trial.graphql.js";
import { MOST_READINGS, type DifferingComplaint, type Trial, type TrialSubject } from "./trial.js";
import { pageOfDifferences, pageOfTrials, trialById } from "./trials.query.js";

const trialCursors = cursorCodec("regulationTrials", ["id"]);
const differenceCursors = cursorCodec("trialDifferences", ["instant", "id"]);

type Asked = Pick<TrialRegulationInput, "regulation" | "version" | "organizationId" | "readings">;

/** A difference with the trial that it was found by. */
interface Shown extends DifferingComplaint {
  readonly trial: Trial;
}

@Resolver(() => RegulationTrialType)
export class TrialResolver {
  @Query(() => RegulationTrialType, { description: "One trial, with its progress and what it has found so far." })
  async regulationTrial(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Trial> {
    const trial = await trialById(await context.uow(), idArgument<"Trial">(id));
    if (trial === undefined) throw notFound();
    return trial;
  }

  @Query(() => RegulationTrialConnection, { description: "The trials of what is within reach, the latest first." })
  async regulationTrials(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<Trial>> {
    const limit = checkFirst(first) + 1;
    const from = after == null ? null : trialCursors.decode(after)[0];
    const rows = await pageOfTrials(await context.uow(), { after: from, limit });
    return pageOf(rows, { first, after, cursorOf: ({ id }) => trialCursors.encode([id]) });
  }

  @Mutation(() => TrialRegulationResult, {
    description:
      "For headquarters: evaluates the complaints of a period again under another regulation or version, in the background; nothing is changed by it.",
  })
  async trialRegulation(
    @Arg("input", () => TrialRegulationInput, { description: "What is tried, on which complaints." })
    input: TrialRegulationInput,
    @Ctx() context: RequestContext,
  ): Promise<{ trial: Trial } | Refusal> {
    const { from: fromAt, to: toAt } = input;
    const request = { operation: "trialRegulation", key: input.idempotencyKey, input };
    return start(context, {
      request,
      asked: input,
      subject: { complaints: "received", fromAt, toAt, effectiveFrom: null },
    });
  }

  @Mutation(() => PreviewAdoptionResult, {
    description:
      "For headquarters: looks, before an adoption is made, at the open complaints that would come to something else under it, in the background.",
  })
  async previewAdoption(
    @Arg("input", () => PreviewAdoptionInput, { description: "The adoption." }) input: PreviewAdoptionInput,
    @Ctx() context: RequestContext,
  ): Promise<{ trial: Trial } | Refusal> {
    const request = { operation: "previewAdoption", key: input.idempotencyKey, input };
    const subject = { complaints: "open", fromAt: null, toAt: null, effectiveFrom: input.from } as const;
    return start(context, { request, asked: input, subject });
  }

  @FieldResolver(() => Int)
  version(@Root() { regulationVersion }: Trial): number {
    return regulationVersion;
  }

  @FieldResolver(() => DateTime, { nullable: true })
  from(@Root() { fromAt }: Trial): Trial["fromAt"] {
    return fromAt;
  }

  @FieldResolver(() => DateTime, { nullable: true })
  to(@Root() { toAt }: Trial): Trial["toAt"] {
    return toAt;
  }

  @FieldResolver(() => Int)
  failed(@Root() { tally }: Trial): number {
    return tally.failed;
  }

  @FieldResolver(() => [TriedObligationType])
  obligations(@Root() trial: Trial, @Ctx() { language }: RequestContext): TriedObligationType[] {
    const { own, tried } = trial.tally;
    return shownObligations(own.obligations, tried.obligations, { language, names: namesIn([trial]) });
  }

  @FieldResolver(() => [TriedLevelType])
  levels(@Root() trial: Trial, @Ctx() { language }: RequestContext): TriedLevelType[] {
    return shownLevels(trial.tally, { language, names: namesIn([trial]) });
  }

  @FieldResolver(() => TrialDifferenceConnection, {
    description: "The complaints within reach that come to something else, in the order of their receipt.",
  })
  async differences(
    @Root() trial: Trial,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<Shown>> {
    const limit = checkFirst(first) + 1;
    const from = after == null ? null : differenceCursors.decode(after);
    const rows = await pageOfDifferences(await context.uow(), { id: trial.id, after: from, limit });
    return pageOf(
      rows.map((row) => ({ ...row, trial })),
      { first, after, cursorOf: ({ receivedAt, complaintId }) => differenceCursors.encode([receivedAt, complaintId]) },
    );
  }
}

@Resolver(() => TrialDifferenceType)
export class TrialDifferenceResolver {
  @FieldResolver(() => ComplaintStub)
  complaint(@Root() { complaintId }: Shown): ComplaintStub {
    return { id: complaintId };
  }

  @FieldResolver(() => Boolean)
  keepsItsVersion(@Root() { regulation, regulationVersion, trial }: Shown): boolean {
    return regulation !== trial.regulation || regulationVersion !== trial.regulationVersion;
  }

  @FieldResolver(() => TrialOutcomeType)
  own(@Root() { regulation, regulationVersion: version, own }: Shown): TrialOutcomeType {
    return { regulation, version, level: own.level, nextDueAt: own.nextDueAt };
  }

  @FieldResolver(() => TrialOutcomeType)
  tried(@Root() { trial, tried }: Shown): TrialOutcomeType {
    const { regulation, regulationVersion: version } = trial;
    return { regulation, version, level: tried.level, nextDueAt: tried.nextDueAt };
  }

  @FieldResolver(() => [TriedObligationType])
  obligations(@Root() shown: Shown, @Ctx() { language }: RequestContext): TriedObligationType[] {
    const names = namesIn([shown.trial, shown]);
    return shownObligations(shown.own.obligations, shown.tried.obligations, { language, names });
  }
}

interface Starting {
  readonly request: Parameters<typeof runCommand>[1];
  readonly asked: Asked;
  readonly subject: TrialSubject;
}

function start(context: RequestContext, { request, asked, subject }: Starting): Promise<{ trial: Trial } | Refusal> {
  const { regulation, version: regulationVersion, readings } = asked;
  const organizationId = asked.organizationId == null ? null : idArgument<"Organization">(asked.organizationId);
  return runCommand(context, request, async (uow, principal) => {
    const refusal = forbidden(principal, "regulation.try") ?? tooMany(readings ?? []);
    if (refusal !== undefined) return refusal;
    orNotFound(isWithin(principal, organizationId) ? true : undefined);
    const trial = await startTrial(
      uow,
      {
        ...subject,
        ...{ id: newId<"Trial">(), organizationId, regulation, regulationVersion },
        readings: readingsOf(readings ?? []),
        ...{ askedAt: uow.now, askedBy: principal.actor.id },
      },
      context.rulebook,
    );
    return isRefusal(trial) ? trial : { trial };
  });
}

function isWithin({ scope }: RequestContext["principal"], organizationId: OrganizationId | null): boolean {
  return organizationId === null || reaches(scope.reach, { organizationId });
}

function tooMany(readings: readonly unknown[]): Refusal | undefined {
  if (readings.length <= MOST_READINGS) return undefined;
  return refuse(
    "INVALID_INPUT",
    { en: `At most ${MOST_READINGS} readings.`, "zh-CN": `最多 ${MOST_READINGS} 项解读。` },
    { path: ["input", "readings"] },
  );
}

/** What published regulations call things. */
function namesIn(of: readonly Pick<Trial, "regulation" | "regulationVersion">[]): readonly Names[] {
  return of
    .map(({ regulation, regulationVersion }) => publishedRegulation(regulation, regulationVersion))
    .filter((file) => file !== undefined);
}
