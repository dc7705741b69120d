import { refuse, type Localized, type Refusal, type RefusalCode } from "@hearken/kernel";
import { isImportField, type ImportField } from "./field.js";

/** Why a row is refused, in words that say nothing of what the row says. */
export interface Problem {
  readonly code: RefusalCode;
  /** The field, where it is about one. */
  readonly field: ImportField | null;
  readonly message: Localized;
  /** Id of the clause that refuses, where a regulation does. */
  readonly clause: string | null;
}

export function problem(field: ImportField | null, message: Localized): Problem {
  return { code: "INVALID_INPUT", field, message, clause: null };
}

/** Where a column is called otherwise than the field of the input that it fills. */
const COLUMN: Readonly<Record<string, ImportField>> = {
  projectId: "project",
  unitId: "unit",
  previousId: "previous",
};
const OF_PERSON: Readonly<Record<string, ImportField>> = {
  name: "complainants",
  phone: "phones",
  reference: "references",
  address: "addresses",
  identityNumber: "identityNumbers",
  customerType: "customerType",
};

/** What a refusal of the filing says of the row that it was made of. */
export function problemOf({ code, message, path, clause }: Refusal): Problem {
  const [, name = "", , part = ""] = path;
  const field = name === "complainants" && part !== "" ? OF_PERSON[part] : (COLUMN[name] ?? name);
  return {
    code,
    field: field !== undefined && isImportField(field) ? field : null,
    message,
    clause: clause ?? null,
  };
}

/** The row points at something that is not there, or not for whoever imports. */
export const OUT_OF_REACH = refuse("INVALID_INPUT", {
  en: "Something that the row names is not within reach.",
  "zh-CN": "该行所指的内容不存在或不在权限范围内。",
});
