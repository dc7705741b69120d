import {
  checkFirst,
  cursorCodec,
  LanguageArgument,
  languageIn,
  LocalDateScalar,
  orNotFound,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import type { LocalDate } from "@hearken/kernel";
import { referenceAt } from "@hearken/regulation";
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { RegulationClauseType, RegulationPostType } from "./entry.graphql.js";
import { inText, kindOf, postIn, type ClauseOfText, type GuidanceEntry, type InText, type PostEntry } from "./entry.js";
import {
  GuidanceType,
  PlaceArgument,
  RegulationClauseConnection,
  RegulationClausesArguments,
  RegulationLadderType,
  RegulationType,
} from "./regulation.graphql.js";
import { latestText, regulationId, regulationIds, regulationText, type RegulationText } from "./regulation-text.js";

const cursors = cursorCodec("regulation_clauses", ["int"]);

interface LadderEntry extends InText {
  readonly code: string | null;
  readonly when: string | null;
  readonly posts: readonly string[];
}

/** The version that another service's stub stands for; `null` when it is not published. */
export function regulationOfReference({ id }: { readonly id: string }): RegulationText | null {
  return regulationText(id) ?? null;
}

@Resolver(() => RegulationType)
export class RegulationResolver {
  @Query(() => RegulationType, { description: "A published version of a regulation; the latest when none is named." })
  regulation(
    @Arg("code", () => String, { description: "Its code." }) code: string,
    @Arg("version", () => Int, { nullable: true, description: "Its version." }) version: number | null,
    @Ctx() { principal }: RequestContext,
  ): RegulationText {
    // What is published is everybody's who signed in: no scope narrows it.
    void principal;
    return orNotFound(version == null ? latestText(code) : regulationText(regulationId(code, version)));
  }

  @Query(() => [RegulationType], { description: "Everything that is published, by code and version." })
  regulations(@Ctx() { principal }: RequestContext): RegulationText[] {
    void principal;
    return regulationIds().map((id) => orNotFound(regulationText(id)));
  }

  @FieldResolver(() => String, { description: "Its title." })
  title(
    @Root() { file }: RegulationText,
    @Args(() => LanguageArgument) language: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string {
    return languageIn(language, context) === "en" ? file.title.en : file.title.zh;
  }

  @FieldResolver(() => LocalDateScalar)
  effectiveFrom(@Root() { file }: RegulationText): LocalDate {
    return file.effectiveFrom as LocalDate;
  }

  @FieldResolver(() => RegulationType, {
    nullable: true,
    description: "The version of headquarters' regulation that it makes stricter, where it is a subsidiary's own.",
  })
  baseline(@Root() { baselineId }: RegulationText): RegulationText | null {
    return baselineId === undefined ? null : (regulationText(baselineId) ?? null);
  }

  @FieldResolver(() => RegulationClauseConnection, { description: "Its statements, in the order of the source." })
  clauses(
    @Root() text: RegulationText,
    @Args(() => RegulationClausesArguments) { first, after, kinds, carried }: RegulationClausesArguments,
  ): Page<ClauseOfText> {
    checkFirst(first);
    const from = after == null ? 0 : cursors.decode(after)[0] + 1;
    const rows = text.clauseIds
      .map((id, place) => ({ id, place, text }))
      .filter(({ id, place }) => place >= from && (kinds == null || kinds.includes(kindOf(text, id))))
      .filter(({ id }) => carried == null || text.shownAt.has(id) === carried);
    return pageOf(rows.slice(0, first + 1), { first, after, cursorOf: ({ place }) => cursors.encode([place]) });
  }

  @FieldResolver(() => RegulationClauseType, { nullable: true, description: "The statement with that id." })
  clause(
    @Root() text: RegulationText,
    @Arg("id", () => String, { description: "Its id, for example `LG-5.2.2A`." }) id: string,
  ): ClauseOfText | null {
    return text.clauseIds.includes(id) ? { id, text } : null;
  }

  @FieldResolver(() => [RegulationLadderType], {
    description: "The ladders through which a complaint rises; the first whose condition holds.",
  })
  ladders(@Root() text: RegulationText): LadderEntry[] {
    const { ladder, ladders } = text.file;
    return [...inText(text, ladders), { code: null, when: null, posts: ladder, text }];
  }

  @FieldResolver(() => GuidanceType, {
    nullable: true,
    description: "What is to be shown at a place; null for a place that it does not have.",
  })
  guidance(@Root() text: RegulationText, @Args(() => PlaceArgument) { at }: PlaceArgument): GuidanceEntry | null {
    const reference = referenceAt(text.file, at);
    return reference === undefined ? null : { ...reference, at, text };
  }
}

@Resolver(() => RegulationLadderType)
export class RegulationLadderResolver {
  @FieldResolver(() => [RegulationPostType], { description: "The posts, the lowest first." })
  posts(@Root() { text, posts }: LadderEntry): PostEntry[] {
    return posts.map((code) => postIn(text, code));
  }
}
