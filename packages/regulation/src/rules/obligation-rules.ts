import { parsePeriod } from "@hearken/calendar";
import type { EffectEntry, ObligationEntry } from "../file/obligation.schema.js";
import { typesOf, type Builder, type Path } from "./builder.js";
import { dues } from "./due-rules.js";
import { label } from "./label.js";
import type { BreachEffect, DueForm, ObligationRule, Trigger, Warn } from "./rule.js";

/** Compiles what may be owed. */
export function obligationRules(builder: Builder): readonly ObligationRule[] {
  return builder.file.obligations.map((entry, index) => obligationRule(builder, entry, index));
}

/** The rules that wait for an event, by its name. */
export function byName(
  rules: readonly ObligationRule[],
  of: (rule: ObligationRule) => readonly Trigger[],
): ReadonlyMap<string, readonly { readonly rule: ObligationRule; readonly trigger: Trigger }[]> {
  const map = new Map<string, { rule: ObligationRule; trigger: Trigger }[]>();
  for (const rule of rules) {
    for (const trigger of of(rule))
      for (const name of trigger.on) map.set(name, [...(map.get(name) ?? []), { rule, trigger }]);
  }
  return map;
}

function obligationRule(builder: Builder, entry: ObligationEntry, index: number): ObligationRule {
  const path: Path = ["obligations", index];
  const opens = builder.triggers(entry.opens, [...path, "opens"]);
  const types = [...new Set(opens.flatMap((trigger) => (trigger.on.length === 0 ? [""] : typesOf(trigger.on))))];
  const due = dues(builder, entry.due, { types, path: [...path, "due"] });
  const owner = builder.posts(entry.owner, { types, path: [...path, "owner"] });
  return {
    index,
    code: entry.code,
    label: label(entry),
    clauses: builder.clauses(entry.clause, [...path, "clause"]),
    kind: entry.kind,
    opens,
    owner,
    due,
    met: builder.triggers(entry.met, [...path, "met"]),
    void: entry.void === undefined ? [] : builder.triggers(entry.void, [...path, "void"]),
    warn: warn(builder, entry.warn, [...path, "warn"]),
    pauses: entry.pauses ?? [],
    repeats: builder.maybe<boolean>(entry.repeats, "bool", { types: [""], path: [...path, "repeats"] }),
    breach: (entry.breach ?? []).map((effect, at) =>
      breachEffect(builder, effect, { entry, path: [...path, "breach", at] }),
    ),
    bulletin:
      entry.bulletin === undefined
        ? undefined
        : {
            kind: entry.bulletin.kind,
            sections: entry.bulletin.sections,
            to: builder.posts(entry.bulletin.to, { types: [""], path: [...path, "bulletin", "to"] }),
          },
    survivesWithdrawal: entry.survivesWithdrawal,
    dueReads: new Set(due.flatMap(moves).concat(owner.flatMap((one) => [...(one.when?.reads ?? [])]))),
  };
}

/** The facts whose change moves a due time that is already running. */
function moves(due: ObligationRule["due"][number]): readonly string[] {
  return [...(due.when?.reads ?? []), ...readBy(due.how)];
}

function readBy(how: DueForm): readonly string[] {
  switch (how.form) {
    case "endOf":
      return [...how.date.reads];
    case "at":
    case "before":
      return [...how.instant.reads];
    case "earliest":
    case "latest":
      return how.of.flatMap(moves);
    default:
      return [];
  }
}

function warn(builder: Builder, text: string | undefined, path: Path): Warn | undefined {
  if (text === undefined) return undefined;
  const share = /^(\d{1,2})%$/.exec(text)?.[1];
  if (share !== undefined) return { share: Number(share) / 100 };
  const lead = parsePeriod(text);
  if (lead === undefined) builder.note(path, "neither a percentage below 100 nor a duration");
  return lead === undefined ? undefined : { lead };
}

function breachEffect(
  builder: Builder,
  effect: EffectEntry,
  { entry, path }: { entry: ObligationEntry; path: Path },
): BreachEffect {
  const first = typeof entry.clause === "string" ? entry.clause : (entry.clause[0] ?? "");
  if (effect.raise !== undefined && !builder.file.levels.some((level) => level.code === effect.raise))
    builder.note([...path, "raise"], `unknown level ${effect.raise}`);
  if (effect.escalate !== undefined && effect.escalate !== "next") builder.post(effect.escalate, [...path, "escalate"]);
  return {
    notify:
      effect.notify === undefined
        ? undefined
        : builder.posts(effect.notify, { types: [""], path: [...path, "notify"] }),
    escalate: effect.escalate,
    raise: effect.raise,
    clause: effect.clause ?? first,
  };
}
