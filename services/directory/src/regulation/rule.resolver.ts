import { LanguageArgument, languageIn, type RequestContext } from "@hearken/graphql-kit";
import { dueInWords, type RegulationFile } from "@hearken/regulation";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { RegulationClauseType, RegulationOwnerType, RegulationPostType } from "./entry.graphql.js";
import { clausesOf, ownersIn, postIn, type ClauseOfText, type InText, type Owner, type PostEntry } from "./entry.js";
import {
  RegulationDutyType,
  RegulationGateType,
  RegulationNoticeType,
  RegulationObligationType,
  RegulationRetentionType,
} from "./rule.graphql.js";

type Listed<K extends keyof RegulationFile> = InText & (RegulationFile[K] extends readonly (infer One)[] ? One : never);

@Resolver(() => RegulationObligationType)
export class RegulationObligationResolver {
  @FieldResolver(() => [RegulationOwnerType], { description: "Who owes it; the first whose condition holds." })
  owners(@Root() { text, owner }: Listed<"obligations">): Owner[] {
    return ownersIn(text, owner);
  }

  @FieldResolver(() => String, { description: "By when, in words; with the regulation's own choices." })
  due(
    @Root() { text, due }: Listed<"obligations">,
    @Args(() => LanguageArgument) language: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string {
    return dueInWords(text.file, due)[languageIn(language, context)];
  }
}

@Resolver(() => RegulationNoticeType)
export class RegulationNoticeResolver {
  @FieldResolver(() => [String], { description: "The acts that it tells of." })
  on(@Root() { on }: Listed<"notices">): readonly string[] {
    return [on].flat();
  }

  @FieldResolver(() => [RegulationOwnerType], { description: "Who hears of them." })
  to(@Root() { text, to }: Listed<"notices">): Owner[] {
    return ownersIn(text, to);
  }
}

@Resolver(() => RegulationGateType)
export class RegulationGateResolver {
  @FieldResolver(() => [String], { description: "The acts that it is about." })
  actions(@Root() { action }: Listed<"gates">): readonly string[] {
    return [action].flat();
  }

  @FieldResolver(() => String, { description: "What is said when it is refused." })
  message(
    @Root() { message }: Listed<"gates">,
    @Args(() => LanguageArgument) language: LanguageArgument,
    @Ctx() context: RequestContext,
  ): string {
    return languageIn(language, context) === "en" ? message.en : message.zh;
  }

  @FieldResolver(() => Boolean, { description: "Whether it is permitted all the same, with a warning." })
  warns(@Root() { warn }: Listed<"gates">): boolean {
    return warn === true;
  }

  @FieldResolver(() => [RegulationClauseType], { description: "The statements that demand it." })
  clauses(@Root() { text, clause }: Listed<"gates">): ClauseOfText[] {
    return clausesOf(text, clause);
  }
}

@Resolver(() => RegulationDutyType)
export class RegulationDutyResolver {
  @FieldResolver(() => [RegulationOwnerType], { description: "Who owes it; the first whose condition holds." })
  owners(@Root() { text, owner }: Listed<"duties">): Owner[] {
    return ownersIn(text, owner);
  }

  @FieldResolver(() => [RegulationPostType], { description: "To whom the report goes." })
  to(@Root() { text, to }: Listed<"duties">): PostEntry[] {
    return to.map((code) => postIn(text, code));
  }

  @FieldResolver(() => String, { nullable: true, description: "Code of the duty after which it is due." })
  after(@Root() { after }: Listed<"duties">): string | null {
    return after?.duty ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "How long after that duty, or the reading that says so.",
  })
  within(@Root() { after }: Listed<"duties">): string | null {
    return after?.within ?? null;
  }
}

@Resolver(() => RegulationRetentionType)
export class RegulationRetentionResolver {
  @FieldResolver(() => RegulationPostType, { nullable: true, description: "The post that keeps them." })
  keeper(@Root() { text, keeper }: Listed<"retention">): PostEntry | null {
    return keeper === undefined ? null : postIn(text, keeper);
  }
}
