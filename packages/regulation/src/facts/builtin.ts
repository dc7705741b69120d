import type { FieldType } from "@hearken/contracts";
import type { Localized } from "@hearken/kernel";

/** The value of a fact as conditions read it; whole numbers and instants (milliseconds) are `bigint`. */
export type FactValue = string | bigint | boolean | readonly string[];

/** A fact that rules may read. */
export interface FactDefinition {
  readonly name: string;
  readonly type: FieldType;
  readonly about: Localized;
}

const fact = <const Name extends string>(
  name: Name,
  type: FieldType,
  ...[zh, en]: readonly [string, string]
): FactDefinition & { readonly name: Name } => ({ name, type, about: { "zh-CN": zh, en } });

/**
 * The facts that the engine folds from events, for every regulation alike.
 * Absent means `""`, `0`, `false` or `[]`; instants are milliseconds since 1970.
 */
export const builtinFacts = [
  fact("subject", "string", "对象", "whose history this is: complaint or project"),
  fact("channel", "string", "投诉渠道", "channel by which the complaint came in"),
  fact("category", "string", "投诉类别", "category"),
  fact("matter", "string", "投诉事项", "sub-subject inside the category"),
  fact("nature", "string", "性质：不满、期望、咨询", "grievance, expectation or enquiry"),
  fact("customerType", "string", "客户类型", "kind of customer"),
  fact("stage", "string", "房屋阶段", "pre_move_in, in_warranty or after_warranty"),
  fact("receivedBy", "string", "受理人", "who took it in: centre, specialist or employee"),
  fact("emergency", "bool", "紧急", "taken in as an emergency"),
  fact("professional", "bool", "专业性问题", "touches professional questions"),
  fact("receivedAt", "int", "受理时间", "instant of receipt"),
  fact("callEndedAt", "int", "通话结束时间", "instant at which the call ended"),
  fact("postedAt", "int", "发帖时间", "instant of the post"),
  fact("complainants", "int", "投诉人数", "distinct people behind the complaint"),
  fact("complainantIds", "list<string>", "投诉人", "those people's ids"),
  fact(
    "recurrentComplainants",
    "int",
    "同类投诉人数",
    "distinct people who complained of the same matter within the window",
  ),
  fact("accusedStaffIds", "list<string>", "被投诉员工", "members of staff complained of"),
  fact("accusedPosts", "list<string>", "被投诉岗位", "posts complained of"),
  fact("status", "string", "状态", "open, finished, closed or withdrawn"),
  fact("open", "bool", "处理中", "still being handled"),
  fact("suspended", "bool", "暂停", "handling waits"),
  fact("suspendReason", "string", "暂停原因", "why it waits"),
  fact("validity", "string", "有效性", "undetermined, questioned, referred, valid or invalid"),
  fact("level", "string", "等级", "current level"),
  fact("repeat", "bool", "二次投诉", "a second complaint after handling was finished"),
  fact("reopenings", "int", "重开次数", "times it was reopened"),
  fact("urges", "int", "催办次数", "times the complainant pressed"),
  fact("promisedAt", "int", "承诺时间", "instant at which the date was first promised"),
  fact("promisedOn", "string", "承诺反馈日期", "date by which the complainant was promised to hear"),
  fact("extensions", "int", "变更次数", "times that the promised date was changed"),
  fact("contacts", "int", "联系次数", "times the complainant was reached"),
  fact(
    "contactsSincePromise",
    "int",
    "承诺后的联系次数",
    "times the complainant was told of progress since the date was last promised",
  ),
  fact("relays", "int", "传递次数", "times it was relayed"),
  fact("relayedPosts", "list<string>", "传递过的岗位", "posts to which it was relayed"),
  fact("passedTo", "string", "上报对象", "post to which it was last passed up"),
  fact("relayedTo", "string", "传递对象", "post to which it was last relayed"),
  fact("lead", "string", "牵头岗位", "post that leads the handling"),
  fact("replies", "int", "回复次数", "answers that went out"),
  fact("publicReplies", "int", "公开回复次数", "answers published at the place of the complaint"),
  fact("supportFrom", "list<string>", "请求支援的对象", "whose advice or help was asked for"),
  fact("supportAnswered", "int", "支援意见数", "advice that was given"),
  fact("appointmentAt", "int", "约定时间", "instant of the meeting last agreed with the complainant"),
  fact("steps", "list<string>", "已办步骤", "steps taken"),
  fact("records", "list<string>", "已填表单", "forms filled in"),
  fact("meetings", "list<string>", "出面岗位", "posts that met the complainants"),
  fact("commanderId", "string", "指挥人", "the commander named"),
  fact("spokespersonId", "string", "发言人", "the spokesperson named"),
  fact("responsibility", "string", "责任认定", "ours, not_ours or shared"),
  fact("followUps", "int", "回访次数", "return visits made"),
  fact("followUpOutcome", "string", "回访结果", "outcome of the last visit"),
  fact("finishedAt", "int", "办结时间", "instant at which handling was finished"),
  fact("closedAt", "int", "关闭时间", "instant at which it was closed"),
  fact("moveInAt", "int", "入伙时间", "instant at which owners move in"),
  fact("bulletins", "list<string>", "已发通报", "kinds of bulletin issued"),
  fact("reports", "list<string>", "已交报告", "kinds of report handed in"),
  fact("evidenceKinds", "list<string>", "证据种类", "kinds of evidence attached"),
  fact("evidence", "int", "证据数", "pieces of evidence attached"),
  fact("ticked", "list<string>", "已勾选事项", "checklist items confirmed"),
  fact("handOvers", "int", "移交次数", "times it was handed over to another organization"),
  fact("handOversAnswered", "int", "移交已答复次数", "hand-overs that were answered, or that failed"),
  fact(
    "handOverOutcome",
    "string",
    "移交结果",
    "what became of the last hand-over: reported, declined, finished …, failed",
  ),
  fact("takenOver", "bool", "由其他组织移交", "taken over from another organization"),
  fact("openObligations", "list<string>", "未完成的义务", "codes of obligations still owed, breached ones too"),
  fact("metObligations", "list<string>", "已完成的义务", "codes of obligations done"),
] as const;

export type BuiltinFact = (typeof builtinFacts)[number]["name"];

/** The value that a fact of this type has before anything is known. */
export function absent(type: FieldType): FactValue {
  switch (type) {
    case "string":
      return "";
    case "int":
      return 0n;
    case "bool":
      return false;
    case "list<string>":
      return [];
  }
}
