import type { Language } from "@hearken/kernel";
import { ArgsType, Field, registerEnumType } from "type-graphql";
import type { RequestContext } from "./context.js";

export const Languages = { ZH_CN: "zh-CN", EN: "en" } as const satisfies Readonly<Record<string, Language>>;

registerEnumType(Languages, {
  name: "Language",
  description: "A language that the product speaks.",
  valuesConfig: { ZH_CN: { description: "Chinese (简体中文)." }, EN: { description: "English." } },
});

/** The argument of a text that stands in both languages. */
@ArgsType()
export class LanguageArgument {
  @Field(() => Languages, { nullable: true, description: "In which language; the caller's when absent." })
  language?: Language | null;
}

/** The language that an argument asks for, else the caller's. */
export function languageIn({ language }: LanguageArgument, context: Pick<RequestContext, "language">): Language {
  return language ?? context.language;
}
