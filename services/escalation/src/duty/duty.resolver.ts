import {
  badInput,
  checkFirst,
  cleanText,
  clauseIn,
  ClauseType,
  cursorCodec,
  idArgument,
  orNotFound,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, type OrganizationId, type Refusal } from "@hearken/kernel";
import { forbidden, reaches, runCommand } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { PostType } from "../standing/standing.graphql.js";
import { postIn } from "../standing/wording.js";
import { dutiesOwed, everGoesByRules } from "./duties.query.js";
import {
  DutyArguments,
  DutyConnection,
  DutyType,
  FulfilDutyInput,
  FulfilDutyResult,
  FulfilDutySuccess,
  type FulfilledAnswer,
} from "./duty.graphql.js";
import { reportLoader } from "./duty.loader.js";
import { daysIn, LONGEST_SPAN, refuseCodes, sortAt, type OwedDuty } from "./duty.js";
import { fulfilDuty, type FulfilDuty } from "./fulfil-duty.command.js";

const cursors = cursorCodec("duties", ["int", "text"]);
const LONGEST_REPORT = 20_000;

@Resolver(() => DutyType)
export class DutyResolver {
  @Query(() => DutyConnection, {
    description: "What an organization owes again and again (定期职责), of the days asked about, by when it is due.",
  })
  async duties(
    @Args(() => DutyArguments) { organizationId: id, from, to, first, after, status }: DutyArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<OwedDuty>> {
    checkFirst(first);
    const days = daysIn(from, to);
    if (days < 1 || days > LONGEST_SPAN) throw badInput(`from and to are 1–${LONGEST_SPAN} days.`, ["to"]);
    const organizationId = withinReach(context, id);
    const uow = await context.uow();
    orNotFound((await everGoesByRules(uow, context.rulebook, organizationId)) ? true : undefined);
    const all = await dutiesOwed(uow, context.rulebook, { organizationId, from, to, at: uow.now });
    const asked = status == null ? all : all.filter((duty) => status.includes(duty.status));
    const rest = after == null ? asked : asked.filter(isAfter(cursors.decode(after)));
    return pageOf(rest.slice(0, first + 1), {
      ...{ first, after },
      cursorOf: (duty) => cursors.encode([sortAt(duty), duty.key]),
    });
  }

  @Mutation(() => FulfilDutyResult, {
    description:
      "Does one occurrence of a duty (完成职责): half a report, or one that did not reach everybody, is refused.",
  })
  async fulfilDuty(
    @Arg("input", () => FulfilDutyInput, { description: "What was done of a duty." }) input: FulfilDutyInput,
    @Ctx() context: RequestContext,
  ): Promise<FulfilledAnswer | Refusal> {
    const wish = wishOf(input, context);
    if (isRefusal(wish)) return wish;
    const { organizationId, on } = wish;
    const request = { operation: "fulfilDuty", key: input.idempotencyKey, input };
    return runCommand<FulfilledAnswer>(context, request, async (uow, principal) => {
      orNotFound(reaches(principal.scope.reach, { organizationId }) ? true : undefined);
      const refusal = forbidden(principal, "duty.fulfil");
      if (refusal !== undefined) return refusal;
      const done = orNotFound(await fulfilDuty(uow, wish, { actor: principal.actor, rulebook: context.rulebook }));
      return isRefusal(done) ? done : { organizationId, on, reportId: done.id };
    });
  }

  @FieldResolver(() => String)
  label(@Root() { rule }: OwedDuty, @Ctx() { language }: RequestContext): string {
    return rule.label[language];
  }

  @FieldResolver(() => [ClauseType])
  clauses(@Root() { clauses }: OwedDuty, @Ctx() context: RequestContext): ClauseType[] {
    return clauses.map((id) => clauseIn(id, context));
  }

  @FieldResolver(() => PostType)
  owner(@Root() { owner, rules }: OwedDuty, @Ctx() { language }: RequestContext): PostType {
    return postIn(rules, owner, language);
  }

  @FieldResolver(() => [PostType])
  to(@Root() { to, rules }: OwedDuty, @Ctx() { language }: RequestContext): PostType[] {
    return to.map((post) => postIn(rules, post, language));
  }

  @FieldResolver(() => [PostType])
  breachTo(@Root() { breachTo, rules }: OwedDuty, @Ctx() { language }: RequestContext): PostType[] {
    return breachTo.map((post) => postIn(rules, post, language));
  }

  @FieldResolver(() => String, { nullable: true })
  report(@Root() { reportId }: OwedDuty, @Ctx() context: RequestContext): Promise<string | null> | null {
    return reportId === null ? null : context.loader(reportLoader).load(reportId);
  }
}

@Resolver(() => FulfilDutySuccess)
export class FulfilDutySuccessResolver {
  @FieldResolver(() => DutyType)
  async duty(
    @Root() { organizationId: id, on, reportId }: FulfilledAnswer,
    @Ctx() context: RequestContext,
  ): Promise<OwedDuty> {
    const uow = await context.uow();
    const organizationId = id as OrganizationId;
    const owed = await dutiesOwed(uow, context.rulebook, { organizationId, from: on, to: on, at: uow.now });
    return orNotFound(owed.find((duty) => duty.reportId === reportId));
  }
}

/** The organization; one that is not within reach is as unknown as one that does not exist. */
function withinReach({ principal }: RequestContext, id: string): OrganizationId {
  const organizationId = idArgument<"Organization">(id);
  orNotFound(reaches(principal.scope.reach, { organizationId }) ? true : undefined);
  return organizationId;
}

function isAfter([at, key]: readonly [number, string]) {
  return (duty: OwedDuty): boolean => sortAt(duty) > at || (sortAt(duty) === at && duty.key > key);
}

function wishOf(input: FulfilDutyInput, context: RequestContext): FulfilDuty | Refusal {
  const { duty, on, sections, to } = input;
  const unusable =
    refuseCodes([duty], "duty") ?? refuseCodes(sections ?? [], "sections") ?? refuseCodes(to ?? [], "to");
  if (unusable !== undefined) return unusable;
  const report =
    input.report == null
      ? null
      : cleanText(input.report, { max: LONGEST_REPORT, multiline: true, path: ["input", "report"] });
  if (isRefusal(report)) return report;
  return {
    organizationId: withinReach(context, input.organizationId),
    subjectId: input.subjectId == null ? undefined : idArgument<string>(input.subjectId),
    sections: [...new Set(sections ?? [])],
    to: [...new Set(to ?? [])],
    ...{ duty, on, report },
  };
}
