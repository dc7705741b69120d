import { describe, expect, it } from "@jest/globals";
import { event, type NewEvent } from "@hearken/contracts";
import { HOUR, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import type { Rules } from "../rules/rule.js";
import { holding, numbered, shanghai } from "../testing/complaint-case.js";
import { fallingRules, machineRules } from "../testing/machine-rules.js";
import { Evaluation } from "./evaluate.js";
import type { LevelChange, Standing } from "./standing.js";

/** The seed of the walks, and how to walk by another: docs/laws.md. */
const SEED = (globalThis as { readonly lawSeed?: number }).lawSeed ?? 20_261_202;
const WALKS = 10_000;
const START = shanghai("2025-03-03T08:00");
const LEVELS = ["base", "middle", "top"] as const;
type Level = (typeof LEVELS)[number];

type Ground = "loud" | "grave" | "old";
type Command =
  | { readonly does: "record"; readonly ground: Ground; readonly holds: boolean }
  | { readonly does: "decide"; readonly level: Level }
  | { readonly does: "nothing" };
const commands: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant("record"),
      ground: fc.constantFrom("loud", "grave", "old"),
      holds: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("decide"), level: fc.constantFrom(...LEVELS) }) },
  { weight: 1, arbitrary: fc.constant({ does: "nothing" }) },
);
const walks = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), commands), { maxLength: 20, size: "max" });

/**
 * The level as people tell it: a ground that comes up raises to its level, a decision sets it, and where levels fall, the
 * going of a ground lets it fall to the highest ground that is left.
 */
class LevelModel {
  level: Level = "base";
  hour = 0;
  readonly #recorded = new Set<Ground>();
  #grounds: ReadonlySet<Ground> = new Set();

  constructor(readonly falls: boolean) {}

  step(hours: number, command: Command): void {
    for (let passed = 0; passed < hours; passed += 1) {
      if (passed > 0) this.#look();
      this.hour += 1;
    }
    if (command.does === "record") {
      if (command.holds) this.#recorded.add(command.ground);
      else this.#recorded.delete(command.ground);
    } else if (command.does === "decide") this.level = command.level;
    this.#look();
  }

  #look(): void {
    const now = new Set([...this.#recorded].filter((ground) => ground !== "old" || this.hour >= 12));
    const came = [...now].filter((ground) => !this.#grounds.has(ground));
    const went = [...this.#grounds].some((ground) => !now.has(ground));
    this.#grounds = now;
    const raisedTo = highest(came);
    if (rank(raisedTo) > rank(this.level)) this.level = raisedTo;
    else if (this.falls && went && rank(highest([...now])) < rank(this.level)) this.level = highest([...now]);
  }
}

const rank = (level: string): number => LEVELS.indexOf(level as Level);
const highest = (grounds: readonly Ground[]): Level =>
  grounds.some((ground) => ground !== "loud") ? "top" : grounds.length > 0 ? "middle" : "base";

const received = event("complaint.received", {
  channel: "phone",
  receivedBy: "centre",
  complainantIds: [numbered(1)],
  regulation: "machine",
  regulationVersion: 1,
});

function factOf(command: Command): NewEvent | undefined {
  switch (command.does) {
    case "record":
      return event("fact.recorded", { name: command.ground, flag: command.holds });
    case "decide":
      return event("level.set", { level: command.level, reasonId: numbered(8) });
    case "nothing":
      return undefined;
  }
}

/** The laws that the changes of one complaint's level break. */
function brokenBy(
  { before, after, falls }: { readonly before: Standing; readonly after: Standing; readonly falls: boolean },
  command: Command,
): readonly string[] {
  const { levels } = after;
  const [fewer, last] = [before.levels.length, levels.at(-1)];
  const fell = levels.slice(fewer).filter(({ from, to }) => rank(to) < rank(from ?? ""));
  const chained = (change: LevelChange, index: number): boolean =>
    change.from === (levels[index - 1]?.to ?? null) && change.from !== change.to && change.clause !== "";
  const laws: readonly (readonly [string, boolean])[] = [
    ["every change begins where the one before ended, changes something, and says its clause", levels.every(chained)],
    ["changes follow each other in time", levels.every(({ at }, index) => at >= (levels[index - 1]?.at ?? 0))],
    ["the level is what the last change made of it", after.level?.code === last?.to && after.level?.since === last?.at],
    ["what was is not rewritten", JSON.stringify(levels.slice(0, fewer)) === JSON.stringify(before.levels)],
    ["where nothing lowers, only a decision does", falls || fell.length === 0 || command.does === "decide"],
  ];
  return laws.flatMap(([law, holds]) => (holds ? [] : [law]));
}

function walk(rules: Rules, steps: readonly (readonly [number, Command])[]): readonly string[] {
  const engine = new Evaluation(rules);
  const model = new LevelModel(rules.lowering === "follows");
  const happen = (fact: NewEvent, at: Instant, number: number): void => {
    engine.add({ ...fact, id: numbered(100 + number), occurredAt: at, actor: holding("desk") });
  };
  happen(received, START, 0);
  let before = engine.at(START);
  for (const [index, [hours, command]] of steps.entries()) {
    model.step(hours, command);
    const at = (START + model.hour * HOUR) as Instant;
    const fact = factOf(command);
    if (fact !== undefined) happen(fact, at, index + 1);
    const after = engine.at(at);
    const broken = [...brokenBy({ before, after, falls: model.falls }, command)];
    if (after.level?.code !== model.level) broken.push(`the model says ${model.level}, not ${after.level?.code}`);
    if (broken.length > 0) return [`after ${index + 1} steps`, ...broken];
    before = after;
  }
  return [];
}

describe(`a level, in ${WALKS} walks of up to 20 steps (seed ${SEED})`, () => {
  it.each<[string, Rules]>([
    ["never falls unless somebody decides so, where the regulation lowers nothing,", machineRules],
    ["falls with its ground, to what is left of it, where the regulation lets it,", fallingRules],
  ])("%s and is what a model of it says at every step", (_, rules) => {
    fc.assert(
      fc.property(walks, (steps) => {
        expect(walk(rules, steps)).toEqual([]);
      }),
      { seed: SEED, numRuns: WALKS / 2 },
    );
  });
});
