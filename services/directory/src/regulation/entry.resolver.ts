import { LanguageArgument, languageIn, type RequestContext } from "@hearken/graphql-kit";
import { clauseById, clauseText, register, type Source } from "@hearken/regulation";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { RegulationClauseType, RegulationEntryType, RegulationOwnerType, RegulationPostType } from "./entry.graphql.js";
import { clausesOf, kindOf, postIn, type ClauseOfText, type Entry, type Owner, type PostEntry } from "./entry.js";

@Resolver(() => RegulationEntryType)
export class RegulationEntryResolver {
  @FieldResolver(() => String, { description: "How it is called." })
  label(
    @Root() { zh, en }: Entry,
    @Args(() => LanguageArgument) language: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string {
    return languageIn(language, context) === "en" ? en : zh;
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
    return clauseText(text.file, id)?.[languageIn(language, context)] ?? "";
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
    if (languageIn(language, context) === "en") return title?.titleEn ?? text.file.title.en;
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
