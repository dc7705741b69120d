import { openCalendar, type CalendarDefinition } from "@hearken/calendar";
import { event, type EventType, type Payload } from "@hearken/contracts";
import { instant, isRefusal, type Actor, type Instant } from "@hearken/kernel";
import { evaluate } from "../evaluation/evaluate.js";
import { permits } from "../evaluation/permits.js";
import type { HistoryEvent, Obligation, ProposedEvent, Standing } from "../evaluation/standing.js";
import { publishedRegulation } from "../file/published.source.js";
import type { RegulationFile } from "../file/schema.js";
import type { Readings } from "../rules/builder.js";
import { prepare } from "../rules/prepare.js";
import type { Rules } from "../rules/rule.js";

const office = [{ from: "09:00", to: "18:00" }];
/** The fixture of the register's checks: Monday to Friday 09:00–18:00 in Shanghai, statutory holidays. */
export const OFFICE: CalendarDefinition = {
  code: "cn-office",
  zone: "Asia/Shanghai",
  statutory: "cn",
  week: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
};

/** The uuid that stands for a number in a history. */
export function numbered(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** An actor who holds these posts. */
export function holding(...posts: readonly string[]): Actor {
  return { kind: "staff", id: numbered(900 + posts.join().length), organizationId: null, posts };
}

/** Files that stand in for published ones, by code. */
const replaced = new Map<string, RegulationFile>();

/** `file` stands in for the published regulation of its code while `work` runs: what tests say of it is put to the proof. */
export async function withRegulation<T>(file: RegulationFile, work: () => Promise<T>): Promise<T> {
  replaced.set(file.regulation, file);
  try {
    return await work();
  } finally {
    replaced.delete(file.regulation);
  }
}

/** The regulation that tests speak of. Tests read files through this alone, so that a rule taken out is missed. */
export function regulationOf(code: string): RegulationFile {
  const file = replaced.get(code) ?? publishedRegulation(code, 1);
  if (file === undefined) throw new Error(`no regulation ${code}`);
  return file;
}

const prepared = new WeakMap<RegulationFile, Map<string, Rules>>();

/** The rules of a published regulation, on the register's calendar. */
export function rulesOf(code: string, readings: Readings = {}): Rules {
  const file = regulationOf(code);
  const known = prepared.get(file) ?? new Map<string, Rules>();
  prepared.set(file, known);
  const key = JSON.stringify(readings);
  const rules = known.get(key) ?? prepare(file, openCalendar(OFFICE), readings);
  known.set(key, rules);
  return rules;
}

/** The posts that a regulation knows. */
export function postsOf(code: string): readonly string[] {
  return regulationOf(code).posts.map((post) => post.code);
}

/** `2025-03-03T10:41` is read in Shanghai. */
export function shanghai(text: string): Instant {
  return instant(`${text.length === 16 ? `${text}:00` : text}+08:00`);
}

/** One complaint's history, told line by line, and what follows from it. */
export class ComplaintCase {
  constructor(
    readonly rules: Rules,
    readonly history: readonly HistoryEvent[] = [],
    readonly actor: Actor = holding(),
  ) {}

  /** Who does what is told next. */
  by(actor: Actor): ComplaintCase {
    return new ComplaintCase(this.rules, this.history, actor);
  }

  /** Taken in at `at`: by the Centre, from one person, unless said otherwise. */
  received(at: string, payload: Partial<Payload<"complaint.received">> = {}): ComplaintCase {
    return this.then(at, "complaint.received", {
      channel: "phone",
      complainantIds: [numbered(1)],
      receivedBy: "centre",
      regulation: this.rules.code,
      regulationVersion: this.rules.version,
      ...payload,
    });
  }

  then<T extends EventType>(at: string, type: T, payload: Payload<T>): ComplaintCase {
    const id = numbered(1_000 + this.history.length);
    const happened = { ...event(type, payload), id, occurredAt: shanghai(at), actor: this.actor } as HistoryEvent;
    return new ComplaintCase(this.rules, [...this.history, happened], this.actor);
  }

  /** `people` more stand behind the complaint. */
  joinedBy(people: number, at: string): ComplaintCase {
    const already = this.history.filter(({ type }) => type === "complaint.complainant_joined").length;
    return Array.from({ length: people }, (_, index) => numbered(100 + already + index)).reduce<ComplaintCase>(
      (told, complainantId) => told.then(at, "complaint.complainant_joined", { complainantId }),
      this,
    );
  }

  /** Flags, codes and numbers; an instant is recorded by `then`. */
  fact(at: string, name: string, value: boolean | string | number = true): ComplaintCase {
    if (typeof value === "number") return this.then(at, "fact.recorded", { name, number: value });
    return this.then(at, "fact.recorded", typeof value === "boolean" ? { name, flag: value } : { name, code: value });
  }

  /** The history of an estate instead of that of a complaint. */
  project(at: string, payload: Partial<Payload<"project.opened">> = {}): ComplaintCase {
    return this.then(at, "project.opened", { projectId: numbered(800), ...payload });
  }

  step(at: string, step: string, payload: Omit<Payload<"step.taken">, "step"> = {}): ComplaintCase {
    return this.then(at, "step.taken", { step, ...payload });
  }

  /** Fields that are marked are filled. */
  record(at: string, form: string, { filled = [], ...rest }: Partial<Payload<"record.filed">> = {}): ComplaintCase {
    const payload = recordOf(form, { filled, ...rest });
    return this.then(at, "record.filed", payload);
  }

  at(at: string): Standing {
    return evaluate(this.rules, this.history, shanghai(at));
  }

  level(at: string): string | undefined {
    return this.at(at).level?.code;
  }

  /** The clause of the rule that made the level what it is. */
  levelClause(at: string): string | undefined {
    return this.at(at).level?.clause;
  }

  obligations(code: string, at: string): readonly Obligation[] {
    return this.at(at).obligations.filter((one) => one.code === code);
  }

  /** The last obligation of this code; throws when none was ever opened. */
  obligation(code: string, at: string): Obligation {
    const found = this.obligations(code, at).at(-1);
    if (found === undefined) throw new Error(`nobody owes ${code} at ${at}`);
    return found;
  }

  status(code: string, at: string): string | undefined {
    return this.obligations(code, at).at(-1)?.status;
  }

  notices(code: string, at: string): readonly string[] {
    return this.at(at)
      .notices.filter((notice) => notice.code === code)
      .flatMap(({ to }) => to);
  }

  /** The clause under which `type` is refused at `at`, or `undefined` when it is permitted. */
  refusal<T extends EventType>(at: string, type: T, payload: Payload<T>): string | undefined {
    const answer = this.#answer(at, event(type, payload));
    return isRefusal(answer) ? (answer.clause ?? "undeclared") : undefined;
  }

  stepRefusal(at: string, step: string, payload: Omit<Payload<"step.taken">, "step"> = {}): string | undefined {
    return this.refusal(at, "step.taken", { step, ...payload });
  }

  recordRefusal(at: string, form: string, payload: Partial<Payload<"record.filed">> = {}): string | undefined {
    return this.refusal(at, "record.filed", recordOf(form, payload));
  }

  /** The clauses that warn of `type` at `at`; none when it is refused. */
  warnings<T extends EventType>(at: string, type: T, payload: Payload<T>): readonly string[] {
    const answer = this.#answer(at, event(type, payload));
    return isRefusal(answer) ? [] : answer.warnings.map(({ clause }) => clause);
  }

  #answer(at: string, proposed: object): ReturnType<typeof permits> {
    return permits(this.rules, this.at(at), { ...proposed, actor: this.actor } as ProposedEvent);
  }
}

/** A filing; a field that is marked is filled. */
function recordOf(
  form: string,
  { filled = [], marks = [], recordId = numbered(700), ...rest }: Partial<Payload<"record.filed">>,
): Payload<"record.filed"> {
  const marked = marks.map((mark) => mark.slice(0, mark.indexOf(":")));
  return { form, recordId, filled: [...new Set([...filled, ...marked])], marks, ...rest };
}
