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
  ["Count", "int", "times it was taken"],
  ["Outcome", "string", "outcome of the last time"],
  ["Party", "string", "whom it last concerned"],
  ["On", "string", "the date that it last named"],
  ["Number", "int", "the number that it last named"],
  ["Items", "list<string>", "what it last named"],
];

const FORM_FACTS: readonly (readonly [string, FieldType, string])[] = [
  ["FiledAt", "int", "instant at which it was last filed"],
  ["Count", "int", "times it was filed"],
  ["Filled", "list<string>", "fields filled in the last one"],
  ["Marks", "list<string>", "coded values of the last one"],
];

/**
 * The definitions of the facts that the file declares, each with the place that declares it. Of the facts that steps and
 * forms leave behind only those that some condition names: nobody carries what nobody reads.
 */
export function declaredFacts(
  file: RegulationFile,
): readonly { readonly definition: FactDefinition; readonly path: readonly (string | number)[] }[] {
  const named = new Set(JSON.stringify(file).match(/[A-Za-z_]\w*/g));
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
    ...left.flatMap(({ step, facts, path }) =>
      facts.flatMap(([suffix, type, what]) => {
        const name = stemOf(step.code) + suffix;
        return named.has(name)
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

/** Lets a declared step change the facts. */
export function foldStep(board: DeclaredBoard, payload: Payload<"step.taken">, at: Instant): void {
  include(board, "steps", payload.step);
  leave(board, payload.step, {
    At: BigInt(payload.at ?? at),
    Outcome: payload.outcome ?? "",
    Party: payload.party ?? "",
    On: payload.date ?? "",
    Number: BigInt(payload.number ?? 0),
    Items: payload.items ?? [],
  });
}

/** Lets the filing of a declared form change the facts. */
export function foldRecord(board: DeclaredBoard, payload: Payload<"record.filed">, at: Instant): void {
  include(board, "records", payload.form);
  leave(board, payload.form, { FiledAt: BigInt(at), Filled: payload.filled, Marks: payload.marks ?? [] });
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
