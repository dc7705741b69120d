import { REFUSAL_CODES, type Refusal, type RefusalCode } from "@hearken/kernel";
import {
  createUnionType,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Int,
  InterfaceType,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
  type ClassType,
} from "type-graphql";
import { requirementIn } from "./clause.js";
import type { RequestContext } from "./context.js";

/** The enum of the stable reasons, for whoever shows one beside a refusal. */
export const RefusalCodes = Object.fromEntries(REFUSAL_CODES.map((code) => [code, code])) as {
  readonly [C in RefusalCode]: C;
};

const CODE_DESCRIPTIONS: Readonly<Record<RefusalCode, string>> = {
  INVALID_INPUT: "A value of the input does not do; `path` says which.",
  ILLEGAL_TRANSITION: "What was asked for does not follow on the state that the thing is in.",
  STALE_VERSION: "The thing has changed since; `currentVersion` is the one to decide on again.",
  FORBIDDEN: "The caller may see the thing but not do this to it.",
  REGULATION: "The regulation does not permit it; `clause` says which statement of it.",
  IDEMPOTENCY_KEY_REUSED: "The idempotency key was used before with another input.",
  IN_FLIGHT: "The same request is being carried out at this moment.",
  ALREADY_EXISTS: "There is one already.",
  CALENDAR_UNPUBLISHED: "The statutory holidays of a year that is needed are not published yet.",
};

registerEnumType(RefusalCodes, {
  name: "RefusalCode",
  description: "The stable reasons for which a mutation is refused.",
  valuesConfig: Object.fromEntries(REFUSAL_CODES.map((code) => [code, { description: CODE_DESCRIPTIONS[code] }])),
});

@Directive("@shareable")
@ObjectType("Clause", { simpleResolvers: true, description: "One numbered statement of a source procedure (条款)." })
export class ClauseType {
  @Field(() => String, { description: "Its id in the register, for example `LG-5.2.2A`." })
  id!: string;

  @Field(() => String, { description: "The source procedure and section that it stands in." })
  source!: string;

  @Field(() => String, { description: "What it demands, in the caller's language where the register has it." })
  requirement!: string;
}

@InterfaceType("UserError", {
  description: "An expected no: nothing has changed.",
  autoRegisterImplementations: false,
  resolveType: () => "Refusal",
})
export abstract class UserError {
  @Field(() => RefusalCodes, { description: "The stable reason, for programs." })
  code!: RefusalCode;

  @Field(() => String, { description: "The reason in the caller's language, for people." })
  message!: string;

  @Field(() => [String], { description: "Where in the input, from the outside in; empty when it is about the whole." })
  path!: string[];
}

@Directive("@shareable")
@ObjectType("Refusal", {
  simpleResolvers: true,
  implements: UserError,
  description: "Why a mutation was not carried out. Nothing has changed.",
})
export class RefusalType extends UserError {
  @Field(() => ClauseType, { nullable: true, description: "The statement that refuses, where a regulation does." })
  clause?: ClauseType;

  @Field(() => Int, {
    nullable: true,
    description: "The version to decide on again, when the code is `STALE_VERSION`.",
  })
  currentVersion?: number;
}

/** Turns the kernel's plain refusals into the caller's language; part of every subgraph. */
@Resolver(() => RefusalType)
export class RefusalResolver {
  @FieldResolver(() => String, { description: "The reason in the caller's language, for people." })
  message(@Root() refusal: Refusal, @Ctx() context: RequestContext): string {
    return refusal.message[context.language];
  }

  @FieldResolver(() => ClauseType, {
    nullable: true,
    description: "The statement that refuses, where a regulation does.",
  })
  clause(@Root() refusal: Refusal, @Ctx() context: RequestContext): ClauseType | undefined {
    return refusal.clause === undefined ? undefined : clauseIn(refusal.clause, context);
  }
}

/** The clause with that id in the caller's language; the bare id when the register does not hold it. */
export function clauseIn(id: string, context: Pick<RequestContext, "clauses" | "language">): ClauseType {
  const clause = context.clauses(id);
  if (clause === undefined) return { id, source: "", requirement: "" };
  return { id, source: clause.source, requirement: requirementIn(clause, context.language) };
}

/**
 * The answer of a mutation: one of `successes`, or a `Refusal`.
 * Resolvers return plain values; with several successes each value carries its `__typename`.
 */
export function mutationResult<T extends object>(name: string, successes: readonly ClassType<T>[]): T | RefusalType {
  return createUnionType({
    name,
    description: "What was done, or why it was not.",
    types: () => [...successes, RefusalType] as const,
  });
}
