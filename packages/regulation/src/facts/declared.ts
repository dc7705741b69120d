import type { FieldType, Payload } from "@hearken/contracts";
import type { Instant } from "@hearken/kernel";
import type { RegulationFile } from "../file/schema.js";
import type { FactDefinition, FactValue } from "./builtin.js";

/* The facts that a regulation declares: what may be recorded, and what its steps, forms and moments leave behind. */

interface Labelled {
  readonly zh: string;
  readonly en: string;
}

const definition = (name: string, type: FieldType, { zh, en }: Labelled): FactDefinition => ({
  name,
  type,
  about: { "zh-CN": zh, en },
});

const RECORDED_TYPES: Readonly<Record<RegulationFile["facts"][number]["type"], FieldType>> = {
  flag: "bool",
  number: "int",
  code: "string",
  instant: "int",
};

/** `joint_inspection` as the beginning of a fact's name: `jointInspection`. */
export function stemOf(code: string): string {
  return code.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** An event, as far as steps and forms are concerned. */
export interface Left<P> {
  readonly payload: P;
  readonly occurredAt: Instant;
  readonly actor: { readonly id: string };
}

/** What a step or a form leaves behind: a fact, and what it becomes when it happens again. */
interface Trace<P> {
  readonly suffix: string;
  readonly type: FieldType;
  readonly about: string;
  readonly value: (left: Left<P>, before: FactValue) => FactValue;
}

const more = (before: FactValue): FactValue => (before as bigint) + 1n;
const STEP_TRACES: readonly Trace<Payload<"step.taken">>[] = [
  {
    suffix: "At",
    type: "int",
    about: "instant at which it was last taken",
    value: ({ occurredAt }) => BigInt(occurredAt),
  },
  {
    suffix: "For",
    type: "int",
    about: "the instant that it last named",
    value: ({ payload }) => BigInt(payload.at ?? 0),
  },
  { suffix: "Count", type: "int", about: "times it was taken", value: (_, before) => more(before) },
  {
    suffix: "Outcome",
    type: "string",
    about: "outcome of the last time",
    value: ({ payload }) => payload.outcome ?? "",
  },
  { suffix: "Party", type: "string", about: "whom it last concerned", value: ({ payload }) => payload.party ?? "" },
  {
    suffix: "Parties",
    type: "list<string>",
    about: "everybody whom it concerned",
    value: ({ payload: { party } }, before) => (party === undefined ? before : union(before, [party])),
  },
  { suffix: "On", type: "string", about: "the date that it last named", value: ({ payload }) => payload.date ?? "" },
  {
    suffix: "Number",
    type: "int",
    about: "the number that it last named",
    value: ({ payload }) => BigInt(payload.number ?? 0),
  },
  { suffix: "Items", type: "list<string>", about: "what it last named", value: ({ payload }) => payload.items ?? [] },
  { suffix: "By", type: "string", about: "id of who took it last", value: ({ actor }) => actor.id },
];

const fieldOf = (mark: string): string => mark.slice(0, mark.indexOf(":"));
const FORM_TRACES: readonly Trace<Payload<"record.filed">>[] = [
  {
    suffix: "FiledAt",
    type: "int",
    about: "instant at which it was last filed",
    value: ({ occurredAt }) => BigInt(occurredAt),
  },
  { suffix: "RecordId", type: "string", about: "id of the last one", value: ({ payload }) => payload.recordId },
  { suffix: "Count", type: "int", about: "times it was filed", value: (_, before) => more(before) },
  {
    suffix: "Filled",
    type: "list<string>",
    about: "fields filled in the last one",
    value: ({ payload }) => payload.filled,
  },
  {
    suffix: "Marks",
    type: "list<string>",
    about: "coded values of the last one",
    value: ({ payload }) => payload.marks ?? [],
  },
  { suffix: "By", type: "string", about: "id of who filed it last", value: ({ actor }) => actor.id },
];

/** What a form that is filled in stages leaves behind instead: filings add up. */
const STAGED_TRACES: readonly Trace<Payload<"record.filed">>[] = FORM_TRACES.map((trace) => {
  if (trace.suffix === "Filled") return { ...trace, value: ({ payload }, before) => union(before, payload.filled) };
  if (trace.suffix !== "Marks") return trace;
  return {
    ...trace,
    value: ({ payload: { marks = [] } }, before) => {
      const kept = (before as readonly string[]).filter((mark) =>
        marks.every((other) => fieldOf(other) !== fieldOf(mark)),
      );
      return [...kept, ...marks];
    },
  };
});

const union = (before: FactValue, items: readonly string[]): FactValue => [
  ...new Set([...(before as readonly string[]), ...items]),
];

/**
 * The definitions of the facts that the file declares, each with the place that declares it. Of the facts that steps and
 * forms leave behind only those that some condition names: nobody carries what nobody reads.
 */
export function declaredFacts(
  file: RegulationFile,
): readonly { readonly definition: FactDefinition; readonly path: readonly (string | number)[] }[] {
  const named = new Set(JSON.stringify(file).match(/[A-Za-z_]\w*/g));
  // Forms that are filled in stages are judged on what is filled already.
  const staged = new Set(
    file.forms
      .filter((form) => form.stages)
      .flatMap(({ code }) => [`${stemOf(code)}Filled`, `${stemOf(code)}RecordId`]),
  );
  const left = [
    ...file.steps.map((step, index) => ({ step, facts: STEP_TRACES, path: ["steps", index, "code"] })),
    ...file.forms.map((step, index) => ({ step, facts: FORM_TRACES, path: ["forms", index, "code"] })),
  ];
  return [
    ...file.facts.map((fact, index) => ({
      definition: definition(fact.name, RECORDED_TYPES[fact.type], fact),
      path: ["facts", index, "name"],
    })),
    ...file.moments.map((moment, index) => ({
      definition: definition(moment.name, "bool", moment),
      path: ["moments", index, "name"],
    })),
    ...file.derived.map((derived, index) => ({
      definition: definition(derived.name, "string", derived),
      path: ["derived", index, "name"],
    })),
    ...left.flatMap(({ step, facts, path }) =>
      facts.flatMap(({ suffix, type, about }) => {
        const name = stemOf(step.code) + suffix;
        return named.has(name) || staged.has(name)
          ? [{ definition: definition(name, type, { zh: step.zh, en: `${step.en}: ${about}` }), path }]
          : [];
      }),
    ),
  ];
}

/** A trace that some condition reads, by its whole name. */
type Named<P> = Trace<P> & { readonly name: string };

/** What the steps and forms of a regulation leave behind, as far as anybody reads it. */
export interface Traces {
  readonly steps: ReadonlyMap<string, readonly Named<Payload<"step.taken">>[]>;
  readonly forms: ReadonlyMap<string, readonly Named<Payload<"record.filed">>[]>;
}

/** The traces of every step and form that is declared; `facts` are those that conditions read. */
export function tracesIn(file: RegulationFile, facts: Readonly<Record<string, FactValue>>): Traces {
  const named = <P>(code: string, traces: readonly Trace<P>[]): readonly [string, readonly Named<P>[]] => [
    code,
    traces.map((trace) => ({ ...trace, name: stemOf(code) + trace.suffix })).filter(({ name }) => name in facts),
  ];
  return {
    steps: new Map(file.steps.map(({ code }) => named(code, STEP_TRACES))),
    forms: new Map(file.forms.map(({ code, stages }) => named(code, stages === true ? STAGED_TRACES : FORM_TRACES))),
  };
}

/** Where what a step or a form leaves behind is written. */
export interface DeclaredBoard {
  list(name: "steps" | "records"): readonly string[];
  set(name: string, value: FactValue): void;
  valueOf(name: string): FactValue | undefined;
}

/** Lets a declared step change the facts. */
export function foldStep(board: DeclaredBoard, traces: Traces, left: Left<Payload<"step.taken">>): void {
  const { step } = left.payload;
  include(board, "steps", step);
  leave(board, traces.steps.get(step) ?? [], left);
}

/** Lets the filing of a declared form change the facts. */
export function foldRecord(board: DeclaredBoard, traces: Traces, left: Left<Payload<"record.filed">>): void {
  const { form } = left.payload;
  include(board, "records", form);
  leave(board, traces.forms.get(form) ?? [], left);
}

function include(board: DeclaredBoard, name: "steps" | "records", code: string): void {
  const list = board.list(name);
  if (!list.includes(code)) board.set(name, [...list, code]);
}

function leave<P>(board: DeclaredBoard, traces: readonly Named<P>[], left: Left<P>): void {
  for (const { name, value } of traces) board.set(name, value(left, board.valueOf(name) ?? ""));
}

/** The names of everything that a step or a form may leave behind. */
export function tracesOf(code: string): readonly string[] {
  return [...STEP_TRACES, ...FORM_TRACES].map(({ suffix }) => stemOf(code) + suffix);
}
