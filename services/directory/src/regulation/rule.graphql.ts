import { Field, Float, ObjectType } from "type-graphql";
import { RegulationEntryType } from "./entry.graphql.js";

/* What a regulation demands. */

@ObjectType("RegulationObligation", {
  simpleResolvers: true,
  description: "A rule by which somebody owes something (义务).",
})
export class RegulationObligationType extends RegulationEntryType {
  @Field(() => String, { description: "`task`, `bulletin`, `report` or `followup`." })
  kind!: string;
}

@ObjectType("RegulationNotice", { simpleResolvers: true, description: "A rule by which somebody hears of something." })
export class RegulationNoticeType extends RegulationEntryType {}

@ObjectType("RegulationGate", {
  simpleResolvers: true,
  description: "A condition without which an act is refused, or warned of.",
})
export class RegulationGateType {
  @Field(() => String, { nullable: true, description: "The field of the input that it is about." })
  field?: string;
}

@ObjectType("RegulationDuty", {
  simpleResolvers: true,
  description: "What an organization owes at intervals, whatever complaints it has: reports, meetings, appraisals.",
})
export class RegulationDutyType extends RegulationEntryType {
  @Field(() => String, {
    nullable: true,
    description: "The days on which it is due (RFC 5545), or the reading that holds them.",
  })
  rule?: string;

  @Field(() => String, { nullable: true, description: "One for each `project`, `department` or member of `staff`." })
  each?: string;

  @Field(() => String, { description: "Where it moves from a day that is no working day: `none`, `next`, `previous`." })
  shift!: string;

  @Field(() => [String], { description: "What the report must hold." })
  sections!: readonly string[];

  @Field(() => [String], { description: "Codes of the duties that must be done first." })
  needs!: readonly string[];

  @Field(() => String, { nullable: true, description: "How long before its day it is announced, as a duration." })
  warn?: string;
}

@ObjectType("RegulationRetention", { simpleResolvers: true, description: "How long records are kept." })
export class RegulationRetentionType extends RegulationEntryType {
  @Field(() => [String], { description: "Codes of forms, or kinds of record." })
  of!: readonly string[];

  @Field(() => String, { description: "`permanent`, a duration, or the reading that holds one of them." })
  keep!: string;

  @Field(() => String, { description: "From when it counts: `filed`, `closed` or `last_record`." })
  from!: string;
}

@ObjectType("RegulationNumbering", { simpleResolvers: true, description: "How records are numbered." })
export class RegulationNumberingType extends RegulationEntryType {
  @Field(() => [String], { description: "Codes of the forms whose records carry the number." })
  of!: readonly string[];

  @Field(() => String, { description: "What a number looks like: `COBZS{series:3}/WXWT{number:3}`." })
  pattern!: string;

  @Field(() => String, { description: "`never`, `yearly`, `monthly`, or the reading that holds one of them." })
  restarts!: string;
}

@ObjectType("RegulationMetric", { simpleResolvers: true, description: "A figure over complaints." })
export class RegulationMetricType extends RegulationEntryType {
  @Field(() => String, { description: "`share`, `count`, `sum` or `mean`." })
  measure!: string;

  @Field(() => String, { description: "The complaints that are looked at, as a condition." })
  of!: string;

  @Field(() => String, { description: "Those of them that count, as a condition." })
  count!: string;

  @Field(() => String, { nullable: true, description: "One figure for each of these, as a condition." })
  by?: string;

  @Field(() => Float, { nullable: true, description: "What it should reach." })
  target?: number;
}
