import { DUE_FORMS, type DueEntry } from "../file/obligation.schema.js";
import { nearest } from "../file/problem.js";
import type { RecurrenceRule } from "../duties/recurrence-rule.js";
import type { Builder, Path } from "./builder.js";
import type { Due, DueForm } from "./rule.js";

/** Where a due time stands, and the events at which it is opened. */
interface Where {
  readonly types: readonly string[];
  readonly path: Path;
}

/** Compiles when something is owed: the first whose condition holds. */
export function dues(
  builder: Builder,
  entry: DueEntry | readonly DueEntry[] | undefined,
  { types, path }: Where,
): readonly Due[] {
  if (entry === undefined) return [];
  if (!Array.isArray(entry)) return [due(builder, entry as DueEntry, { types, path })];
  return (entry as readonly DueEntry[]).map((one, index) => due(builder, one, { types, path: [...path, index] }));
}

function due(builder: Builder, entry: DueEntry, { types, path }: Where): Due {
  // The instant that it counts from is read once, at the event that opens; what may move later is asked at no event.
  return {
    when: builder.maybe<boolean>(entry.when, "bool", { types: [""], path: [...path, "when"] }),
    from: builder.maybe<bigint>(entry.from, "int", { types: countedAt(entry.from, types), path: [...path, "from"] }),
    clause: entry.clause === undefined ? undefined : builder.clauses(entry.clause, [...path, "clause"])[0],
    how: dueForm(builder, entry, { types, path }),
    endOfDay: entry.endOfDay === true,
    isFrozen: [entry.endOf, entry.at, entry.before].some((source) => source !== undefined && readsEvent(source)),
    noLaterThan:
      entry.noLaterThan === undefined
        ? undefined
        : due(builder, entry.noLaterThan, { types, path: [...path, "noLaterThan"] }),
  };
}

/** An alternative whose start the facts name is asked again whenever they change, at no event. */
const countedAt = (from: string | undefined, types: readonly string[]): readonly string[] =>
  from === undefined || readsEvent(from) ? types : [...new Set([...types, ""])];

const readsEvent = (source: string): boolean => /\bevent\s*\./.test(source);

function dueForm(builder: Builder, entry: DueEntry, { types, path }: Where): DueForm {
  const said = DUE_FORMS.filter((key) => entry[key] !== undefined);
  if (said.length !== 1)
    builder.note(path, said.length === 0 ? "says no time" : `says its time in ${said.length} ways: ${said.join(", ")}`);
  if (entry.within !== undefined)
    return {
      form: "within",
      period: builder.period(entry.within, [...path, "within"]),
      count: builder.word(entry.count ?? "elapsed", ["elapsed", "working"], [...path, "count"]) ?? "elapsed",
    };
  if (entry.workingDays !== undefined)
    return {
      form: "workingDays",
      days: wholeNumber(builder, entry.workingDays, [...path, "workingDays"]),
      sameTime: entry.sameTime === true,
    };
  if (entry.duty !== undefined) return { form: "duty", days: dutyDays(builder, entry.duty, [...path, "duty"]) };
  if (entry.nextOpening !== undefined)
    return { form: "nextOpening", period: builder.period(entry.nextOpening, [...path, "nextOpening"]) };
  const many = entry.earliest ?? entry.latest;
  if (many !== undefined) {
    const form = entry.earliest !== undefined ? "earliest" : "latest";
    return { form, of: dues(builder, many, { types, path: [...path, form] }) };
  }
  return namedInstant(builder, entry, { types, path }) ?? { form: "sameDay" };
}

/** A time that facts or the opening event name. One that the event names is read once; one that facts name moves with them. */
function namedInstant(builder: Builder, entry: DueEntry, { types, path }: Where): DueForm | undefined {
  const at = (source: string, key: string): Where => ({
    types: readsEvent(source) ? types : [""],
    path: [...path, key],
  });
  if (entry.endOf !== undefined)
    return { form: "endOf", date: builder.condition<string>(entry.endOf, "string", at(entry.endOf, "endOf")) };
  if (entry.at !== undefined)
    return { form: "at", instant: builder.condition<bigint>(entry.at, "int", at(entry.at, "at")) };
  if (entry.before === undefined) return undefined;
  return {
    form: "before",
    instant: builder.condition<bigint>(entry.before, "int", at(entry.before, "before")),
    lead: builder.period(entry.lead ?? "PT0S", [...path, "lead"]),
  };
}

function dutyDays(builder: Builder, code: string, path: Path): RecurrenceRule | undefined {
  const known = builder.file.duties.map((one) => one.code);
  const duty = builder.file.duties.find((one) => one.code === code);
  if (duty !== undefined) return builder.recurrence(duty.rule, path);
  builder.note(path, `unknown duty ${code}`, nearest(code, known));
  return undefined;
}

function wholeNumber(builder: Builder, value: number | string, path: Path): number {
  const number = Number(builder.readings[value] ?? value);
  if (Number.isInteger(number) && number > 0) return number;
  builder.note(path, "neither a number nor a reading of one", nearest(String(value), Object.keys(builder.readings)));
  return 1;
}
