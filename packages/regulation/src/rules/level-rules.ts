import type { Builder, Path } from "./builder.js";
import { label } from "./label.js";
import type { Derived, Level, LevelRule, Moment, Recurrence } from "./rule.js";

/** The levels, highest rank first. */
export function levelsOf(builder: Builder): readonly Level[] {
  return builder.file.levels
    .map((level, index): Level => {
      builder.clauses(level.clause, ["levels", index, "clause"]);
      return { code: level.code, rank: level.rank, clause: level.clause, label: label(level) };
    })
    .sort((a, b) => b.rank - a.rank);
}

/** Compiles what raises a complaint to a level. */
export function levelRules(builder: Builder): readonly LevelRule[] {
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

/** Compiles what time alone makes true. */
export function moments(builder: Builder): readonly Moment[] {
  return builder.file.moments.map((entry, index): Moment => {
    const path: Path = ["moments", index];
    builder.clauses(entry.clause, [...path, "clause"]);
    return {
      name: entry.name,
      at: builder.condition<bigint>(entry.at, "int", { types: [""], path: [...path, "at"] }),
      after: entry.after === undefined ? undefined : builder.period(entry.after, [...path, "after"]),
    };
  });
}

/** Compiles what follows from other facts. */
export function derivedFacts(builder: Builder): readonly Derived[] {
  return builder.file.derived.map((entry, index): Derived => {
    const path: Path = ["derived", index];
    builder.clauses(entry.clause, [...path, "clause"]);
    const cases = entry.cases.map(({ when, is }, at) => {
      const place = [...path, "cases", at];
      const still = { types: [""] };
      return {
        when: builder.maybe<boolean>(when, "bool", { ...still, path: [...place, "when"] }),
        is: typeof is === "string" ? is : "",
        from:
          typeof is === "string"
            ? undefined
            : builder.condition<string>(is.from, "string", { ...still, path: [...place, "is", "from"] }),
      };
    });
    const reads = new Set(cases.flatMap(({ when, from }) => [...(when?.reads ?? []), ...(from?.reads ?? [])]));
    return { name: entry.name, cases, reads };
  });
}

/** Compiles when the same matter from several people is one thing. */
export function recurrence(builder: Builder): Recurrence | undefined {
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
