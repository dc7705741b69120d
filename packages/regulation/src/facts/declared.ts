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

const STEP_FACTS: readonly (readonly [string, FieldType, string])[] = [
  ["At", "int", "instant at which it was last taken"],
  ["For", "int", "the instant that it last named"],
  ["Count", "int", "times it was taken"],
  ["Outcome", "string", "outcome of the last time"],
  ["Party", "string", "whom it last concerned"],
  ["Parties", "list<string>", "everybody whom it concerned"],
  ["On", "string", "the date that it last named"],
  ["Number", "int", "the number that it last named"],
  ["Items", "list<string>", "what it last named"],
  ["By", "string", "id of who took it last"],
];

const FORM_FACTS: readonly (readonly [string, FieldType, string])[] = [
  ["FiledAt", "int", "instant at which it was last filed"],
  ["RecordId", "string", "id of the last one"],
  ["Count", "int", "times it was filed"],
  ["Filled", "list<string>", "fields filled in the last one"],
  ["Marks", "list<string>", "coded values of the last one"],
  ["By", "string", "id of who filed it last"],
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
    ...file.steps.map((step, index) => ({ step, facts: STEP_FACTS, path: ["steps", index, "code"] })),
    ...file.forms.map((step, index) => ({ step, facts: FORM_FACTS, path: ["forms", index, "code"] })),
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
      facts.flatMap(([suffix, type, what]) => {
        const name = stemOf(step.code) + suffix;
        return named.has(name) || staged.has(name)
          ? [{ definition: definition(name, type, { zh: step.zh, en: `${step.en}: ${what}` }), path }]
          : [];
      }),
    ),
  ];
}

/** Where what a step or a form leaves behind is written. */
export interface DeclaredBoard {
  list(name: "steps" | "records"): readonly string[];
  set(name: string, value: FactValue): void;
  /** `undefined` for a fact that no condition names. */
  valueOf(name: string): FactValue | undefined;
}

/** An event, as far as steps and forms are concerned. */
export interface Left<P> {
  readonly payload: P;
  readonly occurredAt: Instant;
  readonly actor: { readonly id: string };
}

/** Lets a declared step change the facts. */
export function foldStep(board: DeclaredBoard, { payload, occurredAt, actor }: Left<Payload<"step.taken">>): void {
  const { step, party } = payload;
  const parties = listOf(board, `${stemOf(step)}Parties`);
  include(board, "steps", step);
  leave(board, step, {
    At: BigInt(occurredAt),
    For: BigInt(payload.at ?? 0),
    Outcome: payload.outcome ?? "",
    Party: party ?? "",
    Parties: party === undefined || parties.includes(party) ? parties : [...parties, party],
    On: payload.date ?? "",
    Number: BigInt(payload.number ?? 0),
    Items: payload.items ?? [],
    By: actor.id,
  });
}

/** Lets the filing of a declared form change the facts; one that is filled in stages keeps what was filled before. */
export function foldRecord(
  board: DeclaredBoard,
  { payload, occurredAt, actor }: Left<Payload<"record.filed">>,
  addsUp: boolean,
): void {
  const { form, filled, marks = [] } = payload;
  const before = (what: string): readonly string[] => (addsUp ? listOf(board, stemOf(form) + what) : []);
  const fieldOf = (mark: string): string => mark.slice(0, mark.indexOf(":"));
  const kept = before("Marks").filter((mark) => marks.every((other) => fieldOf(other) !== fieldOf(mark)));
  include(board, "records", form);
  leave(board, form, {
    FiledAt: BigInt(occurredAt),
    RecordId: payload.recordId,
    Filled: [...new Set([...before("Filled"), ...filled])],
    Marks: [...kept, ...marks],
    By: actor.id,
  });
}

const listOf = (board: DeclaredBoard, name: string): readonly string[] =>
  (board.valueOf(name) as readonly string[] | undefined) ?? [];

/** The names of everything that a step or a form may leave behind. */
export function tracesOf(code: string): readonly string[] {
  return [...STEP_FACTS, ...FORM_FACTS].map(([suffix]) => stemOf(code) + suffix);
}

function include(board: DeclaredBoard, name: "steps" | "records", code: string): void {
  const list = board.list(name);
  if (!list.includes(code)) board.set(name, [...list, code]);
}

function leave(board: DeclaredBoard, code: string, values: Readonly<Record<string, FactValue>>): void {
  const stem = stemOf(code);
  for (const [suffix, value] of Object.entries(values)) {
    if (board.valueOf(stem + suffix) !== undefined) board.set(stem + suffix, value);
  }
  const count = board.valueOf(`${stem}Count`);
  if (typeof count === "bigint") board.set(`${stem}Count`, count + 1n);
}
