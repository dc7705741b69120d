import { LanguageArgument, type RequestContext } from "@hearken/graphql-kit";
import type { Language } from "@hearken/kernel";
import { clauseById, clauseText, register, type RegulationFile, type Source } from "@hearken/regulation";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import {
  RegulationClauseType,
  RegulationEntryType,
  RegulationOwnerType,
  RegulationPostType,
  type ClauseOfText,
  type Entry,
  type InText,
} from "./entry.graphql.js";
import type { RegulationText } from "./regulation-text.source.js";

export type PostEntry = Entry & { readonly under?: string | undefined };

/** The language of an argument, else the caller's. */
export function languageOf({ language }: LanguageArgument, context: RequestContext): Language {
  return language ?? context.language;
}

/** Entries of the file, each with the text that it stands in. */
export function inText<T extends object>(text: RegulationText, entries: readonly T[]): (T & InText)[] {
  return entries.map((entry) => ({ ...entry, text }));
}

/** The clauses that an entry cites. */
export function clausesOf(text: RegulationText, clause: string | readonly string[] | undefined): ClauseOfText[] {
  return [...new Set([clause ?? []].flat())].map((id) => ({ id, text }));
}

/** The post with that code; one that the file does not have is called by its code. */
export function postIn(text: RegulationText, code: string): PostEntry {
  const post = text.file.posts.find((one) => one.code === code);
  return { ...(post ?? { code, zh: code, en: code }), text };
}

interface Owner extends InText {
  readonly post: string | undefined;
  readonly when: string | null;
  readonly from: string | null;
}

/** Who is meant by the `owner`, `to` or `notify` of an entry. */
export function ownersIn(text: RegulationText, posts: RegulationFile["obligations"][number]["owner"]): Owner[] {
  return [posts].flat().map((one): Owner => {
    if (typeof one === "string") return { text, post: one, when: null, from: null };
    if ("from" in one) return { text, post: undefined, when: null, from: one.from };
    return { text, post: one.post, when: one.when, from: null };
  });
}

@Resolver(() => RegulationEntryType)
export class RegulationEntryResolver {
  @FieldResolver(() => String, { description: "How it is called." })
  label(
    @Root() { zh, en }: Entry,
    @Args(() => LanguageArgument) language: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string {
    return languageOf(language, context) === "en" ? en : zh;
  }

  @FieldResolver(() => [RegulationClauseType], { description: "The statements by which it is there." })
  clauses(@Root() { text, clause }: Entry): ClauseOfText[] {
    return clausesOf(text, clause);
  }
}

@Resolver(() => RegulationPostType)
export class RegulationPostResolver {
  @FieldResolver(() => RegulationPostType, { nullable: true, description: "The post above it." })
  under(@Root() { text, under }: PostEntry): PostEntry | null {
    return under === undefined ? null : postIn(text, under);
  }
}

@Resolver(() => RegulationOwnerType)
export class RegulationOwnerResolver {
  @FieldResolver(() => RegulationPostType, { nullable: true, description: "The post, where the regulation names one." })
  post(@Root() { text, post }: Owner): PostEntry | null {
    return post === undefined ? null : postIn(text, post);
  }
}

@Resolver(() => RegulationClauseType)
export class RegulationClauseResolver {
  @FieldResolver(() => String, { description: "What it says." })
  text(
    @Root() { id, text }: ClauseOfText,
    @Args(() => LanguageArgument) language: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string {
    return clauseText(text.file, id)?.[languageOf(language, context)] ?? "";
  }

  @FieldResolver(() => String, {
    description: "What kind of statement it is: `clock`, `role`, `principle`, `form` … as the register sorts it.",
  })
  kind(@Root() { id, text }: ClauseOfText): string {
    return kindOf(text, id);
  }

  @FieldResolver(() => String, { description: "The procedure that it stands in." })
  source(
    @Root() { id, text }: ClauseOfText,
    @Args(() => LanguageArgument) language: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string {
    const clause = text.file.clauses.some((own) => own.id === id) ? undefined : clauseById(id);
    const title = clause === undefined ? undefined : register(clause.source as Source);
    if (languageOf(language, context) === "en") return title?.titleEn ?? text.file.title.en;
    return title?.titleZh ?? text.file.title.zh;
  }

  @FieldResolver(() => String, { nullable: true, description: "What is ambiguous in the source, in English." })
  note(@Root() { id }: ClauseOfText): string | null {
    return clauseById(id)?.note?.trim() ?? null;
  }

  @FieldResolver(() => [String], {
    description:
      "The places at which it is shown when nobody enforces it: acts (`reply.sent`), `post:` and others; pass one to `guidance(at:)`.",
  })
  shownAt(@Root() { id, text }: ClauseOfText): readonly string[] {
    return text.shownAt.get(id) ?? [];
  }
}

/** As the register sorts it, or the regulation itself. */
export function kindOf(text: RegulationText, id: string): string {
  return text.file.clauses.find((own) => own.id === id)?.kind ?? clauseById(id)?.kind ?? "";
}
