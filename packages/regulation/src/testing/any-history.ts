import { contractOf, factTypes, type EventType, type FieldType } from "@hearken/contracts";
import { DAY, MINUTE, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import type { HistoryEvent } from "../evaluation/standing.js";
import type { RegulationFile } from "../file/schema.js";
import { holding, numbered, shanghai } from "./complaint-case.js";

/** A Monday morning. */
export const START = shanghai("2025-03-03T08:00");
/** Within which everything happens. */
export const SPAN = 60 * DAY;

const TYPES = factTypes.filter((type) => type !== "complaint.received");

type Payload = Readonly<Record<string, unknown>>;

/** Histories of up to `longest` events such as could happen, or not, under a regulation: every event, with words that its rules speak of. */
export function anyHistory(file: RegulationFile, longest: number): fc.Arbitrary<readonly HistoryEvent[]> {
  const words = wordsOf(file);
  const posts = file.posts.map(({ code }) => code);
  const event = fc
    .constantFrom(...TYPES)
    .chain((type) => payloadOf(type, { file, words }).map((payload) => ({ type, payload })));
  const told = fc.record({
    event,
    after: fc.integer({ min: 0, max: SPAN / MINUTE }),
    by: fc.subarray(posts, { maxLength: 2 }),
  });
  return fc
    .tuple(receptionOf(file), fc.array(told, { maxLength: longest - 1, size: "max" }))
    .map(([reception, then]) => {
      const later = then.map((one) => ({ ...one, at: START + one.after * MINUTE })).sort((a, b) => a.at - b.at);
      const first = { event: { type: "complaint.received" as const, payload: reception }, at: START as number, by: [] };
      return [first, ...later].map(
        ({ event: { type, payload }, at, by }, index) =>
          ({
            type,
            payload,
            id: numbered(100 + index),
            occurredAt: at as Instant,
            actor: holding(...by),
          }) as HistoryEvent,
      );
    });
}

const codesOf = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);

function receptionOf(file: RegulationFile): fc.Arbitrary<Payload> {
  return fc.record(
    {
      channel: fc.constantFrom(...codesOf(file.channels)),
      category: fc.constantFrom(...codesOf(file.categories)),
      stage: fc.constantFrom("pre_move_in", "in_warranty", "after_warranty"),
      receivedBy: fc.constantFrom("centre", "specialist", "employee"),
      emergency: fc.boolean(),
      complainantIds: fc.constant([numbered(1)]),
      regulation: fc.constant(file.regulation),
      regulationVersion: fc.constant(file.version),
    },
    { requiredKeys: ["channel", "receivedBy", "complainantIds", "regulation", "regulationVersion"] },
  );
}

/** The words that the rules compare with: what a random payload may well hold. */
function wordsOf(file: RegulationFile): readonly string[] {
  const sources = JSON.stringify([file.obligations, file.gates, file.notices, file.levels]);
  const words = [...sources.matchAll(/\\"([a-z][A-Za-z0-9_]*)\\"/g)].map(([, word = ""]) => word);
  return [...new Set(["other", ...words])];
}

interface World {
  readonly file: RegulationFile;
  readonly words: readonly string[];
}

function payloadOf(type: EventType, world: World): fc.Arbitrary<Payload> {
  if (type === "fact.recorded") return recordedFact(world);
  const contract = contractOf(type);
  const fields = Object.entries(contract?.fields ?? {});
  const required = fields.filter(([, field]) => !field.schema.safeParse(undefined).success).map(([name]) => name);
  const model = Object.fromEntries(fields.map(([name, field]) => [name, valueOf(name, { ...field, world })]));
  return fc.record(model, { requiredKeys: required });
}

function recordedFact({ file, words }: World): fc.Arbitrary<Payload> {
  const facts = file.facts.map(({ name, type, values }) => {
    switch (type) {
      case "flag":
        return fc.boolean().map((flag) => ({ name, flag }));
      case "number":
        return fc.integer({ min: 0, max: 20 }).map((number) => ({ name, number }));
      case "instant":
        return instants.map((at) => ({ name, at }));
      case "code":
        return fc.constantFrom(...(values ?? words)).map((code) => ({ name, code }));
    }
  });
  return facts.length === 0 ? fc.constant({ name: "nothing", flag: true }) : fc.oneof(...facts);
}

const instants = fc.integer({ min: 0, max: SPAN / MINUTE }).map((minutes) => START + minutes * MINUTE);
const dates = fc.integer({ min: 0, max: 60 }).map((days) => new Date(START + days * DAY).toISOString().slice(0, 10));
const ids = fc.integer({ min: 1, max: 12 }).map(numbered);

interface Asked {
  readonly type: FieldType;
  readonly schema: { safeParse(value: unknown): { readonly success: boolean } };
  readonly world: World;
}

function valueOf(name: string, { type, schema, world }: Asked): fc.Arbitrary<unknown> {
  const { file, words } = world;
  const takes = (value: unknown): boolean => schema.safeParse(value).success;
  switch (type) {
    case "bool":
      return fc.boolean();
    case "int":
      return /at$/i.test(name) ? instants : fc.integer({ min: 0, max: 20 });
    case "list<string>":
      return takes(["word"]) ? fc.subarray([...words], { maxLength: 6 }) : fc.array(ids, { maxLength: 3 });
    case "string":
      if (!takes("word")) return takes("2025-03-03") ? dates : ids;
      return fc.constantFrom(...(POOLS[name]?.(file) ?? words));
  }
}

const POOLS: Readonly<Record<string, (file: RegulationFile) => readonly string[]>> = {
  to: (file) => codesOf(file.posts),
  post: (file) => codesOf(file.posts),
  step: (file) => (file.steps.length === 0 ? ["none"] : codesOf(file.steps)),
  form: (file) => (file.forms.length === 0 ? ["none"] : codesOf(file.forms)),
  level: (file) => codesOf(file.levels),
  category: (file) => codesOf(file.categories),
  validity: () => ["valid", "invalid"],
};
