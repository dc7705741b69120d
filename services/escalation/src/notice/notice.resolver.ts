import {
  checkFirst,
  clauseIn,
  ClauseType,
  cursorCodec,
  idArgument,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { NoticeRow } from "../standing/projection.js";
import { rulesOf } from "../standing/rules-of.query.js";
import { ComplaintStub, PostType } from "../standing/standing.graphql.js";
import { shownNotices } from "../standing/standing.loader.js";
import { noticeIn, postIn } from "../standing/wording.js";
import { NoticeConnection, NoticeType } from "./notice.graphql.js";
import { pageOfNotices, type ListedNotice } from "./notices.query.js";

const cursors = cursorCodec("notices", ["instant", "id"]);

@Resolver(() => NoticeType)
export class NoticeResolver {
  @Query(() => NoticeConnection, { description: "Who was told what, within reach; the latest first." })
  async notices(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<ListedNotice>> {
    const limit = checkFirst(first) + 1;
    const rows = await pageOfNotices(await context.uow(), {
      after: after == null ? null : cursors.decode(after),
      limit,
    });
    return pageOf(rows, { first, after, cursorOf: ({ sortAt, id }) => cursors.encode([sortAt, id]) });
  }

  @FieldResolver(() => String)
  async label(@Root() row: NoticeRow, @Ctx() context: RequestContext): Promise<string> {
    return noticeIn(await rulesOf(context, row), row.code, context.language).label;
  }

  @FieldResolver(() => ClauseType)
  clause(@Root() { clause }: NoticeRow, @Ctx() context: RequestContext): ClauseType {
    return clauseIn(clause, context);
  }

  @FieldResolver(() => [PostType])
  async recipients(@Root() row: NoticeRow, @Ctx() context: RequestContext): Promise<PostType[]> {
    const rules = await rulesOf(context, row);
    return row.to.map((code) => postIn(rules, code, context.language));
  }

  @FieldResolver(() => ComplaintStub)
  complaint(@Root() { complaintId }: NoticeRow): ComplaintStub {
    return { id: complaintId };
  }
}

@Resolver(() => ComplaintStub)
export class ComplaintNoticesResolver {
  @FieldResolver(() => [NoticeType], { description: "Who was told, because a rule demands it (告知), oldest first." })
  async notices(@Root() { id }: ComplaintStub, @Ctx() context: RequestContext): Promise<readonly NoticeRow[]> {
    return shownNotices(context, idArgument<"Complaint">(id));
  }
}
