import { LanguageArgument, languageIn, type RequestContext } from "@hearken/graphql-kit";
import { formatInstant, type LocalDate } from "@hearken/kernel";
import type { RegulationFile } from "@hearken/regulation";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { inForceLoader } from "../adoption/adoption.loader.js";
import {
  RegulationChecklistItemType,
  RegulationChecklistType,
  RegulationFactType,
  RegulationFormFieldType,
  RegulationFormType,
  RegulationLevelRuleType,
  RegulationLevelType,
  RegulationReadingType,
  RegulationScriptType,
  RegulationStepType,
} from "./declared.graphql.js";
import { RegulationClauseType, RegulationPostType, RegulationValueType } from "./entry.graphql.js";
import { clausesOf, inText, postIn, type ClauseOfText, type Entry, type InText, type PostEntry } from "./entry.js";
import type { RegulationText } from "./regulation-text.js";

type Listed<K extends keyof RegulationFile> = InText & (RegulationFile[K] extends readonly (infer One)[] ? One : never);
type FieldEntry = InText & Listed<"forms">["fields"][number];
type LevelRule = NonNullable<Listed<"levels">["any"]>[number];
type Values = Listed<"steps">["outcomes"];

@Resolver(() => RegulationLevelType)
export class RegulationLevelResolver {
  @FieldResolver(() => [RegulationLevelRuleType], {
    description: "The conditions, one of which suffices; none for the level of everything else.",
  })
  rules(@Root() { text, any }: Listed<"levels">): (InText & LevelRule)[] {
    return inText(text, any ?? []);
  }
}

@Resolver(() => RegulationLevelRuleType)
export class RegulationLevelRuleResolver {
  @FieldResolver(() => String, { nullable: true })
  age(@Root() { age }: LevelRule): string | null {
    return age?.reach ?? null;
  }

  @FieldResolver(() => RegulationClauseType, { description: "The statement that says so." })
  clause(@Root() { text, clause }: InText & LevelRule): ClauseOfText {
    return { id: clause, text };
  }
}

type ReadingEntry = Entry & RegulationFile["readings"][string];

@Resolver(() => RegulationReadingType)
export class RegulationReadingResolver {
  @FieldResolver(() => String, { description: "What holds when nobody chooses: a word, a number or `true`/`false`." })
  default(@Root() reading: ReadingEntry): string {
    return String(reading.default);
  }

  @FieldResolver(() => [String], { nullable: true, description: "What may be chosen; null when anything of its kind." })
  choices(@Root() { choices }: ReadingEntry): string[] | null {
    return choices?.map(String) ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What holds today for the caller's organization; null when it does not go by this regulation.",
  })
  async inForce(
    @Root() { text, code, ...reading }: ReadingEntry,
    @Ctx() context: RequestContext,
  ): Promise<string | null> {
    const { organizationId } = context.principal.actor;
    if (organizationId === null) return null;
    const on = formatInstant((await context.uow()).now).slice(0, 10) as LocalDate;
    const adoption = await context.loader(inForceLoader).load({ organizationId, on });
    if (adoption?.regulation !== text.code || adoption.version !== text.version) return null;
    return String(adoption.readings[code] ?? reading.default);
  }
}

@Resolver(() => RegulationFactType)
export class RegulationFactResolver {
  @FieldResolver(() => [String], { nullable: true, description: "The codes that it may have; null when any." })
  values(@Root() { values }: Listed<"facts">): readonly string[] | null {
    return values ?? null;
  }

  @FieldResolver(() => [RegulationPostType], {
    description: "The posts that may record it; none says whoever handles it.",
  })
  by(@Root() { text, by }: Listed<"facts">): PostEntry[] {
    return postsIn(text, by);
  }
}

@Resolver(() => RegulationStepType)
export class RegulationStepResolver {
  @FieldResolver(() => [RegulationValueType], { description: "The outcomes that it may have; none says any." })
  outcomes(@Root() { text, outcomes }: Listed<"steps">): Entry[] {
    return valuesIn(text, outcomes);
  }

  @FieldResolver(() => [RegulationPostType], { description: "The posts that may take it; none says anyone." })
  by(@Root() { text, by }: Listed<"steps">): PostEntry[] {
    return postsIn(text, by);
  }

  @FieldResolver(() => [String], { description: "What must be given with it, for example `outcome` or `date`." })
  needs(@Root() { needs }: Listed<"steps">): readonly string[] {
    return needs ?? [];
  }
}

@Resolver(() => RegulationFormType)
export class RegulationFormResolver {
  @FieldResolver(() => [RegulationFormFieldType], { description: "Its fields, in order." })
  fields(@Root() { text, fields, clause }: Listed<"forms">): FieldEntry[] {
    return inText(text, fields).map((field) => ({ ...field, clause: field.clause ?? clause }));
  }

  @FieldResolver(() => [RegulationPostType], { description: "The posts that may file it; none says anyone." })
  by(@Root() { text, by }: Listed<"forms">): PostEntry[] {
    return postsIn(text, by);
  }

  @FieldResolver(() => Boolean, { description: "Whether it is filled in stages, so that filings add up." })
  stages(@Root() { stages }: Listed<"forms">): boolean {
    return stages === true;
  }
}

@Resolver(() => RegulationFormFieldType)
export class RegulationFormFieldResolver {
  @FieldResolver(() => Boolean, { description: "Whether it must always be filled." })
  required(@Root() { required }: FieldEntry): boolean {
    return required === true;
  }

  @FieldResolver(() => String, { nullable: true, description: "The condition under which it must be filled." })
  requiredWhen(@Root() { required }: FieldEntry): string | null {
    return typeof required === "string" ? required : null;
  }

  @FieldResolver(() => [RegulationValueType], { description: "What it may be marked with; none says that it is text." })
  values(@Root() { text, values }: FieldEntry): Entry[] {
    return valuesIn(text, values);
  }
}

@Resolver(() => RegulationChecklistType)
export class RegulationChecklistResolver {
  @FieldResolver(() => [RegulationChecklistItemType], { description: "Its points, in order." })
  items(@Root() { text, items, clause }: Listed<"checklists">): Entry[] {
    return inText(text, items).map((item) => ({ ...item, clause: item.clause ?? clause }));
  }

  @FieldResolver(() => Boolean, { description: "Whether what it belongs to is always refused until all is ticked." })
  required(@Root() { required }: Listed<"checklists">): boolean {
    return required === true;
  }

  @FieldResolver(() => String, { nullable: true, description: "The condition under which all must be ticked." })
  requiredWhen(@Root() { required }: Listed<"checklists">): string | null {
    return typeof required === "string" ? required : null;
  }
}

@Resolver(() => RegulationScriptType)
export class RegulationScriptResolver {
  @FieldResolver(() => String, { description: "What is said or written." })
  text(
    @Root() { zh, en }: Listed<"scripts">,
    @Args(() => LanguageArgument) language: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string {
    return languageIn(language, context) === "en" ? en : zh;
  }

  @FieldResolver(() => [RegulationClauseType], { description: "The statements by which it is there." })
  clauses(@Root() { text, clause }: Listed<"scripts">): ClauseOfText[] {
    return clausesOf(text, clause);
  }
}

function postsIn(text: RegulationText, codes: readonly string[] | undefined): PostEntry[] {
  return (codes ?? []).map((code) => postIn(text, code));
}

/** A value that has no label is called by its code. */
function valuesIn(text: RegulationText, values: Values): Entry[] {
  return (values ?? []).map((one) =>
    typeof one === "string" ? { code: one, zh: one, en: one, text } : { ...one, text },
  );
}
