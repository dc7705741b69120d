import type { Calendar } from "@hearken/calendar";
import { tracesIn } from "../facts/declared.js";
import { RegulationFileError } from "../file/problem.js";
import type { RegulationFile } from "../file/schema.js";
import { Builder, type Finding, type Readings } from "./builder.js";
import { checkNames, checkReadings } from "./check-names.js";
import { typeOf } from "./event-name.js";
import { gates, notices } from "./gate-rules.js";
import { anewOn } from "./anew.js";
import { derivedFacts, levelRules, levelsOf, moments, recurrence } from "./level-rules.js";
import { byName, obligationRules } from "./obligation-rules.js";
import { duties, metrics, numberings, retentions } from "./organization-rules.js";
import type { Ladder, Rules } from "./rule.js";

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
  const levels = levelsOf(builder);
  const obligations = obligationRules(builder);
  const on = {
    opensOn: byName(obligations, (rule) => rule.opens),
    metOn: byName(obligations, (rule) => rule.met),
    voidOn: byName(obligations, (rule) => rule.void),
    noticesOn: notices(builder),
  };
  const shut = gates(builder);
  const anew = anewOn(builder);
  const names = Object.values(on).flatMap((map) => [...map.keys()]);
  const watching = {
    moments: moments(builder),
    derived: derivedFacts(builder),
    levelRules: levelRules(builder),
    opensWhen: obligations.flatMap((rule) =>
      rule.opens.flatMap((trigger) =>
        trigger.on.length === 0 && trigger.when !== undefined ? [{ rule, trigger, condition: trigger.when }] : [],
      ),
    ),
  };
  const rules: Rules = {
    file,
    code: file.regulation,
    version: file.version,
    calendar,
    conditions: builder.conditions,
    recordables: new Map(file.facts.map((fact) => [fact.name, fact])),
    steps: new Set(file.steps.map(({ code }) => code)),
    forms: new Set(file.forms.map(({ code }) => code)),
    traces: tracesIn(file, builder.conditions.initialFacts),
    anewOn: anew,
    ...watching,
    watched: watched(watching, obligations),
    levels,
    base: levels.at(-1) ?? { code: "", rank: 0, clause: "", label: { "zh-CN": "", en: "" } },
    lowering: file.lowering,
    obligations,
    ...on,
    heard: new Set(names),
    qualified: new Set([...names, ...shut.keys(), ...anew.keys()].filter((name) => name.includes(":")).map(typeOf)),
    gates: shut,
    ladder: file.ladder.map((post, index) => builder.post(post, ["ladder", index])),
    ladders: ladders(builder),
    superiors: new Map(
      file.posts.flatMap((post) => (post.under === undefined ? [] : [[post.code, post.under] as const])),
    ),
    recurrence: recurrence(builder),
    duties: duties(builder),
    retention: retentions(builder),
    numbering: numberings(builder),
    metrics: metrics(builder),
  };
  return { rules, findings: builder.findings };
}

/** Ages count from reception, so that is always watched. */
function watched(
  {
    moments: times,
    derived,
    levelRules: raising,
    opensWhen,
  }: Pick<Rules, "moments" | "derived" | "levelRules" | "opensWhen">,
  obligations: Rules["obligations"],
): ReadonlySet<string> {
  return new Set([
    "receivedAt",
    ...times.flatMap(({ at }) => [...at.reads]),
    ...derived.flatMap(({ reads }) => [...reads]),
    ...raising.flatMap(({ when, age }) => [...when.reads, ...(age?.from?.reads ?? [])]),
    ...opensWhen.flatMap(({ condition }) => [...condition.reads]),
    ...obligations.flatMap(({ dueReads }) => [...dueReads]),
  ]);
}

function settle(file: RegulationFile, readings: Readings): Readings {
  return {
    ...Object.fromEntries(Object.entries(file.readings).map(([name, reading]) => [name, reading.default])),
    ...readings,
  };
}

function ladders(builder: Builder): readonly Ladder[] {
  return builder.file.ladders.map((entry, index) => {
    const path = ["ladders", index];
    builder.clauses(entry.clause, [...path, "clause"]);
    return {
      when: builder.condition<boolean>(entry.when, "bool", { types: [""], path: [...path, "when"] }),
      posts: entry.posts.map((post, at) => builder.post(post, [...path, "posts", at])),
    };
  });
}
