import {
  checkFirst,
  cleanText,
  clauseIn,
  ClauseType,
  cursorCodec,
  idArgument,
  notFound,
  orNotFound,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, refuse, type Refusal } from "@hearken/kernel";
import { forbidden, runCommand } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { ObligationType } from "../obligation/obligation.graphql.js";
import type { BulletinRow, ObligationRow } from "../standing/projection.js";
import { rulesOf } from "../standing/rules-of.query.js";
import { ComplaintStub, PostType } from "../standing/standing.graphql.js";
import { shownBulletins, shownObligations } from "../standing/standing.loader.js";
import { postIn } from "../standing/wording.js";
import {
  BulletinArguments,
  BulletinConnection,
  BulletinSectionType,
  BulletinStatuses,
  BulletinType,
  IssueBulletinInput,
  IssueBulletinResult,
} from "./bulletin.graphql.js";
import { bulletinLoader, sectionsLoader } from "./bulletin.loader.js";
import type { BulletinSection } from "./bulletin.js";
import { bulletinsById, pageOfBulletins, type ListedBulletin } from "./bulletins.query.js";
import { issueBulletin } from "./issue-bulletin.command.js";

const cursors = cursorCodec("bulletins", ["instant", "id"]);
const MOST_SECTIONS = 20;
const LONGEST_SECTION = 10_000;

@Resolver(() => BulletinType)
export class BulletinResolver {
  @Query(() => BulletinConnection, { description: "The bulletins within reach, the latest first." })
  async bulletins(
    @Args(() => BulletinArguments) { first, after, status }: BulletinArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<ListedBulletin>> {
    const limit = checkFirst(first) + 1;
    const rows = await pageOfBulletins(await context.uow(), {
      statuses: status == null ? Object.values(BulletinStatuses) : [status],
      after: after == null ? null : cursors.decode(after),
      limit,
    });
    return pageOf(rows, { first, after, cursorOf: ({ sortAt, id }) => cursors.encode([sortAt, id]) });
  }

  @Query(() => BulletinType, { description: "One bulletin." })
  async bulletin(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<BulletinRow> {
    const row = await context.loader(bulletinLoader).load(idArgument(id));
    if (row === undefined) throw notFound();
    return row;
  }

  @Mutation(() => IssueBulletinResult, {
    description: "Issues a bulletin to its recipients; the obligation that demands it is fulfilled at once.",
  })
  async issueBulletin(
    @Arg("input", () => IssueBulletinInput, { description: "The bulletin and what it says." })
    input: IssueBulletinInput,
    @Ctx() context: RequestContext,
  ): Promise<{ bulletin: BulletinRow } | Refusal> {
    const bulletinId = idArgument(input.bulletinId);
    const sections = cleanSections(input.sections);
    if (isRefusal(sections)) return sections;
    return runCommand(
      context,
      { operation: "issueBulletin", key: input.idempotencyKey, input },
      async (uow, principal) => {
        const place = orNotFound((await bulletinsById(uow, [bulletinId]))[0]);
        const refusal = forbidden(principal, "bulletin.issue", place);
        if (refusal !== undefined) return refusal;
        const command = { bulletinId, sections, expectedVersion: input.expectedVersion ?? null };
        const bulletin = orNotFound(
          await issueBulletin(uow, command, { actor: principal.actor, rulebook: context.rulebook }),
        );
        return isRefusal(bulletin) ? bulletin : { bulletin };
      },
    );
  }

  @FieldResolver(() => ClauseType)
  clause(@Root() { clause }: BulletinRow, @Ctx() context: RequestContext): ClauseType {
    return clauseIn(clause, context);
  }

  @FieldResolver(() => [PostType])
  async recipients(@Root() row: BulletinRow, @Ctx() context: RequestContext): Promise<PostType[]> {
    const rules = await rulesOf(context, row);
    return row.recipients.map((code) => postIn(rules, code, context.language));
  }

  @FieldResolver(() => [String])
  demandedSections(@Root() { demanded }: BulletinRow): readonly string[] {
    return demanded;
  }

  @FieldResolver(() => [BulletinSectionType])
  async sections(
    @Root() { id, status }: BulletinRow,
    @Ctx() context: RequestContext,
  ): Promise<readonly BulletinSection[]> {
    return status === "issued" ? context.loader(sectionsLoader).load(id) : [];
  }

  @FieldResolver(() => ObligationType, { nullable: true })
  async obligation(
    @Root() { complaintId, key }: BulletinRow,
    @Ctx() context: RequestContext,
  ): Promise<ObligationRow | undefined> {
    return (await shownObligations(context, complaintId)).find((row) => row.key === key);
  }

  @FieldResolver(() => ComplaintStub)
  complaint(@Root() { complaintId }: BulletinRow): ComplaintStub {
    return { id: complaintId };
  }
}

@Resolver(() => ComplaintStub)
export class ComplaintBulletinsResolver {
  @FieldResolver(() => [BulletinType], { description: "The bulletins that are demanded for it (通报), oldest first." })
  async bulletins(@Root() { id }: ComplaintStub, @Ctx() context: RequestContext): Promise<readonly BulletinRow[]> {
    return shownBulletins(context, idArgument<"Complaint">(id));
  }
}

function cleanSections(given: readonly BulletinSection[]): BulletinSection[] | Refusal {
  if (given.length > MOST_SECTIONS) return tooMany();
  const sections: BulletinSection[] = [];
  for (const [index, { code, text }] of given.entries()) {
    const clean = cleanText(text, {
      max: LONGEST_SECTION,
      multiline: true,
      path: ["input", "sections", String(index), "text"],
    });
    if (isRefusal(clean)) return clean;
    sections.push({ code, text: clean });
  }
  return sections;
}

function tooMany(): Refusal {
  return refuse(
    "INVALID_INPUT",
    { en: `At most ${MOST_SECTIONS} sections.`, "zh-CN": `最多 ${MOST_SECTIONS} 个章节。` },
    { path: ["input", "sections"] },
  );
}
