import { Field, Int, ObjectType } from "type-graphql";
import { RegulationEntryType } from "./entry.graphql.js";

/* What a regulation names: the words of complaints, and what is done and written down. */

@ObjectType("RegulationCategory", {
  simpleResolvers: true,
  description: "A category (投诉类别) or a matter inside one.",
})
export class RegulationCategoryType extends RegulationEntryType {
  @Field(() => String, { nullable: true, description: "Code of the category that it is inside." })
  under?: string;
}

@ObjectType("RegulationChannel", { simpleResolvers: true, description: "A channel (投诉渠道)." })
export class RegulationChannelType extends RegulationEntryType {
  @Field(() => Boolean, { description: "Whether complaints that come in by it are public." })
  online!: boolean;
}

@ObjectType("RegulationLevel", { simpleResolvers: true, description: "A level of gravity (投诉等级)." })
export class RegulationLevelType extends RegulationEntryType {
  @Field(() => Int, { description: "The higher, the graver." })
  rank!: number;
}

@ObjectType("RegulationLevelRule", {
  simpleResolvers: true,
  description: "One of the conditions under which a complaint has a level.",
})
export class RegulationLevelRuleType {
  @Field(() => String, { description: "The condition over the complaint's facts." })
  when!: string;

  @Field(() => String, { nullable: true, description: "How old the complaint must be, as an ISO 8601 duration." })
  age!: string | null;
}

@ObjectType("RegulationReading", {
  simpleResolvers: true,
  description: "What a tenant chooses where the source is ambiguous (解读).",
})
export class RegulationReadingType extends RegulationEntryType {}

@ObjectType("RegulationFact", { simpleResolvers: true, description: "A fact that people may record." })
export class RegulationFactType extends RegulationEntryType {
  @Field(() => String, { description: "`flag`, `number`, `code` or `instant`." })
  type!: string;
}

@ObjectType("RegulationStep", { simpleResolvers: true, description: "A step (步骤) that a regulation names." })
export class RegulationStepType extends RegulationEntryType {}

@ObjectType("RegulationForm", { simpleResolvers: true, description: "A form (表单) that is filled in or looked at." })
export class RegulationFormType extends RegulationEntryType {
  @Field(() => String, { nullable: true, description: "The number printed on the paper form." })
  printed?: string;

  @Field(() => Int, { nullable: true, description: "How many copies there are." })
  copies?: number;
}

@ObjectType("RegulationFormField", { simpleResolvers: true, description: "A field of a form." })
export class RegulationFormFieldType extends RegulationEntryType {}

@ObjectType("RegulationChecklist", { simpleResolvers: true, description: "A checklist (检查清单)." })
export class RegulationChecklistType extends RegulationEntryType {
  @Field(() => [String], { description: "The places at which it is shown." })
  at!: readonly string[];
}

@ObjectType("RegulationChecklistItem", { simpleResolvers: true, description: "One point of a checklist." })
export class RegulationChecklistItemType extends RegulationEntryType {}

@ObjectType("RegulationScript", { simpleResolvers: true, description: "A text to be said or written (话术)." })
export class RegulationScriptType {
  @Field(() => String, { description: "Its code in the regulation." })
  code!: string;

  @Field(() => [String], { description: "The places at which it is shown." })
  at!: readonly string[];

  @Field(() => [String], { description: "What stands in braces in it and is to be filled in." })
  fills!: readonly string[];
}
