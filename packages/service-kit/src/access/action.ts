import type { Localized } from "@hearken/kernel";
import type { Role } from "./role.js";

export interface ActionRow {
  readonly says: Localized;
  /** The roles that allow it, each within the reach of its grants. */
  readonly roles: readonly Role[];
}

const EVERYBODY = [
  "headquarters_officer",
  "subsidiary_officer",
  "partner",
  "administrator",
  "program",
  "reader",
] as const;

/**
 * The one table of who may do what, as data: each action and the roles that allow it. Seeing is a matter of reach.
 * `docs/access.md` is printed from it (`npm run -s hearken -- access`).
 */
export const ACTION_TABLE = {
  "complaint.read": { says: { en: "read complaints", "zh-CN": "查看投诉" }, roles: EVERYBODY },
  "complaint.file": {
    says: { en: "file a complaint", "zh-CN": "登记投诉" },
    roles: ["headquarters_officer", "subsidiary_officer", "program"],
  },
  "complaint.handle": {
    says: { en: "take the steps of a complaint", "zh-CN": "处理投诉" },
    roles: ["headquarters_officer", "subsidiary_officer", "partner", "program"],
  },
  "complaint.close": {
    says: { en: "close a complaint", "zh-CN": "结案" },
    roles: ["headquarters_officer", "subsidiary_officer"],
  },
  "complaint.hand_over": {
    says: { en: "hand a complaint over to another organization", "zh-CN": "移交投诉给其他组织" },
    roles: ["headquarters_officer", "subsidiary_officer"],
  },
  "hand_over.answer": {
    says: { en: "answer or decline what was handed over", "zh-CN": "答复或退回移交的投诉" },
    roles: ["headquarters_officer", "subsidiary_officer", "partner"],
  },
  "complaint.import": {
    says: { en: "import complaints in bulk", "zh-CN": "批量导入投诉" },
    roles: ["headquarters_officer", "program"],
  },
  "complainant.find": {
    says: { en: "find complaints by a number that one knows, as a hotline does", "zh-CN": "按已知号码查找投诉" },
    roles: ["headquarters_officer", "subsidiary_officer", "program"],
  },
  "complainant.reveal": {
    says: {
      en: "see a complainant in clear: people alone, for a program's secret can be stolen",
      "zh-CN": "查看投诉人明文信息（仅限人员）",
    },
    roles: ["headquarters_officer", "subsidiary_officer"],
  },
  "complainant.export": {
    says: { en: "export what is kept about a person", "zh-CN": "导出个人信息" },
    roles: ["headquarters_officer"],
  },
  "complainant.erase": {
    says: { en: "erase a person's data at their request", "zh-CN": "应本人请求删除个人信息" },
    roles: ["headquarters_officer"],
  },
  "legal_hold.manage": {
    says: { en: "place and release legal holds", "zh-CN": "设置与解除法律保全" },
    roles: ["headquarters_officer"],
  },
  "validity.determine": {
    says: { en: "determine whether a complaint is valid", "zh-CN": "判定投诉是否有效" },
    roles: ["headquarters_officer", "subsidiary_officer"],
  },
  "level.set": {
    says: { en: "set a complaint's level", "zh-CN": "确定投诉级别" },
    roles: ["headquarters_officer", "subsidiary_officer"],
  },
  "bulletin.issue": {
    says: { en: "issue a bulletin", "zh-CN": "发布通报" },
    roles: ["headquarters_officer", "subsidiary_officer"],
  },
  "duty.fulfil": {
    says: { en: "fulfil a periodic duty", "zh-CN": "履行定期职责" },
    roles: ["headquarters_officer", "subsidiary_officer"],
  },
  "obligation.read": { says: { en: "read obligations", "zh-CN": "查看时限义务" }, roles: EVERYBODY },
  "obligation.waive": {
    says: { en: "waive an obligation", "zh-CN": "豁免时限义务" },
    roles: ["headquarters_officer"],
  },
  "directory.read": { says: { en: "read the directory", "zh-CN": "查看组织与人员" }, roles: EVERYBODY },
  "directory.manage": {
    says: {
      en: "change the directory, posts, grants and delegations of others",
      "zh-CN": "维护组织、岗位、授权与他人委托",
    },
    roles: ["administrator"],
  },
  "delegation.give": {
    says: { en: "hand posts and grants of one's own to another for a time", "zh-CN": "委托本人岗位与授权" },
    roles: ["headquarters_officer", "subsidiary_officer", "partner", "administrator"],
  },
  "regulation.adopt": { says: { en: "adopt a regulation", "zh-CN": "采用制度" }, roles: ["administrator"] },
  "regulation.try": {
    says: { en: "try a regulation out", "zh-CN": "试算制度" },
    roles: ["headquarters_officer", "administrator"],
  },
  "calendar.manage": { says: { en: "change calendars", "zh-CN": "维护日历" }, roles: ["administrator"] },
  "client.manage": { says: { en: "manage API clients", "zh-CN": "管理接口客户端" }, roles: ["administrator"] },
  "figures.read": {
    says: { en: "read figures", "zh-CN": "查看统计" },
    roles: ["headquarters_officer", "subsidiary_officer", "administrator"],
  },
  "journal.read": {
    says: { en: "read the journal's trail", "zh-CN": "查看审计轨迹" },
    roles: ["headquarters_officer", "administrator"],
  },
  "journal.repair": { says: { en: "replay parked events", "zh-CN": "重放搁置事件" }, roles: ["administrator"] },
} as const satisfies Readonly<Record<string, ActionRow>>;

/** Everything that somebody may be allowed to do. */
export type Action = keyof typeof ACTION_TABLE;
export const ACTIONS = Object.keys(ACTION_TABLE) as readonly Action[];
