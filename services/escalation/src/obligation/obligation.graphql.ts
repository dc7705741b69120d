import { ClauseType, connectionOf, DateTime, Duration } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import type { ObligationStatus } from "@hearken/regulation";
import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ComplaintStub, PostType } from "../standing/standing.graphql.js";

export const ObligationStatuses = {
  OPEN: "open",
  MET: "met",
  MET_LATE: "met_late",
  BREACHED: "breached",
  WAIVED: "waived",
  VOID: "void",
} as const satisfies Readonly<Record<string, ObligationStatus>>;

registerEnumType(ObligationStatuses, {
  name: "ObligationStatus",
  description: "How it stands with an obligation.",
  valuesConfig: {
    OPEN: { description: "Owed, and its time has not passed." },
    MET: { description: "Done in time." },
    MET_LATE: { description: "Done after its time had passed." },
    BREACHED: { description: "Its time passed, and it is still owed." },
    WAIVED: { description: "Somebody who may do so let it go." },
    VOID: { description: "It is owed no longer, because of what happened." },
  },
});

export const ObligationKinds = { TASK: "task", BULLETIN: "bulletin", REPORT: "report", FOLLOWUP: "followup" } as const;

registerEnumType(ObligationKinds, {
  name: "ObligationKind",
  description: "What is owed.",
  valuesConfig: {
    TASK: { description: "Something must be done." },
    BULLETIN: { description: "A bulletin must be issued." },
    REPORT: { description: "A report must be handed in." },
    FOLLOWUP: { description: "A return visit must be made." },
  },
});

export const LedgerLineKinds = {
  COUNTED: "counted",
  OUTSIDE_HOURS: "outside_hours",
  REST_DAY: "rest_day",
  HOLIDAY: "holiday",
  MAKE_UP: "make_up",
  OVERRIDE: "override",
  PAUSED: "paused",
} as const;

registerEnumType(LedgerLineKinds, {
  name: "LedgerLineKind",
  description: "What a stretch of time was.",
  valuesConfig: {
    COUNTED: { description: "Time that counts." },
    OUTSIDE_HOURS: { description: "Outside the opening hours of a working day." },
    REST_DAY: { description: "A day of rest." },
    HOLIDAY: { description: "A statutory holiday (节假日)." },
    MAKE_UP: { description: "A make-up working day (调休上班), which counts." },
    OVERRIDE: { description: "A day with hours of its own." },
    PAUSED: { description: "The clock stood still." },
  },
});

@ObjectType("LedgerLine", {
  simpleResolvers: true,
  description: "One stretch of an obligation's time; the lines follow one another and sum to the whole.",
})
export class LedgerLineType {
  @Field(() => LedgerLineKinds, { description: "What the stretch was." })
  kind!: (typeof LedgerLineKinds)[keyof typeof LedgerLineKinds];

  @Field(() => DateTime, { description: "Where it begins." })
  from!: Instant;

  @Field(() => DateTime, { description: "Where it ends." })
  to!: Instant;

  @Field(() => Duration, { description: "How much of it counted." })
  counted!: number;

  /** As the ledger has it; told in words. */
  name?: string;
}

@Directive('@key(fields: "id")')
@ObjectType("Obligation", {
  simpleResolvers: true,
  description: "What someone owes by when, under which clause (义务).",
})
export class ObligationType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Its name inside its complaint: the code, and what it was opened for." })
  key!: string;

  @Field(() => String, { description: "Its code in the regulation, for example `relay_phone`." })
  code!: string;

  @Field(() => String, { description: "What is owed, in the caller's language." })
  label!: string;

  @Field(() => ObligationKinds, { description: "What kind of thing is owed." })
  kind!: (typeof ObligationKinds)[keyof typeof ObligationKinds];

  @Field(() => [ClauseType], { description: "The statements that demand it." })
  clauses!: ClauseType[];

  @Field(() => PostType, { description: "Who owes it." })
  owner!: PostType;

  @Field(() => ObligationStatuses, { description: "How it stands." })
  status!: ObligationStatus;

  @Field(() => DateTime, { description: "Since when it is owed." })
  openedAt!: Instant;

  @Field(() => DateTime, { description: "Where its time begins to count." })
  countsFrom!: Instant;

  @Field(() => DateTime, {
    nullable: true,
    description: "By when; null without a term, while its clock stands still, or while a year's holidays are unknown.",
  })
  dueAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "When its owner is warned." })
  warnAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "When it was done." })
  metAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "When its time passed." })
  breachedAt!: Instant | null;

  @Field(() => Duration, { description: "How long its clock has stood still." })
  paused!: number;

  @Field(() => Int, { nullable: true, description: "A year without whose holidays its due time cannot be told." })
  unreckonedYear!: number | null;

  @Field(() => [LedgerLineType], { description: "Where its time went, from where it counts to when it is due." })
  explain!: LedgerLineType[];

  @Field(() => ComplaintStub, { description: "The complaint that it is owed for." })
  complaint!: ComplaintStub;
}

export const ObligationConnection = connectionOf("Obligation", ObligationType);

@InputType("ObligationFilter", { description: "Which obligations to list; what is left out does not restrict." })
export class ObligationFilterInput {
  @Field(() => [ObligationStatuses], { nullable: true, description: "Only those that stand so." })
  status?: ObligationStatus[] | null;

  @Field(() => String, { nullable: true, description: "Only those owed by this post (its code)." })
  owner?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those of this organization." })
  organizationId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those of this project." })
  projectId?: string | null;

  @Field(() => DateTime, { nullable: true, description: "Only those due before this instant." })
  dueBefore?: Instant | null;
}

@ArgsType()
export class ObligationArguments {
  @Field(() => Int, { description: "How many at most, 1–100." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Go on after this cursor, as an earlier page gave it." })
  after?: string | null;

  @Field(() => ObligationFilterInput, { nullable: true, description: "Which obligations to list." })
  filter?: ObligationFilterInput | null;
}
