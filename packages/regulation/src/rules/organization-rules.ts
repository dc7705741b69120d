import { parsePeriod } from "@hearken/calendar";
import { nearest } from "../file/problem.js";
import type { Builder, Path } from "./builder.js";
import { label } from "./label.js";
import type { DutyRule, MetricRule, NumberingRule, RetentionRule } from "./rule.js";

/* What holds for an organization, whatever complaints it has. */

/** Compiles its periodic duties. */
export function duties(builder: Builder): readonly DutyRule[] {
  return builder.file.duties.map((entry, index): DutyRule => {
    const path: Path = ["duties", index];
    if ((entry.rule === undefined) === (entry.after === undefined))
      builder.note(path, "needs either a `rule` or what it comes `after`");
    if (entry.holding !== undefined && entry.each !== "staff")
      builder.note([...path, "holding"], "says of which staff, so it goes with `each: staff`");
    if (entry.after !== undefined) duty(builder, entry.after.duty, [...path, "after", "duty"]);
    return {
      code: entry.code,
      label: label(entry),
      clauses: builder.clauses(entry.clause, [...path, "clause"]),
      rule: builder.recurrence(entry.rule, [...path, "rule"]),
      after:
        entry.after === undefined
          ? undefined
          : { duty: entry.after.duty, within: builder.period(entry.after.within, [...path, "after", "within"]) },
      each: entry.each,
      holding: entry.holding === undefined ? undefined : builder.post(entry.holding, [...path, "holding"]),
      needs: entry.needs.map((code, at) => duty(builder, code, [...path, "needs", at])),
      shift: entry.shift,
      owner: builder.posts(entry.owner, { types: [""], path: [...path, "owner"] })[0]?.post ?? "",
      to: entry.to.map((post, at) => builder.post(post, [...path, "to", at])),
      sections: entry.sections,
      sectionClauses: new Map(
        Object.entries(entry.sectionClauses).map(([section, clause]) => [
          section,
          builder.clauses(clause, [...path, "sectionClauses", section])[0] ?? "",
        ]),
      ),
      warn: entry.warn === undefined ? undefined : parsePeriod(entry.warn),
      breach: (entry.breach ?? []).flatMap(({ notify }, at) =>
        builder.posts(notify, { types: [""], path: [...path, "breach", at, "notify"] }).map(({ post }) => post),
      ),
    };
  });
}

function duty(builder: Builder, code: string, path: Path): string {
  const known = builder.file.duties.map((one) => one.code);
  if (!known.includes(code)) builder.note(path, `unknown duty ${code}`, nearest(code, known));
  return code;
}

/** Compiles how long records are kept. */
export function retentions(builder: Builder): readonly RetentionRule[] {
  return builder.file.retention.map((entry, index): RetentionRule => {
    const path: Path = ["retention", index];
    const keep = String(builder.readings[entry.keep] ?? entry.keep);
    return {
      code: entry.code,
      label: label(entry),
      clauses: builder.clauses(entry.clause, [...path, "clause"]),
      of: entry.of.map((kind, at) => builder.recordKind(kind, [...path, "of", at])),
      when: builder.maybe<boolean>(entry.when, "bool", { types: [""], path: [...path, "when"] }),
      keep: keep === "permanent" ? keep : keep === "" ? undefined : builder.period(keep, [...path, "keep"]),
      from: entry.from,
      keeper: entry.keeper === undefined ? undefined : builder.post(entry.keeper, [...path, "keeper"]),
    };
  });
}

/** Compiles how records are numbered. */
export function numberings(builder: Builder): readonly NumberingRule[] {
  const codes = builder.file.numbering.map(({ code }) => code);
  return builder.file.numbering.map((entry, index): NumberingRule => {
    const path: Path = ["numbering", index];
    const counter = String(builder.readings[entry.counter ?? ""] ?? entry.counter ?? entry.code);
    if (!codes.includes(counter))
      builder.note([...path, "counter"], `unknown numbering ${counter}`, nearest(counter, codes));
    return {
      code: entry.code,
      label: label(entry),
      clauses: builder.clauses(entry.clause, [...path, "clause"]),
      of: entry.of,
      pattern: String(builder.readings[entry.pattern] ?? entry.pattern),
      restarts: builder.word(entry.restarts, ["never", "yearly", "monthly"], [...path, "restarts"]) ?? "never",
      series: builder.maybe<bigint>(entry.series, "int", { types: [""], path: [...path, "series"] }),
      counter,
    };
  });
}

/** Compiles what is measured. */
export function metrics(builder: Builder): readonly MetricRule[] {
  return builder.file.metrics.map((entry, index): MetricRule => {
    const path: Path = ["metrics", index];
    const at = (key: string): { types: readonly string[]; path: Path } => ({ types: [""], path: [...path, key] });
    if ((entry.measure === "sum" || entry.measure === "mean") !== (entry.value !== undefined))
      builder.note(path, "a sum or a mean needs a `value`, nothing else has one");
    return {
      code: entry.code,
      label: label(entry),
      clauses: builder.clauses(entry.clause, [...path, "clause"]),
      measure: entry.measure,
      count: builder.condition<boolean>(entry.count, "bool", at("count")),
      of: builder.condition<boolean>(entry.of, "bool", at("of")),
      value: builder.maybe<bigint>(entry.value, "int", at("value")),
      by: builder.maybe<string>(entry.by, "string", at("by")),
      target: entry.target,
    };
  });
}
