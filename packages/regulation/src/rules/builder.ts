import { parsePeriod, type Calendar, type Period } from "@hearken/calendar";
import { contracts, type FieldType } from "@hearken/contracts";
import { clauseById } from "../register/register.source.js";
import { builtins, Conditions, isTrigger, type Condition } from "./conditions.js";
import type { FactDefinition, FactValue } from "../facts/builtin.js";
import { nearest } from "../file/problem.js";
import type { DueEntry, PostsEntry, RegulationFile, TriggerEntry } from "../file/schema.js";
import type { Due, DueForm, Posts, Trigger } from "./rule.js";

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

const RECORDED_TYPES: Readonly<Record<string, FieldType>> = {
  flag: "bool",
  number: "int",
  code: "string",
  instant: "int",
};
const TRIGGERS = contracts.map((contract) => contract.type).filter(isTrigger);

/** A condition that holds nothing: it stands in for one that could not be read, whose finding is already noted. */
const unreadable = <T extends FactValue>(source: string): Condition<T> => ({ source, reads: new Set(), at: new Map() });

/** Compiles the parts of a regulation and notes everything that is wrong, with its place. */
export class Builder {
  readonly findings: Finding[] = [];
  readonly conditions: Conditions;
  readonly #posts: ReadonlySet<string>;
  readonly #obligations: ReadonlySet<string>;

  constructor(
    readonly file: RegulationFile,
    readonly readings: Readonly<Record<string, ReadingValue>>,
    readonly calendar: Calendar,
  ) {
    const recorded = file.facts.map((fact): FactDefinition => ({
      name: fact.name,
      type: RECORDED_TYPES[fact.type] ?? "string",
      about: { "zh-CN": fact.zh, en: fact.en },
    }));
    const taken = new Set(builtins.map((fact) => fact.name));
    recorded.forEach((fact, index) => {
      if (taken.has(fact.name)) this.note(["facts", index, "name"], `the fact ${fact.name} exists already`);
      taken.add(fact.name);
    });
    const own = recorded.filter(
      (fact, index) =>
        recorded.findIndex((other) => other.name === fact.name) === index &&
        !builtins.some((b) => b.name === fact.name),
    );
    const constants = Object.fromEntries(Object.entries(readings).filter(([name]) => !taken.has(name)));
    this.conditions = new Conditions([...builtins, ...own], constants, calendar);
    this.#posts = new Set(file.posts.map((post) => post.code));
    this.#obligations = new Set(file.obligations.map((obligation) => obligation.code));
  }

  note(path: Path, message: string, suggestion?: string): void {
    this.findings.push(suggestion === undefined ? { path, message } : { path, message, suggestion });
  }

  condition<T extends FactValue>(
    source: string,
    wanted: FieldType,
    where: { types: readonly string[]; path: Path },
  ): Condition<T> {
    this.#checkObligationNames(source, where.path);
    const built = this.conditions.condition<T>(source, wanted, where.types);
    if ("at" in built) return built;
    this.note(where.path, built.message, built.suggestion);
    return unreadable(source);
  }

  maybe<T extends FactValue>(
    source: string | undefined,
    wanted: FieldType,
    where: { types: readonly string[]; path: Path },
  ): Condition<T> | undefined {
    return source === undefined ? undefined : this.condition(source, wanted, where);
  }

  #checkObligationNames(source: string, path: Path): void {
    for (const [, code = ""] of source.matchAll(/"([A-Za-z0-9_.-]+)"\s+in\s+(?:open|met)Obligations/g))
      this.obligation(code, path);
  }

  clauses(value: string | readonly string[], path: Path): readonly string[] {
    const ids = typeof value === "string" ? [value] : value;
    for (const id of ids) if (clauseById(id) === undefined) this.note(path, `no register has the clause ${id}`);
    return ids;
  }

  post(code: string, path: Path): string {
    if (!this.#posts.has(code)) this.note(path, `unknown post ${code}`, nearest(code, this.#posts));
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

  events(on: string | readonly string[], path: Path): readonly string[] {
    const types = typeof on === "string" ? [on] : on;
    for (const type of types) if (!isTrigger(type)) this.note(path, `unknown event ${type}`, nearest(type, TRIGGERS));
    return types.filter(isTrigger);
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
    const types = on.length === 0 ? [""] : on;
    return {
      on,
      after,
      when: this.maybe<boolean>(entry.when, "bool", { types, path: [...path, "when"] }),
      per: this.maybe<string>(entry.per, "string", { types, path: [...path, "per"] }),
      each: this.maybe<readonly string[]>(entry.each, "list<string>", { types, path: [...path, "each"] }),
    };
  }

  dues(
    entry: DueEntry | readonly DueEntry[] | undefined,
    where: { types: readonly string[]; path: Path },
  ): readonly Due[] {
    if (entry === undefined) return [];
    if (!Array.isArray(entry)) return [this.#due(entry as DueEntry, where)];
    return (entry as readonly DueEntry[]).map((one, index) =>
      this.#due(one, { types: where.types, path: [...where.path, index] }),
    );
  }

  #due(entry: DueEntry, { types, path }: { types: readonly string[]; path: Path }): Due {
    // The instant that it counts from is read once, at the event that opens; what may move later is asked at no event.
    const now = { types: [""], path };
    return {
      when: this.maybe<boolean>(entry.when, "bool", { ...now, path: [...path, "when"] }),
      from: this.maybe<bigint>(entry.from, "int", { types, path: [...path, "from"] }),
      clause: entry.clause === undefined ? undefined : this.clauses(entry.clause, [...path, "clause"])[0],
      how: this.#dueForm(entry, types, path),
    };
  }

  #dueForm(entry: DueEntry, types: readonly string[], path: Path): DueForm {
    const said = (
      ["within", "workingDays", "sameDay", "nextOpening", "endOf", "before", "earliest", "latest"] as const
    ).filter((key) => entry[key] !== undefined);
    if (said.length !== 1)
      this.note(path, said.length === 0 ? "says no time" : `says its time in ${said.length} ways: ${said.join(", ")}`);
    const still = { types: [""], path };
    if (entry.within !== undefined)
      return {
        form: "within",
        period: this.period(entry.within, [...path, "within"]),
        count: this.#count(entry.count, path),
      };
    if (entry.workingDays !== undefined) return { form: "workingDays", days: entry.workingDays };
    if (entry.nextOpening !== undefined)
      return { form: "nextOpening", period: this.period(entry.nextOpening, [...path, "nextOpening"]) };
    if (entry.endOf !== undefined)
      return {
        form: "endOf",
        date: this.condition<string>(entry.endOf, "string", { ...still, path: [...path, "endOf"] }),
      };
    if (entry.before !== undefined) {
      return {
        form: "before",
        instant: this.condition<bigint>(entry.before, "int", { ...still, path: [...path, "before"] }),
        lead: this.period(entry.lead ?? "PT0S", [...path, "lead"]),
      };
    }
    const many = entry.earliest ?? entry.latest;
    if (many !== undefined) {
      const form = entry.earliest !== undefined ? "earliest" : "latest";
      return { form, of: this.dues(many as readonly DueEntry[], { types, path: [...path, form] }) };
    }
    return { form: "sameDay" };
  }

  #count(count: string | undefined, path: Path): "elapsed" | "working" {
    const said = count === undefined ? "elapsed" : (this.readings[count] ?? count);
    if (said === "elapsed" || said === "working") return said;
    this.note(
      [...path, "count"],
      `neither elapsed nor working, nor a reading of one`,
      nearest(String(said), ["elapsed", "working", ...Object.keys(this.readings)]),
    );
    return "elapsed";
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
