import type { Reference } from "@hearken/regulation";
import { FieldResolver, Resolver, Root } from "type-graphql";
import {
  RegulationChecklistType,
  RegulationFormType,
  RegulationScriptType,
  RegulationStepType,
} from "./declared.graphql.js";
import { RegulationClauseType } from "./entry.graphql.js";
import { clausesOf, inText, type ClauseOfText, type Entry, type GuidanceEntry, type InText } from "./entry.js";
import { GuidanceType } from "./regulation.graphql.js";
import { RegulationGateType, RegulationObligationType } from "./rule.graphql.js";

@Resolver(() => GuidanceType)
export class GuidanceResolver {
  @FieldResolver(() => [RegulationClauseType], { description: "The statements that are to be known there." })
  clauses(@Root() { text, clauses }: GuidanceEntry): ClauseOfText[] {
    return clausesOf(
      text,
      clauses.map(({ id }) => id),
    );
  }

  @FieldResolver(() => [RegulationChecklistType], { description: "The checklists to be ticked there." })
  checklists(@Root() { text, checklists }: GuidanceEntry): Entry[] {
    return inText(text, checklists);
  }

  @FieldResolver(() => [RegulationScriptType], { description: "What is to be said or written there." })
  scripts(@Root() { text, scripts }: GuidanceEntry): (Reference["scripts"][number] & InText)[] {
    return inText(text, scripts);
  }

  @FieldResolver(() => RegulationStepType, { nullable: true, description: "The step that is taken there." })
  step(@Root() { text, step }: GuidanceEntry): Entry | null {
    return step === undefined ? null : { ...step, text };
  }

  @FieldResolver(() => RegulationFormType, {
    nullable: true,
    description: "The form that is filled in or looked at there.",
  })
  form(@Root() { text, form }: GuidanceEntry): Entry | null {
    return form === undefined ? null : { ...form, text };
  }

  @FieldResolver(() => [RegulationGateType], { description: "What the act is refused by, or warned of." })
  gates(@Root() { text, gates }: GuidanceEntry): (Reference["gates"][number] & InText)[] {
    return inText(text, gates);
  }

  @FieldResolver(() => [RegulationObligationType], { description: "What somebody may owe from this act on." })
  opens(@Root() { text, opens }: GuidanceEntry): (Reference["opens"][number] & InText)[] {
    return inText(text, opens);
  }

  @FieldResolver(() => [RegulationObligationType], { description: "What this act may settle." })
  meets(@Root() { text, meets }: GuidanceEntry): (Reference["meets"][number] & InText)[] {
    return inText(text, meets);
  }
}
