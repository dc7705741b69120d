import { ClauseType, connectionOf, DateTime, LocalDateScalar, mutationResult } from "@hearken/graphql-kit";
import type { Instant, LocalDate } from "@hearken/kernel";
import type { Duty } from "@hearken/regulation";
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PostType } from "../standing/standing.graphql.js";

export const DutyStatuses = {
  OPEN: "open",
  MET: "met",
  MET_LATE: "met_late",
  BREACHED: "breached",
} as const satisfies Record<string, Duty["status"]>;

registerEnumType(DutyStatuses, {
  name: "DutyStatus",
  description: "How it stands with one occurrence of a duty.",
  valuesConfig: {
    OPEN: { description: "Still owed (待完成)." },
    MET: { description: "Done in time (按时完成)." },
    MET_LATE: { description: "Done after its time (逾期完成)." },
    BREACHED: { description: "Its time passed, and it is not done (逾期未完成)." },
  },
});

@ObjectType("Duty", {
  simpleResolvers: true,
  description: "One occurrence of what an organization owes again and again (定期职责): a report, an appraisal.",
})
export class DutyType {
  @Field(() => String, { description: "Names it within the organization." })
  key!: string;

  @Field(() => String, { description: "The code of the duty in the regulation." })
  code!: string;

  @Field(() => String, { description: "How it is called, in the caller's language." })
  label!: string;

  @Field(() => [ClauseType], { description: "The statements that demand it." })
  clauses!: ClauseType[];

  @Field(() => PostType, { description: "Who owes it." })
  owner!: PostType;

  @Field(() => ID, {
    nullable: true,
    description: "The project, department or member of staff that it is owed for, where it is owed for each of them.",
  })
  subjectId!: string | null;

  @Field(() => LocalDateScalar, { description: "The day for which it is due: pass it as `on`." })
  on!: LocalDate;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "By when it is due, after its day was moved to a working day; absent while that year's holidays are not published.",
  })
  dueAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "From when on it falls due soon." })
  warnAt!: Instant | null;

  @Field(() => [PostType], { description: "Whom it must reach." })
  to!: PostType[];

  @Field(() => [String], { description: "Codes of the sections that the report must have." })
  sections!: string[];

  @Field(() => [PostType], { description: "Who is to hear of it once its time has passed." })
  breachTo!: PostType[];

  @Field(() => DutyStatuses, { description: "How it stands." })
  status!: Duty["status"];

  @Field(() => DateTime, { nullable: true, description: "When it was done." })
  metAt!: Instant | null;

  @Field(() => ID, { nullable: true, description: "Who did it: an id of staff or of a program." })
  by!: string | null;

  @Field(() => String, { nullable: true, description: "What was reported." })
  report!: string | null;
}

export const DutyConnection = connectionOf("Duty", DutyType);

@ArgsType()
export class DutyArguments {
  @Field(() => ID, { description: "Whose duties: an organization." })
  organizationId!: string;

  @Field(() => LocalDateScalar, { description: "The first day." })
  from!: LocalDate;

  @Field(() => LocalDateScalar, { description: "The last day, at most a year later." })
  to!: LocalDate;

  @Field(() => Int, { description: "How many at most, 1–100." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Go on after this cursor, as an earlier page gave it." })
  after?: string | null;

  @Field(() => [DutyStatuses], { nullable: true, description: "Only those that stand so." })
  status?: Duty["status"][] | null;
}

@InputType({ description: "What was done of a duty." })
export class FulfilDutyInput {
  @Field(() => ID, { description: "The organization that owes it." })
  organizationId!: string;

  @Field(() => String, { description: "The code of the duty." })
  duty!: string;

  @Field(() => LocalDateScalar, { description: "The day for which it is due." })
  on!: LocalDate;

  @Field(() => ID, {
    nullable: true,
    description: "The project, department or member of staff that it is for, where it is owed for each of them.",
  })
  subjectId?: string | null;

  @Field(() => [String], { nullable: true, description: "Codes of the sections that are filled." })
  sections?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Codes of the posts that it went to." })
  to?: string[] | null;

  @Field(() => String, { nullable: true, description: "What the report says, up to 20,000 characters." })
  report?: string | null;

  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "The duty is done." })
export class FulfilDutySuccess {
  @Field(() => DutyType, { description: "The occurrence that was done." })
  duty!: DutyType;
}

/** What the resolver of a success is given. */
export interface FulfilledAnswer {
  readonly organizationId: string;
  readonly on: LocalDate;
  readonly reportId: string;
}

export const FulfilDutyResult = mutationResult<FulfilledAnswer>("FulfilDutyResult", [FulfilDutySuccess as never]);
