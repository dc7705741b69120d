import { parsePeriod, type Calendar, type Period } from "@hearken/calendar";
import { contracts, type FieldType } from "@hearken/contracts";
import { clauseById } from "../register/register.source.js";
import { recurrenceRule, type RecurrenceRule } from "../duties/recurrence-rule.js";
import type { Hierarchy } from "./condition-functions.js";
import { builtins, Conditions, isTrigger, type Condition } from "./conditions.js";
import { firstUntainted } from "./hierarchy.js";
import { problemOf, typeOf } from "./event-name.js";
import type { FactValue } from "../facts/builtin.js";
import { declaredFacts } from "../facts/declared.js";
import { nearest } from "../file/problem.js";
import { RECORD_KINDS } from "../file/duty.schema.js";
import type { TriggerEntry } from "../file/obligation.schema.js";
import type { PostsEntry, RegulationFile } from "../file/schema.js";
import type { Posts, Trigger } from "./rule.js";

export type Path = readonly (string | number)[];
export type ReadingValue = string | number | boolean;

/** What a tenant chooses where the source is ambiguous; what it leaves out keeps the file's default. */
export type Readings = Readonly<Record<string, ReadingValue>>;

/** Something wrong at a place of the file. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly suggestion?: string;
}

const TRIGGERS = contracts.map((contract) => contract.type).filter(isTrigger);

/** A condition that holds nothing: it stands in for one that could not be read, whose finding is already noted. */
const unreadable = <T extends FactValue>(source: string): Condition<T> => ({ source, reads: new Set(), at: new Map() });

/** What the days of a duty look like. */
const EXAMPLES =
  'days are written like "FREQ=MONTHLY;BYMONTHDAY=30", "FREQ=WEEKLY;BYDAY=MO" or "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30"';

/** Compiles the parts of a regulation and notes everything that is wrong, with its place. */
export class Builder {
  readonly findings: Finding[] = [];
  readonly conditions: Conditions;
  readonly #posts: ReadonlySet<string>;
  readonly #obligations: ReadonlySet<string>;
  readonly #ownClauses: ReadonlySet<string>;

  constructor(
    readonly file: RegulationFile,
    readonly readings: Readonly<Record<string, ReadingValue>>,
    readonly calendar: Calendar,
  ) {
    const taken = new Set(builtins.map((fact) => fact.name));
    const own = declaredFacts(file).filter(({ definition, path }) => {
      if (taken.has(definition.name)) this.note(path, `the fact ${definition.name} exists already`);
      else taken.add(definition.name);
      return !builtins.some(({ name }) => name === definition.name);
    });
    const unique = new Map(own.map(({ definition }) => [definition.name, definition]));
    const constants = Object.fromEntries(Object.entries(readings).filter(([name]) => !taken.has(name)));
    this.conditions = new Conditions([...builtins, ...unique.values()], constants, {
      calendar,
      hierarchy: hierarchyOf(file),
    });
    this.#posts = new Set(file.posts.map((post) => post.code));
    this.#obligations = new Set(file.obligations.map((obligation) => obligation.code));
    this.#ownClauses = new Set(file.clauses.map((clause) => clause.id));
  }

  note(path: Path, message: string, suggestion?: string): void {
    this.findings.push(suggestion === undefined ? { path, message } : { path, message, suggestion });
  }

  condition<T extends FactValue>(
    source: string,
    wanted: FieldType,
    where: { types: readonly string[]; path: Path; knowsNow?: boolean },
  ): Condition<T> {
    this.#checkObligationNames(source, where.path);
    if (where.knowsNow !== true && /\bnow\b/.test(source.replace(/"[^"]*"|'[^']*'/g, "")))
      this.note(where.path, "time acts through due times, ages and moments: only a gate may read `now`");
    const built = this.conditions.condition<T>(source, wanted, where.types);
    if ("at" in built) return built;
    this.note(where.path, built.message, built.suggestion);
    return unreadable(source);
  }

  maybe<T extends FactValue>(
    source: string | undefined,
    wanted: FieldType,
    where: { types: readonly string[]; path: Path; knowsNow?: boolean },
  ): Condition<T> | undefined {
    return source === undefined ? undefined : this.condition(source, wanted, where);
  }

  #checkObligationNames(source: string, path: Path): void {
    for (const [, code = ""] of source.matchAll(/"([A-Za-z0-9_.-]+)"\s+in\s+(?:open|met)Obligations/g))
      this.obligation(code, path);
  }

  clauses(value: string | readonly string[], path: Path): readonly string[] {
    const ids = typeof value === "string" ? [value] : value;
    for (const id of ids) {
      if (this.#ownClauses.has(id) || clauseById(id) !== undefined) continue;
      const who = this.#ownClauses.size > 0 ? "neither the file's own clauses nor a register has" : "no register has";
      this.note(path, `${who} the clause ${id}`, nearest(id, this.#ownClauses));
    }
    return ids;
  }

  post(code: string, path: Path): string {
    if (!this.#posts.has(code)) this.note(path, `unknown post ${code}`, nearest(code, this.#posts));
    return code;
  }

  /** A form, the report of a duty, or a kind of record that every regulation knows. */
  recordKind(code: string, path: Path): string {
    const { forms, duties } = this.file;
    const known = [...RECORD_KINDS, ...[...forms, ...duties].map((one) => one.code)];
    if (!known.includes(code))
      this.note(path, `neither a form, a duty nor a kind of record: ${code}`, nearest(code, known));
    return code;
  }

  obligation(code: string, path: Path): string {
    if (!this.#obligations.has(code)) this.note(path, `unknown obligation ${code}`, nearest(code, this.#obligations));
    return code;
  }

  /** `types` are the events at which a post may be named by the event; conditions ask about the facts alone. */
  posts(entry: PostsEntry, where: { types: readonly string[]; path: Path }): Posts {
    const always = { when: undefined, from: undefined };
    if (typeof entry === "string") return [{ post: this.post(entry, where.path), ...always }];
    return entry.map((item, index) => {
      const path = [...where.path, index];
      if (typeof item === "string") return { post: this.post(item, path), ...always };
      if ("from" in item) {
        return {
          post: "",
          when: undefined,
          from: this.condition<string>(item.from, "string", { types: where.types, path: [...path, "from"] }),
        };
      }
      return {
        post: this.post(item.post, [...path, "post"]),
        when: this.condition<boolean>(item.when, "bool", { types: [""], path: [...path, "when"] }),
        from: undefined,
      };
    });
  }

  /** Names of events that exist; what is noted is left out. */
  events(on: string | readonly string[], path: Path): readonly string[] {
    const names = typeof on === "string" ? [on] : on;
    return names.filter((name) => {
      const problem = problemOf(name, this.file);
      if (problem === undefined) return true;
      const known = problem.known ?? TRIGGERS;
      this.note(path, problem.message, nearest(problem.known === undefined ? name : afterColon(name), known));
      return false;
    });
  }

  triggers(entry: TriggerEntry | readonly TriggerEntry[], path: Path): readonly Trigger[] {
    const many = Array.isArray(entry);
    const entries = many ? (entry as readonly TriggerEntry[]) : [entry as TriggerEntry];
    return entries.map((one, index) => this.#trigger(one, many ? [...path, index] : path));
  }

  #trigger(entry: TriggerEntry, path: Path): Trigger {
    if (entry.on !== undefined && entry.after !== undefined) this.note(path, "says both `on` and `after`");
    if (entry.on === undefined && entry.after === undefined && entry.when === undefined)
      this.note(path, "needs `on`, `after` or `when`");
    const after = entry.after === undefined ? undefined : this.obligation(entry.after, [...path, "after"]);
    const on =
      entry.on !== undefined ? this.events(entry.on, [...path, "on"]) : after !== undefined ? ["obligation.met"] : [];
    const types = on.length === 0 ? [""] : typesOf(on);
    return {
      on,
      after,
      when: this.maybe<boolean>(entry.when, "bool", { types, path: [...path, "when"] }),
      per: this.maybe<string>(entry.per, "string", { types, path: [...path, "per"] }),
      each: this.maybe<readonly string[]>(entry.each, "list<string>", { types, path: [...path, "each"] }),
    };
  }

  /** The days of a duty's rule, written out or as a reading; `undefined` for a reading that nobody set. */
  recurrence(rule: string | undefined, path: Path): RecurrenceRule | undefined {
    const said = rule === undefined ? "" : String(this.readings[rule] ?? rule);
    if (said === "") return undefined;
    const parsed = recurrenceRule(said);
    if (typeof parsed !== "string") return parsed;
    this.note(path, `${parsed}; ${EXAMPLES}`, nearest(said, Object.keys(this.readings)));
    return undefined;
  }

  /** A word out of a few, or a reading that holds one. */
  word<T extends string>(said: string, among: readonly T[], path: Path): T | undefined {
    const value = String(this.readings[said] ?? said);
    const found = among.find((one) => one === value);
    if (found === undefined) this.note(path, `none of ${among.join(", ")}, nor a reading of one`, nearest(said, among));
    return found;
  }

  /** A duration, written out or as the name of a reading that holds one. */
  period(text: string, path: Path): Period {
    const period = parsePeriod(String(this.readings[text] ?? text));
    if (period !== undefined) return period;
    this.note(
      path,
      `${text} is neither an ISO 8601 duration nor a reading of one`,
      nearest(text, Object.keys(this.readings)),
    );
    return { years: 0, months: 0, weeks: 0, days: 0, ms: 0 };
  }
}

function hierarchyOf(file: RegulationFile): Hierarchy {
  const over = new Map(file.posts.map(({ code, under }) => [code, under ?? ""]));
  return {
    superior: (post) => over.get(post) ?? "",
    above: (post, accused) => firstUntainted(file.ladder.slice(file.ladder.indexOf(post) + 1), { over, accused }) ?? "",
  };
}

const afterColon = (name: string): string => name.slice(name.indexOf(":") + 1);

/** The types of some names, each once. */
export function typesOf(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(typeOf))];
}
