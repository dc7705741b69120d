import type { Builder, Path } from "./builder.js";
import { label } from "./label.js";
import type { DutyRule, MetricRule, RetentionRule } from "./rule.js";
import { parsePeriod } from "@hearken/calendar";
import { recurrenceRule } from "../duties/recurrence-rule.js";

/* What holds for an organization, whatever complaints it has. */

/** Compiles its periodic duties. */
export function duties(builder: Builder): readonly DutyRule[] {
  return builder.file.duties.map((entry, index): DutyRule => {
    const path: Path = ["duties", index];
    const parsed = recurrenceRule(entry.rule);
    if (typeof parsed === "string") builder.note([...path, "rule"], parsed);
    return {
      code: entry.code,
      label: label(entry),
      clauses: builder.clauses(entry.clause, [...path, "clause"]),
      rule: typeof parsed === "string" ? undefined : parsed,
      shift: entry.shift,
      owner: builder.posts(entry.owner, { types: [""], path: [...path, "owner"] })[0]?.post ?? "",
      to: entry.to.map((post, at) => builder.post(post, [...path, "to", at])),
      sections: entry.sections,
      warn: entry.warn === undefined ? undefined : parsePeriod(entry.warn),
      breach: (entry.breach ?? []).flatMap(({ notify }, at) =>
        builder.posts(notify, { types: [""], path: [...path, "breach", at, "notify"] }).map(({ post }) => post),
      ),
    };
  });
}

/** Compiles how long records are kept. */
export function retentions(builder: Builder): readonly RetentionRule[] {
  return builder.file.retention.map((entry, index): RetentionRule => {
    const path: Path = ["retention", index];
    return {
      code: entry.code,
      label: label(entry),
      clauses: builder.clauses(entry.clause, [...path, "clause"]),
      of: entry.of.map((kind, at) => builder.recordKind(kind, [...path, "of", at])),
      when: builder.maybe<boolean>(entry.when, "bool", { types: [""], path: [...path, "when"] }),
      keep: entry.keep === "permanent" ? "permanent" : builder.period(entry.keep, [...path, "keep"]),
      from: entry.from,
    };
  });
}

/** Compiles what is measured. */
export function metrics(builder: Builder): readonly MetricRule[] {
  return builder.file.metrics.map((entry, index): MetricRule => {
    const path: Path = ["metrics", index];
    const asked = (source: string, key: string): MetricRule["of"] =>
      builder.condition<boolean>(source, "bool", { types: [""], path: [...path, key] });
    return {
      code: entry.code,
      label: label(entry),
      clauses: builder.clauses(entry.clause, [...path, "clause"]),
      count: asked(entry.count, "count"),
      of: asked(entry.of, "of"),
    };
  });
}
