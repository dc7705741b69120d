import {
  badInput,
  checkFirst,
  clauseIn,
  ClauseType,
  cursorCodec,
  Duration,
  idArgument,
  LanguageArgument,
  notFound,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { explain, explanation, type Explained } from "@hearken/regulation";
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { ObligationRow } from "../standing/projection.js";
import { rulesOf } from "../standing/rules-of.query.js";
import { ComplaintStub, PostType } from "../standing/standing.graphql.js";
import { obligationIn, postIn } from "../standing/wording.js";
import {
  LedgerLineType,
  ObligationArguments,
  ObligationConnection,
  ObligationStatuses,
  ObligationType,
} from "./obligation.graphql.js";
import { obligationLoader } from "./obligation.loader.js";
import { asEngineObligation } from "./obligation.js";
import { pageOfObligations, type ListedObligation } from "./obligations.query.js";

const cursors = cursorCodec("obligations", ["instant", "id"]);
const LONGEST_CODE = 128;

@Resolver(() => ObligationType)
export class ObligationResolver {
  @Query(() => ObligationConnection, {
    description: "What is owed within reach, by when it is due; those without a term last.",
  })
  async obligations(
    @Args(() => ObligationArguments) { first, after, filter }: ObligationArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<ListedObligation>> {
    const limit = checkFirst(first) + 1;
    const rows = await pageOfObligations(await context.uow(), {
      statuses: [...new Set(filter?.status ?? Object.values(ObligationStatuses))],
      owner: ownerArgument(filter?.owner),
      organizationId: filter?.organizationId == null ? null : idArgument<"Organization">(filter.organizationId),
      projectId: filter?.projectId == null ? null : idArgument<"Project">(filter.projectId),
      dueBefore: filter?.dueBefore ?? null,
      after: after == null ? null : cursors.decode(after),
      limit,
    });
    return pageOf(rows, { first, after, cursorOf: ({ sortAt, id }) => cursors.encode([sortAt, id]) });
  }

  @Query(() => ObligationType, { description: "One obligation." })
  async obligation(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<ObligationRow> {
    const row = await context.loader(obligationLoader).load(idArgument(id));
    if (row === undefined) throw notFound();
    return row;
  }

  @FieldResolver(() => String)
  async label(@Root() row: ObligationRow, @Ctx() context: RequestContext): Promise<string> {
    return obligationIn(await rulesOf(context, row), row.code, context.language).label;
  }

  @FieldResolver(() => [ClauseType])
  clauses(@Root() { clauses }: ObligationRow, @Ctx() context: RequestContext): ClauseType[] {
    return clauses.map((id) => clauseIn(id, context));
  }

  @FieldResolver(() => PostType)
  async owner(@Root() row: ObligationRow, @Ctx() context: RequestContext): Promise<PostType> {
    return postIn(await rulesOf(context, row), row.owner, context.language);
  }

  @FieldResolver(() => Duration)
  paused(@Root() { pausedMs }: ObligationRow): number {
    return pausedMs;
  }

  @FieldResolver(() => [LedgerLineType])
  async explain(@Root() row: ObligationRow, @Ctx() context: RequestContext): Promise<LedgerLineType[]> {
    const { lines } = (await ledgerOf(row, context)) ?? { lines: [] };
    return lines.map(({ countedMs, ...line }) => ({ ...line, counted: countedMs }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Where its time went, in one sentence; null when its regulation does not know it any more.",
  })
  async explanation(
    @Root() row: ObligationRow,
    @Args(() => LanguageArgument) { language }: LanguageArgument,
    @Ctx() context: RequestContext,
  ): Promise<string | null> {
    const ledger = await ledgerOf(row, context);
    return ledger === undefined ? null : explanation(ledger)[language ?? context.language];
  }

  @FieldResolver(() => ComplaintStub)
  complaint(@Root() { complaintId }: ObligationRow): ComplaintStub {
    return { id: complaintId };
  }
}

/** Where an obligation's time went; `undefined` when its rules do not know its code. */
async function ledgerOf(row: ObligationRow, context: RequestContext): Promise<Explained | undefined> {
  const rules = await rulesOf(context, row);
  const obligation = rules === undefined ? undefined : asEngineObligation(rules, row);
  if (rules === undefined || obligation === undefined) return undefined;
  const { now } = await context.uow();
  const { from, dueAt } = obligation;
  return { lines: explain(rules, obligation, now), from, dueAt, calendar: rules.calendar };
}

function ownerArgument(owner: string | null | undefined): string | null {
  if (owner == null) return null;
  if (owner.length > LONGEST_CODE || owner.includes("\u0000") || !owner.isWellFormed())
    throw badInput("owner is a post's code.", ["filter", "owner"]);
  return owner;
}
