import type { Localized } from "@hearken/kernel";

/** What a grant may be over. */
export type GrantKind = "tenant" | "organization" | "project";

export interface RoleRow {
  readonly says: Localized;
  /** Over which kinds of scope the role is given. */
  readonly over: readonly GrantKind[];
  /** Which roles whoever has it may give, within their own reach and never to themselves. */
  readonly gives: readonly string[];
}

/** The roles, as data; what each may do stands in `ACTION_TABLE`. */
export const ROLE_TABLE = {
  headquarters_officer: {
    says: { en: "handles complaints of the whole group", "zh-CN": "处理全集团投诉" },
    over: ["tenant"],
    gives: [],
  },
  subsidiary_officer: {
    says: { en: "handles complaints of an organization", "zh-CN": "处理所辖组织投诉" },
    over: ["organization"],
    gives: [],
  },
  partner: {
    says: { en: "handles what is handed to a partner firm", "zh-CN": "处理交办给合作单位的事项" },
    over: ["organization", "project"],
    gives: [],
  },
  administrator: {
    says: { en: "keeps the directory, the rules and the grants", "zh-CN": "维护组织、人员、制度与授权" },
    over: ["tenant", "organization"],
    gives: ["headquarters_officer", "subsidiary_officer", "partner", "administrator", "program", "reader"],
  },
  program: {
    says: { en: "files and handles on behalf of a portal", "zh-CN": "代门户登记与处理投诉" },
    over: ["tenant", "organization", "project"],
    gives: [],
  },
  reader: {
    says: { en: "sees, and does nothing", "zh-CN": "仅可查看" },
    over: ["tenant", "organization", "project"],
    gives: [],
  },
} as const satisfies Readonly<Record<string, RoleRow>>;

export type Role = keyof typeof ROLE_TABLE;
export const ROLES = Object.keys(ROLE_TABLE) as readonly Role[];

export function isRole(role: string): role is Role {
  return Object.hasOwn(ROLE_TABLE, role);
}
