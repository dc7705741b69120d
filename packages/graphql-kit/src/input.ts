import { parseId, refuse, type Id, type Localized, type Refusal } from "@hearken/kernel";
import { notFound } from "./fault.js";

interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** The part of a zod schema that is needed here. */
export interface InputSchema<T> {
  safeParse(
    input: unknown,
  ): { success: true; data: T } | { success: false; error: { readonly issues: readonly Issue[] } };
}

/** The checked input, or the refusal `INVALID_INPUT` for the first thing that is wrong with it. */
export function checkInput<T>(schema: InputSchema<T>, input: unknown): T | Refusal {
  const outcome = schema.safeParse(input);
  if (outcome.success) return outcome.data;
  const issue = outcome.error.issues[0];
  const path = ["input", ...(issue?.path ?? []).map(String)];
  return refuse("INVALID_INPUT", messageOf(issue, path), { path });
}

function messageOf(issue: Issue | undefined, path: readonly string[]): Localized {
  const where = path.join(".");
  const chinese = issue?.code === undefined ? undefined : CHINESE[issue.code];
  return {
    en: `${where}: ${issue?.message ?? "invalid"}`,
    "zh-CN": `${where}：${chinese ?? "内容无效"}`,
  };
}

const CHINESE: Readonly<Record<string, string>> = {
  invalid_type: "类型不对",
  too_big: "过大或过长",
  too_small: "过小或过短",
  invalid_format: "格式不对",
  invalid_value: "不在允许的取值之内",
  unrecognized_keys: "含有未知的字段",
  invalid_union: "不符合任何一种允许的形式",
};

/** The id that an argument spells. A malformed id is answered like an unknown one: `NOT_FOUND`. */
export function idArgument<Kind extends string>(text: string): Id<Kind> {
  const id = parseId<Kind>(text);
  if (id === undefined) throw notFound();
  return id;
}

/** The ids that a list argument spells, without repeats; malformed ones match nothing and are left out. */
export function idArguments<Kind extends string>(texts: readonly string[]): Id<Kind>[] {
  const ids = texts.map((text) => parseId<Kind>(text)).filter((id) => id !== undefined);
  return [...new Set(ids)];
}
