import { connectionOf, DateTime, LocalDateScalar, mutationResult } from "@hearken/graphql-kit";
import type { Instant, LocalDate } from "@hearken/kernel";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { ComplaintStub } from "../standing/standing.graphql.js";
import type { TrialState } from "./trial.js";

export const TrialStates = {
  WAITING: "waiting",
  RUNNING: "running",
  DONE: "done",
  FAILED: "failed",
} as const satisfies Readonly<Record<string, TrialState>>;

registerEnumType(TrialStates, {
  name: "TrialState",
  description: "How far a trial has come.",
  valuesConfig: {
    WAITING: { description: "Nobody has begun it." },
    RUNNING: { description: "Complaints are being evaluated again." },
    DONE: { description: "All of them have been." },
    FAILED: { description: "It could not go on; `fault` says why." },
  },
});

@ObjectType("ObligationCounts", {
  simpleResolvers: true,
  description: "How many obligations of one kind stand how, under one regulation.",
})
export class ObligationCountsType {
  @Field(() => Int, { description: "Owed, and their time has not passed." })
  open!: number;

  @Field(() => Int, { description: "Done in time." })
  met!: number;

  @Field(() => Int, { description: "Done after their time had passed." })
  metLate!: number;

  @Field(() => Int, { description: "Still owed after their time." })
  breached!: number;

  @Field(() => Int, { description: "Let go by somebody who may." })
  waived!: number;

  @Field(() => Int, { description: "Owed no longer, because of what happened." })
  void!: number;
}

@ObjectType("TriedObligation", {
  simpleResolvers: true,
  description: "The obligations of one code under both regulations, side by side.",
})
export class TriedObligationType {
  @Field(() => String, { description: "The code of the obligation." })
  code!: string;

  @Field(() => String, {
    description: "What is owed, in the caller's language; the code where neither regulation says.",
  })
  label!: string;

  @Field(() => ObligationCountsType, { description: "Under the regulation of each complaint: what was." })
  own!: ObligationCountsType;

  @Field(() => ObligationCountsType, { description: "Under the one that is tried: what would have been." })
  tried!: ObligationCountsType;
}

@ObjectType("TriedLevel", {
  simpleResolvers: true,
  description: "How many complaints have a level (投诉等级) under both regulations, side by side.",
})
export class TriedLevelType {
  @Field(() => String, { description: "The code of the level; empty for complaints without one." })
  code!: string;

  @Field(() => String, { description: "How it is called, in the caller's language." })
  label!: string;

  @Field(() => Int, { description: "Under the regulation of each complaint." })
  own!: number;

  @Field(() => Int, { description: "Under the one that is tried." })
  tried!: number;
}

@ObjectType("TrialOutcome", {
  simpleResolvers: true,
  description: "What one complaint comes to under one regulation.",
})
export class TrialOutcomeType {
  @Field(() => String, { description: "The code of the regulation." })
  regulation!: string;

  @Field(() => Int, { description: "Its version." })
  version!: number;

  @Field(() => String, { nullable: true, description: "The code of the complaint's level." })
  level!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When the next of what is open is due." })
  nextDueAt!: Instant | null;
}

@ObjectType("TrialDifference", {
  simpleResolvers: true,
  description: "A complaint that comes to something else under the regulation that is tried.",
})
export class TrialDifferenceType {
  @Field(() => ComplaintStub, { description: "The complaint." })
  complaint!: ComplaintStub;

  @Field(() => DateTime, { description: "When it was received." })
  receivedAt!: Instant;

  @Field(() => Boolean, {
    description:
      "Whether it keeps the version under which it was received, so that an adoption would not change it; false where the same version is adopted with other readings.",
  })
  keepsItsVersion!: boolean;

  @Field(() => TrialOutcomeType, { description: "What it comes to under its own regulation." })
  own!: TrialOutcomeType;

  @Field(() => TrialOutcomeType, { description: "What it would come to under the one that is tried." })
  tried!: TrialOutcomeType;

  @Field(() => [TriedObligationType], { description: "The obligations that stand otherwise, by their codes." })
  obligations!: TriedObligationType[];
}

export const TrialDifferenceConnection = connectionOf("TrialDifference", TrialDifferenceType);

@ObjectType("RegulationTrial", {
  simpleResolvers: true,
  description: "Complaints evaluated again under a regulation that is not theirs (试算); nothing is changed by it.",
})
export class RegulationTrialType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "The code of the regulation that is tried." })
  regulation!: string;

  @Field(() => Int, { description: "Its version." })
  version!: number;

  @Field(() => ID, {
    nullable: true,
    description:
      "The organization whose complaints, and those of whom stands below it, are tried; null for the whole group.",
  })
  organizationId!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "Complaints received from then on; null where open ones are tried.",
  })
  from!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "Complaints received before then; null where open ones are tried.",
  })
  to!: Instant | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The day on which the adoption would begin, where open complaints are tried before it is made.",
  })
  effectiveFrom!: LocalDate | null;

  @Field(() => TrialStates, { description: "How far it has come." })
  state!: TrialState;

  @Field(() => DateTime, { description: "When it was asked for: the instant for which everything is evaluated." })
  askedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "When it was done, or given up." })
  finishedAt!: Instant | null;

  @Field(() => Int, { nullable: true, description: "How many complaints there are; null until they are counted." })
  total!: number | null;

  @Field(() => Int, { description: "How many of them have been looked at." })
  done!: number;

  @Field(() => Int, { description: "How many of those come to something else." })
  differing!: number;

  @Field(() => Int, {
    description: "How many of those cannot be evaluated under one of the regulations; they are counted nowhere else.",
  })
  failed!: number;

  @Field(() => [TriedObligationType], { description: "Obligations met, late and breached, by their codes." })
  obligations!: TriedObligationType[];

  @Field(() => [TriedLevelType], { description: "Complaints by their levels." })
  levels!: TriedLevelType[];

  @Field(() => String, { nullable: true, description: "Why it failed." })
  fault!: string | null;
}

export const RegulationTrialConnection = connectionOf("RegulationTrial", RegulationTrialType);

@InputType({ description: "A choice where the source of the regulation that is tried is ambiguous." })
export class TriedReadingInput {
  @Field(() => String, { description: "The name of the ambiguity." })
  name!: string;

  @Field(() => String, { description: "What is chosen: a word, a number or `true`/`false`." })
  value!: string;
}

@InputType({ description: "Which past complaints to try under which regulation." })
export class TrialRegulationInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => String, { description: "The code of a published regulation." })
  regulation!: string;

  @Field(() => Int, { description: "A published version of it." })
  version!: number;

  @Field(() => DateTime, { description: "Complaints received from then on." })
  from!: Instant;

  @Field(() => DateTime, { description: "Complaints received before then." })
  to!: Instant;

  @Field(() => ID, {
    nullable: true,
    description: "Only those of this organization and of whom stands below it; all of the group when absent.",
  })
  organizationId?: string | null;

  @Field(() => [TriedReadingInput], {
    nullable: true,
    description: "Choices that go before the organizations' own, 100 at most.",
  })
  readings?: TriedReadingInput[] | null;
}

@InputType({ description: "An adoption that has not been made." })
export class PreviewAdoptionInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The organization that would adopt; those below that follow it are looked at too." })
  organizationId!: string;

  @Field(() => String, { description: "The code of a published regulation." })
  regulation!: string;

  @Field(() => Int, { description: "A published version of it." })
  version!: number;

  @Field(() => LocalDateScalar, { description: "The first day on which it would be in force." })
  from!: LocalDate;

  @Field(() => [TriedReadingInput], { nullable: true, description: "Choices that would be made with it, 100 at most." })
  readings?: TriedReadingInput[] | null;
}

@ObjectType({ simpleResolvers: true, description: "The trial was begun." })
export class TrialRegulationSuccess {
  @Field(() => RegulationTrialType, { description: "The trial." })
  trial!: RegulationTrialType;
}

export const TrialRegulationResult = mutationResult("TrialRegulationResult", [TrialRegulationSuccess]);

@ObjectType({ simpleResolvers: true, description: "The open complaints are being looked at." })
export class PreviewAdoptionSuccess {
  @Field(() => RegulationTrialType, { description: "The trial of the open complaints under what would be adopted." })
  trial!: RegulationTrialType;
}

export const PreviewAdoptionResult = mutationResult("PreviewAdoptionResult", [PreviewAdoptionSuccess]);
