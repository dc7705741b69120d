import { contractOf } from "@hearken/contracts";
import { citedClauses } from "../authoring/cited.js";
import { RECORD_KINDS } from "../file/duty.schema.js";
import { nearest } from "../file/problem.js";
import type { RegulationFile } from "../file/schema.js";
import { codeOf } from "../file/step.schema.js";
import { placeIn } from "../reference/place.js";
import { clauseById } from "../register/register.source.js";
import { typeOf } from "../rules/event-name.js";
import { BadCase, meant, qualified } from "./case-event.js";
import type { Expectation, Happening, RegulationCase } from "./case.schema.js";

/* Names in a case that the regulation does not have. A misspelt obligation would else quietly be owed by nobody. */

/** What the fields of some events name. */
const REFERS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  "complaint.received": { channel: "channel", category: "category" },
  "complaint.categorized": { category: "category" },
  "complaint.accused": { post: "post" },
  "complaint.relayed": { to: "post" },
  "complaint.passed_up": { to: "post" },
  "meeting.held": { post: "post" },
  "level.set": { level: "level" },
  "step.taken": { step: "step" },
  "record.filed": { form: "form" },
  "fact.recorded": { name: "fact" },
  "checklist.ticked": { items: "item" },
  "bulletin.issued": { to: "post" },
  "duty.done": { duty: "duty", to: "post" },
};

const KINDS = {
  post: ({ posts }: RegulationFile) => codes(posts),
  channel: ({ channels }: RegulationFile) => codes(channels),
  category: ({ categories }: RegulationFile) => codes(categories),
  level: ({ levels }: RegulationFile) => codes(levels),
  step: ({ steps }: RegulationFile) => codes(steps),
  form: ({ forms }: RegulationFile) => codes(forms),
  fact: ({ facts }: RegulationFile) => facts.map(({ name }) => name),
  item: ({ checklists }: RegulationFile) => checklists.flatMap(({ items }) => codes(items)),
  duty: ({ duties }: RegulationFile) => codes(duties),
  obligation: ({ obligations }: RegulationFile) => codes(obligations),
  notice: ({ notices, obligations, duties }: RegulationFile) => [
    ...codes(notices),
    ...codes([...obligations, ...duties]).map((code) => `${code}.breached`),
  ],
  record: ({ forms, duties }: RegulationFile) => [...RECORD_KINDS, ...codes([...forms, ...duties])],
  reading: ({ readings }: RegulationFile) => Object.keys(readings),
  status: () => ["none", "open", "finished", "closed", "withdrawn"],
};
type Kind = keyof typeof KINDS;

const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);

/** Everything that a case names and the regulation does not have, each once and with what was probably meant. */
export function unknownNames(file: RegulationFile, one: RegulationCase): readonly string[] {
  const names = new Names(file);
  names.clauses([one.clause].flat());
  for (const [name, value] of Object.entries(one.readings)) names.reading(name, value);
  for (const happening of one.history) names.event(happening.event, happening, { mayBeWrong: false });
  for (const expected of one.expect) names.expectation(expected);
  return [...names.unknown];
}

class Names {
  readonly unknown = new Set<string>();

  constructor(readonly file: RegulationFile) {}

  expectation(expected: Expectation): void {
    const { refuses, permits, warns, level, owner, shows, place } = expected;
    this.#some("obligation", expected.obligation);
    this.#some("notice", expected.notice);
    this.#some("duty", expected.duty);
    this.#some("record", expected.keeps);
    this.#some("status", expected.status);
    if (level !== "none") this.#some("level", level);
    if (owner !== "nobody") this.#some("post", owner);
    for (const post of expected.to ?? []) this.#some("post", post);
    this.clauses([expected.clause ?? [], shows ?? []].flat());
    if (place !== undefined && placeIn(this.file, place) === undefined)
      this.unknown.add(`there is no place ${place}${meant(place, this.#places())}`);
    for (const name of [permits, warns]) if (name !== undefined) this.event(name, expected, { mayBeWrong: false });
    if (refuses !== undefined) this.event(refuses, expected, { mayBeWrong: true });
  }

  /** `mayBeWrong`: what is refused may say on purpose what it cannot say; only what looks like a slip is told. */
  event(name: string, { with: given, by }: Acting, { mayBeWrong }: { readonly mayBeWrong: boolean }): void {
    const type = typeOf(name);
    for (const post of by) this.#some("post", post);
    if (contractOf(type) === undefined) return;
    const payload = this.#payload(name, given);
    for (const [field, kind] of Object.entries(REFERS[type] ?? {})) {
      const isAbout = ["step", "form", "fact", "duty"].includes(kind);
      for (const code of textsIn(payload[field]))
        this.#among(`${kind} ${code}`, code, { known: KINDS[kind](this.file), mayBeWrong: mayBeWrong && !isAbout });
    }
    for (const [what, word, known] of this.#inside(type, payload)) this.#among(what, word, { known, mayBeWrong });
  }

  clauses(ids: readonly string[]): void {
    for (const id of ids) {
      const own = this.file.clauses.map((clause) => clause.id);
      if (own.includes(id) || clauseById(id) !== undefined) continue;
      this.unknown.add(`there is no clause ${id}${meant(id, [...own, ...citedClauses(this.file)])}`);
    }
  }

  reading(name: string, value: string | number | boolean): void {
    this.#some("reading", name);
    const choices = this.file.readings[name]?.choices;
    if (choices !== undefined && !choices.includes(value))
      this.unknown.add(`the reading ${name} cannot be ${String(value)}: it is one of ${choices.join(", ")}`);
  }

  /** What cannot be read as an event is told where the event is made. */
  #payload(name: string, given: Acting["with"]): Readonly<Record<string, unknown>> {
    try {
      return { ...qualified(name), ...given };
    } catch (error) {
      if (error instanceof BadCase) return given;
      throw error;
    }
  }

  /** Fields and marks of a form, outcomes of a step, values of a fact, sections of a duty. */
  #inside(type: string, payload: Readonly<Record<string, unknown>>): readonly Inside[] {
    const { steps, forms, facts, duties } = this.file;
    if (type === "record.filed")
      return ofForm(
        forms.find(({ code }) => code === payload["form"]),
        payload,
      );
    if (type === "step.taken") {
      const step = steps.find(({ code }) => code === payload["step"]);
      const outcomes = step?.outcomes?.map(codeOf);
      return outcomes === undefined ? [] : named(`outcome of ${step?.code ?? ""}`, payload["outcome"], outcomes);
    }
    if (type === "fact.recorded") {
      const fact = facts.find(({ name }) => name === payload["name"]);
      return fact?.values === undefined ? [] : named(`value of ${fact.name}`, payload["code"], fact.values);
    }
    if (type !== "duty.done") return [];
    const duty = duties.find(({ code }) => code === payload["duty"]);
    return duty === undefined ? [] : named(`section of ${duty.code}`, payload["sections"], duty.sections);
  }

  #some(kind: Kind, code: string | undefined): void {
    if (code !== undefined) this.#among(`${kind} ${code}`, code, { known: KINDS[kind](this.file), mayBeWrong: false });
  }

  #among(what: string, word: string, { known, mayBeWrong }: Among): void {
    if (known.includes(word) || (mayBeWrong && nearest(word, known) === undefined)) return;
    this.unknown.add(`there is no ${what}${meant(word, known)}`);
  }

  #places(): readonly string[] {
    const { guidance, scripts, checklists } = this.file;
    return [...guidance, ...scripts, ...checklists].flatMap(({ at }) => at);
  }
}

interface Among {
  readonly known: readonly string[];
  readonly mayBeWrong: boolean;
}
type Acting = Pick<Happening, "with" | "by">;
/** What it is, the word for it, and the words that there are. */
type Inside = readonly [what: string, word: string, known: readonly string[]];

const textsIn = (value: unknown): readonly string[] => [value].flat().filter((one) => typeof one === "string");

const named = (what: string, value: unknown, known: readonly string[]): readonly Inside[] =>
  textsIn(value).map((word) => [`${what} ${word}`, word, known]);

function ofForm(
  form: RegulationFile["forms"][number] | undefined,
  { filled, marks }: Readonly<Record<string, unknown>>,
): readonly Inside[] {
  if (form === undefined) return [];
  const ofMarks = textsIn(marks).flatMap((mark): readonly Inside[] => {
    const [code = "", value = ""] = mark.split(":", 2);
    const field = form.fields.find((one) => one.code === code);
    if (field === undefined) return named(`field of ${form.code}`, code, codes(form.fields));
    return field.values === undefined ? [] : named(`mark of ${form.code} ${code}:`, value, field.values.map(codeOf));
  });
  return [...named(`field of ${form.code}`, filled, codes(form.fields)), ...ofMarks];
}
