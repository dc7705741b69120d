import { parsePeriod, type Calendar } from "@hearken/calendar";
import type { Localized } from "@hearken/kernel";
import { RegulationFileError } from "../file/problem.js";
import type { EffectEntry, ObligationEntry, RegulationFile } from "../file/schema.js";
import { Builder, type Finding, type Path, type Readings } from "./builder.js";
import { checkNames, checkReadings } from "./check-names.js";
import { isTrigger } from "./conditions.js";
import type {
  BreachEffect,
  Gate,
  Level,
  LevelRule,
  NoticeRule,
  ObligationRule,
  Recurrence,
  Rules,
  Trigger,
  Warn,
} from "./rule.js";

const label = (entry: { zh: string; en: string }): Localized => ({ "zh-CN": entry.zh, en: entry.en });

/**
 * Compiles a regulation for one tenant's readings and calendar.
 * Throws `RegulationFileError` when a reading is unknown or has a value that is not among its choices.
 */
export function prepare(file: RegulationFile, calendar: Calendar, readings: Readings = {}): Rules {
  const { rules, findings } = build(file, calendar, readings);
  if (findings.length === 0) return rules;
  const name = `${file.regulation} v${file.version}`;
  throw new RegulationFileError(
    findings.map((finding) => ({ ...finding, file: name, line: 0, column: 0, key: finding.path.join(".") })),
  );
}

/** Compiles, and tells everything that is wrong instead of throwing. */
export function build(
  file: RegulationFile,
  calendar: Calendar,
  readings: Readings,
): { rules: Rules; findings: readonly Finding[] } {
  const builder = new Builder(file, settle(file, readings), calendar);
  checkReadings(builder, readings);
  checkNames(builder);
  const levels = file.levels
    .map((level): Level => ({ code: level.code, rank: level.rank, clause: level.clause, label: label(level) }))
    .sort((a, b) => b.rank - a.rank);
  const obligations = file.obligations.map((entry, index) => obligationRule(builder, entry, index));
  const on = {
    opensOn: byType(obligations, (rule) => rule.opens),
    metOn: byType(obligations, (rule) => rule.met),
    voidOn: byType(obligations, (rule) => rule.void),
    noticesOn: notices(builder),
  };
  const rules: Rules = {
    file,
    code: file.regulation,
    version: file.version,
    calendar,
    conditions: builder.conditions,
    recordables: new Map(file.facts.map((fact) => [fact.name, fact])),
    levels,
    levelRules: levelRules(builder),
    base: levels.at(-1) ?? { code: "", rank: 0, clause: "", label: { "zh-CN": "", en: "" } },
    lowering: file.lowering,
    obligations,
    ...on,
    heard: new Set(Object.values(on).flatMap((map) => [...map.keys()])),
    opensWhen: obligations.flatMap((rule) =>
      rule.opens.flatMap((trigger) =>
        trigger.on.length === 0 && trigger.when !== undefined ? [{ rule, trigger, condition: trigger.when }] : [],
      ),
    ),
    gates: gates(builder),
    ladder: file.ladder.map((post, index) => builder.post(post, ["ladder", index])),
    superiors: new Map(
      file.posts.flatMap((post) => (post.under === undefined ? [] : [[post.code, post.under] as const])),
    ),
    recurrence: recurrence(builder),
  };
  return { rules, findings: builder.findings };
}

function settle(file: RegulationFile, readings: Readings): Readings {
  return {
    ...Object.fromEntries(Object.entries(file.readings).map(([name, reading]) => [name, reading.default])),
    ...readings,
  };
}

function levelRules(builder: Builder): readonly LevelRule[] {
  const found = builder.file.levels.flatMap((level, position) =>
    (level.any ?? []).map((rule, at): Omit<LevelRule, "index"> => {
      const path: Path = ["levels", position, "any", at];
      builder.clauses(rule.clause, [...path, "clause"]);
      return {
        level: level.code,
        rank: level.rank,
        clause: rule.clause,
        when: builder.condition<boolean>(rule.when, "bool", { types: [""], path: [...path, "when"] }),
        age:
          rule.age === undefined
            ? undefined
            : {
                reach: builder.period(rule.age.reach, path),
                from: builder.maybe<bigint>(rule.age.from, "int", { types: [""], path: [...path, "age", "from"] }),
              },
      };
    }),
  );
  return found.sort((a, b) => b.rank - a.rank).map((rule, index) => ({ ...rule, index }));
}

function obligationRule(builder: Builder, entry: ObligationEntry, index: number): ObligationRule {
  const path: Path = ["obligations", index];
  const opens = builder.triggers(entry.opens, [...path, "opens"]);
  const types = [...new Set(opens.flatMap((trigger) => (trigger.on.length === 0 ? [""] : trigger.on)))];
  const due = builder.dues(entry.due, { types, path: [...path, "due"] });
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
    dueReads: new Set(
      [...due, ...due.flatMap((one) => ("of" in one.how ? one.how.of : []))]
        .flatMap(moves)
        .concat(owner.flatMap((one) => [...(one.when?.reads ?? [])])),
    ),
  };
}

/** The facts whose change moves a due time that is already running. */
function moves(due: ObligationRule["due"][number]): readonly string[] {
  const { how } = due;
  return [
    ...(due.when?.reads ?? []),
    ...(how.form === "endOf" ? how.date.reads : []),
    ...(how.form === "before" ? how.instant.reads : []),
  ];
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

function notices(builder: Builder): ReadonlyMap<string, readonly NoticeRule[]> {
  const map = new Map<string, NoticeRule[]>();
  builder.file.notices.forEach((entry, index) => {
    const path: Path = ["notices", index];
    const types = builder.events(entry.on, [...path, "on"]);
    const rule: NoticeRule = {
      code: entry.code,
      label: label(entry),
      clauses: builder.clauses(entry.clause, [...path, "clause"]),
      when: builder.maybe<boolean>(entry.when, "bool", { types, path: [...path, "when"] }),
      to: builder.posts(entry.to, { types, path: [...path, "to"] }),
    };
    for (const type of types) map.set(type, [...(map.get(type) ?? []), rule]);
  });
  return map;
}

function gates(builder: Builder): ReadonlyMap<string, readonly Gate[]> {
  const map = new Map<string, Gate[]>();
  builder.file.gates.forEach((entry, index) => {
    const path: Path = ["gates", index];
    const types = (typeof entry.action === "string" ? [entry.action] : entry.action).filter((type) => {
      const known = isTrigger(type);
      if (!known) builder.events(type, [...path, "action"]);
      return known;
    });
    const gate: Gate = {
      clause: builder.clauses(entry.clause, [...path, "clause"])[0] ?? "",
      when: builder.maybe<boolean>(entry.when, "bool", { types, path: [...path, "when"] }),
      require: builder.condition<boolean>(entry.require, "bool", { types, path: [...path, "require"] }),
      message: label(entry.message),
      field: entry.field,
    };
    for (const type of types) map.set(type, [...(map.get(type) ?? []), gate]);
  });
  return map;
}

function recurrence(builder: Builder): Recurrence | undefined {
  const entry = builder.file.recurrence;
  if (entry === undefined) return undefined;
  const path: Path = ["recurrence"];
  const complainants = Number(builder.readings[entry.complainants] ?? entry.complainants);
  if (!Number.isInteger(complainants)) builder.note([...path, "complainants"], "neither a number nor a reading of one");
  return {
    clause: builder.clauses(entry.clause, [...path, "clause"])[0] ?? "",
    within: builder.period(entry.within, [...path, "within"]),
    complainants,
    same: entry.same,
  };
}

function byType(
  rules: readonly ObligationRule[],
  of: (rule: ObligationRule) => readonly Trigger[],
): ReadonlyMap<string, readonly { readonly rule: ObligationRule; readonly trigger: Trigger }[]> {
  const map = new Map<string, { rule: ObligationRule; trigger: Trigger }[]>();
  for (const rule of rules) {
    for (const trigger of of(rule))
      for (const type of trigger.on) map.set(type, [...(map.get(type) ?? []), { rule, trigger }]);
  }
  return map;
}
