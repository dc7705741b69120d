import type { RegulationFile } from "@hearken/regulation";
import { FieldResolver, Resolver, Root } from "type-graphql";
import {
  RegulationCategoryType,
  RegulationChannelType,
  RegulationChecklistType,
  RegulationFactType,
  RegulationFormType,
  RegulationLevelType,
  RegulationReadingType,
  RegulationScriptType,
  RegulationStepType,
} from "./declared.graphql.js";
import { RegulationPostType } from "./entry.graphql.js";
import { inText, type Entry, type InText } from "./entry.js";
import { RegulationType } from "./regulation.graphql.js";
import type { RegulationText } from "./regulation-text.js";
import {
  RegulationDutyType,
  RegulationGateType,
  RegulationMetricType,
  RegulationNoticeType,
  RegulationNumberingType,
  RegulationObligationType,
  RegulationRetentionType,
} from "./rule.graphql.js";

type Entries<K extends keyof RegulationFile> = RegulationFile[K] extends readonly (infer One)[]
  ? (One & InText)[]
  : never;

/** The lists of a regulation, entry by entry. */
@Resolver(() => RegulationType)
export class RegulationEntriesResolver {
  @FieldResolver(() => [RegulationPostType], { description: "The posts that it names (岗位)." })
  posts(@Root() text: RegulationText): Entries<"posts"> {
    return inText(text, text.file.posts);
  }

  @FieldResolver(() => [RegulationCategoryType], { description: "The categories of complaints (投诉类别)." })
  categories(@Root() text: RegulationText): Entries<"categories"> {
    return inText(text, text.file.categories);
  }

  @FieldResolver(() => [RegulationChannelType], { description: "The channels by which complaints come in (投诉渠道)." })
  channels(@Root() text: RegulationText): Entries<"channels"> {
    return inText(text, text.file.channels);
  }

  @FieldResolver(() => [RegulationLevelType], { description: "The levels of gravity (投诉等级)." })
  levels(@Root() text: RegulationText): Entry[] {
    return inText(text, text.file.levels);
  }

  @FieldResolver(() => [RegulationReadingType], { description: "Where the source is ambiguous and a tenant chooses." })
  readings(@Root() text: RegulationText): Entry[] {
    const readings = Object.entries(text.file.readings).map(([code, reading]) => ({ ...reading, code }));
    return inText(text, readings);
  }

  @FieldResolver(() => [RegulationFactType], { description: "The facts that people may record." })
  facts(@Root() text: RegulationText): Entry[] {
    return inText(
      text,
      text.file.facts.map((fact) => ({ ...fact, code: fact.name })),
    );
  }

  @FieldResolver(() => [RegulationStepType], { description: "The steps that it names (步骤)." })
  steps(@Root() text: RegulationText): Entry[] {
    return inText(text, text.file.steps);
  }

  @FieldResolver(() => [RegulationFormType], { description: "Its forms (表单)." })
  forms(@Root() text: RegulationText): Entry[] {
    return inText(text, text.file.forms);
  }

  @FieldResolver(() => [RegulationChecklistType], { description: "Its checklists (检查清单)." })
  checklists(@Root() text: RegulationText): Entry[] {
    return inText(text, text.file.checklists);
  }

  @FieldResolver(() => [RegulationScriptType], { description: "Its texts to be said or written (话术)." })
  scripts(@Root() text: RegulationText): Entries<"scripts"> {
    return inText(text, text.file.scripts);
  }

  @FieldResolver(() => [RegulationObligationType], { description: "What is owed for a complaint (义务)." })
  obligations(@Root() text: RegulationText): Entries<"obligations"> {
    return inText(text, text.file.obligations);
  }

  @FieldResolver(() => [RegulationNoticeType], { description: "Who hears of what (知会)." })
  notices(@Root() text: RegulationText): Entry[] {
    return inText(text, text.file.notices);
  }

  @FieldResolver(() => [RegulationGateType], {
    description: "What is refused, or warned of, unless a condition holds (前置条件).",
  })
  gates(@Root() text: RegulationText): Entries<"gates"> {
    return inText(text, text.file.gates);
  }

  @FieldResolver(() => [RegulationDutyType], { description: "What an organization owes at intervals (定期职责)." })
  duties(@Root() text: RegulationText): Entries<"duties"> {
    return inText(text, text.file.duties);
  }

  @FieldResolver(() => [RegulationRetentionType], { description: "How long records are kept (保存期限)." })
  retention(@Root() text: RegulationText): Entries<"retention"> {
    return inText(text, text.file.retention);
  }

  @FieldResolver(() => [RegulationNumberingType], { description: "How records are numbered (编号)." })
  numbering(@Root() text: RegulationText): Entries<"numbering"> {
    return inText(text, text.file.numbering);
  }

  @FieldResolver(() => [RegulationMetricType], { description: "Its figures over complaints (指标)." })
  metrics(@Root() text: RegulationText): Entries<"metrics"> {
    return inText(text, text.file.metrics);
  }
}
