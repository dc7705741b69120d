import type { Language } from "@hearken/kernel";

/** One numbered statement of a source procedure. English is always there, Chinese where the source has it. */
export interface ClauseText {
  readonly id: string;
  readonly source: string;
  readonly requirement: { readonly en: string; readonly "zh-CN"?: string | undefined };
}

/** Finds a clause of the register; `undefined` for an id that it does not hold. */
export type ClauseLookup = (id: string) => ClauseText | undefined;

/** The requirement in `language`, in English when the register has no other text. */
export function requirementIn(clause: ClauseText, language: Language): string {
  return clause.requirement[language] ?? clause.requirement.en;
}
