import { refuse, type Actor, type Refusal } from "@hearken/kernel";
import { nearest, type Recordable, type Rules } from "@hearken/regulation";

/** A fact as it is handed in: one of the four values is there. */
export interface OfferedFact {
  readonly name: string;
  readonly flag: boolean | undefined;
  readonly number: number | undefined;
  readonly code: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number | undefined;
}

export type FactValueGiven =
  { readonly flag: boolean } | { readonly number: number } | { readonly code: string } | { readonly at: number };

/**
 * The value, checked against what the regulation declares of the fact.
 * Refusals: `INVALID_INPUT` for an unknown name, another type or a value that is not among the declared ones, each with
 * what was probably meant; `REGULATION` for an actor whose posts may not record it.
 */
export function checkFact(rules: Rules, fact: OfferedFact, actor: Actor): FactValueGiven | Refusal {
  const declared = rules.recordables.get(fact.name);
  if (declared === undefined) return unknownName(rules, fact.name);
  const value = only(fact, declared);
  if (value === undefined) return wrongType(declared);
  if ("code" in value && declared.values?.includes(value.code) === false)
    return unknownValue(declared.values, value.code);
  if (declared.by !== undefined && !declared.by.some((post) => actor.posts.includes(post))) return notTheirs(declared);
  return value;
}

/** The one value of the declared type; `undefined` when it is absent, or not the only one. */
function only({ flag, number, code, at }: OfferedFact, { type }: Recordable): FactValueGiven | undefined {
  if ([flag, number, code, at].filter((one) => one !== undefined).length !== 1) return undefined;
  switch (type) {
    case "flag":
      return flag === undefined ? undefined : { flag };
    case "number":
      return number === undefined ? undefined : { number };
    case "code":
      return code === undefined ? undefined : { code };
    case "instant":
      return at === undefined ? undefined : { at };
  }
}

const FIELD = { flag: "flag", number: "number", code: "code", instant: "at" } as const;

function unknownName(rules: Rules, name: string): Refusal {
  const meant = nearest(name, rules.recordables.keys());
  return refuse(
    "INVALID_INPUT",
    {
      en: `The regulation names no such fact${meant === undefined ? "." : `; did you mean "${meant}"?`}`,
      "zh-CN": `制度未规定该事实${meant === undefined ? "。" : `，是否指“${meant}”？`}`,
    },
    { path: ["input", "name"] },
  );
}

function wrongType(declared: Recordable): Refusal {
  const field = FIELD[declared.type];
  return refuse(
    "INVALID_INPUT",
    {
      en: `${declared.name} is given as \`${field}\`, and as nothing else.`,
      "zh-CN": `“${declared.zh}”须且仅须填写 ${field}。`,
    },
    { path: ["input", field] },
  );
}

function unknownValue(values: readonly string[], code: string): Refusal {
  const meant = nearest(code, values);
  return refuse(
    "INVALID_INPUT",
    {
      en: `It is one of ${values.join(", ")}${meant === undefined ? "." : `; did you mean "${meant}"?`}`,
      "zh-CN": `取值须为：${values.join("、")}${meant === undefined ? "。" : `；是否指“${meant}”？`}`,
    },
    { path: ["input", "code"] },
  );
}

function notTheirs(declared: Recordable): Refusal {
  const clause = [declared.clause ?? []].flat()[0];
  return refuse(
    "REGULATION",
    { en: `Only certain posts may record ${declared.name}.`, "zh-CN": `仅规定岗位可以登记“${declared.zh}”。` },
    { path: ["input", "name"], ...(clause === undefined ? {} : { clause }) },
  );
}
