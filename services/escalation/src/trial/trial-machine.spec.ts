import { describe, expect, it } from "@jest/globals";
import { isRefusal, type Id, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { differenceOf, type Outcome } from "./outcome.js";
import { counted, type Tried } from "./tally.js";
import { advanced, begin, givenUp, MOST_UNFINISHED, refuseTrial, UNDER_WAY, type Trial } from "./trial.js";

/** The seed of the walks, and how to walk by another: docs/laws.md. */
const SEED = (globalThis as { readonly lawSeed?: number }).lawSeed ?? 20_261_203;
const WALKS = 10_000;

/** A complaint as far as a trial is concerned: what it comes to under both, or that it cannot be evaluated. */
interface Complaint {
  readonly at: Instant;
  readonly id: string;
  readonly own: Outcome;
  readonly tried: Outcome;
  readonly isReadable: boolean;
}

const outcomes: fc.Arbitrary<Outcome> = fc.record({
  level: fc.constantFrom(null, "grave"),
  obligations: fc.constantFrom({}, { relay: { met: 1 } }, { relay: { breached: 2 } }),
  nextDueAt: fc.constantFrom(null, 5 as Instant),
});
const complaints: fc.Arbitrary<Complaint> = fc.record({
  at: fc.integer({ min: 0, max: 9 }) as fc.Arbitrary<Instant>,
  id: fc.uuid(),
  own: outcomes,
  tried: outcomes,
  isReadable: fc.boolean(),
});

type Command =
  | { readonly does: "ask"; readonly isEmpty: boolean }
  /** `isKilled`: whoever worked was killed before anything was written. */
  | { readonly does: "page"; readonly nth: number; readonly limit: number; readonly isKilled: boolean }
  | { readonly does: "give_up"; readonly nth: number }
  | { readonly does: "receive"; readonly complaint: Complaint };
const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant("ask"), isEmpty: fc.nat(5).map((one) => one === 0) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant("page"),
      nth: fc.nat(3),
      limit: fc.integer({ min: 1, max: 3 }),
      isKilled: fc.nat(5).map((one) => one === 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("give_up"), nth: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("receive"), complaint: complaints }) },
);
interface Walk {
  readonly world: readonly Complaint[];
  /** Trials that others asked for before. */
  readonly begun: number;
  readonly steps: readonly Command[];
}
const walks: fc.Arbitrary<Walk> = fc.record({
  world: fc.uniqueArray(complaints, { maxLength: 6, selector: ({ id }) => id }),
  begun: fc.constantFrom(0, 1, 9),
  steps: fc.array(commands, { maxLength: 20, size: "max" }),
});

/** What a trial should know: the complaints that it has looked at, in their order, each once. */
interface Known {
  readonly seen: Complaint[];
  total: number | null;
  end: "done" | "failed" | null;
}

const place = ({ at, id }: { readonly at: Instant | null; readonly id: string }): string =>
  `${String(at ?? 0).padStart(3, "0")} ${id}`;
const isUnderWay = ({ state }: Trial): boolean => UNDER_WAY.some((one) => one === state);
const isWithin = ({ at }: Complaint, { fromAt, toAt }: Trial): boolean => at >= (fromAt ?? 0) && at < (toAt ?? 0);

/** The house of trials: what commands do, with lists for tables, and beside it what a model of it knows. */
class House {
  readonly trials: Trial[] = [];
  readonly model: Known[] = [];
  now = 100;

  constructor(readonly complaints: Complaint[]) {}

  does(command: Command): readonly string[] {
    this.now += 1;
    switch (command.does) {
      case "ask":
        return this.#ask(command.isEmpty);
      case "receive":
        if (!this.complaints.some(({ id }) => id === command.complaint.id)) this.complaints.push(command.complaint);
        return [];
      case "page":
        return this.#page(command);
      case "give_up":
        return this.#giveUp(command.nth % Math.max(1, this.trials.length));
    }
  }

  #ask(isEmpty: boolean): readonly string[] {
    const wish = {
      ...{ complaints: "received" as const, fromAt: 1 as Instant, toAt: (isEmpty ? 1 : 8) as Instant },
      ...{ effectiveFrom: null, organizationId: null, regulation: "ligao", regulationVersion: 1, readings: {} },
      ...{ id: `${this.trials.length}` as Id<"Trial">, askedAt: this.now as Instant, askedBy: "anna" },
    };
    const unfinished = this.trials.filter(isUnderWay).length;
    const refusal = refuseTrial(wish, { reach: { kind: "tenant" }, unfinished, rules: "published" });
    const expected = isEmpty
      ? "INVALID_INPUT"
      : this.model.filter(({ end }) => end === null).length >= MOST_UNFINISHED
        ? "IN_FLIGHT"
        : undefined;
    if (!isRefusal(refusal)) {
      this.trials.push(begin(wish));
      this.model.push({ seen: [], total: null, end: null });
    }
    return refusal?.code === expected ? [] : [`asking answers ${refusal?.code}, not ${expected}`];
  }

  #page({ nth, limit, isKilled }: Extract<Command, { does: "page" }>): readonly string[] {
    const index = nth % Math.max(1, this.trials.length);
    const [trial, known] = [this.trials[index], this.model[index]];
    if (trial === undefined || known === undefined || !isUnderWay(trial)) return [];
    const here = this.complaints.filter((one) => isWithin(one, trial));
    const after = trial.afterId === null ? "" : place({ at: trial.afterAt, id: trial.afterId });
    const page = here
      .filter((one) => place(one) > after)
      .sort((a, b) => (place(a) < place(b) ? -1 : 1))
      .slice(0, limit);
    const tried = page.map((one): Tried => (one.isReadable ? { own: one.own, tried: one.tried } : undefined));
    const result = advanced(
      trial,
      {
        total: trial.total ?? here.length,
        done: page.length,
        differing: tried.filter((one) => one !== undefined && differenceOf(one.own, one.tried) !== undefined).length,
        tally: counted(trial.tally, tried),
        last: page.at(-1) ?? null,
      },
      this.now as Instant,
    );
    if (isKilled) return [];
    this.trials[index] = result;
    known.total ??= here.length;
    known.seen.push(...page);
    if (page.length === 0) known.end = "done";
    return brokenBy(trial, result);
  }

  #giveUp(index: number): readonly string[] {
    const [trial, known] = [this.trials[index], this.model[index]];
    if (trial === undefined || known === undefined || !isUnderWay(trial)) return [];
    const result = givenUp(trial, "x".repeat(5_000), this.now as Instant);
    this.trials[index] = result;
    known.end = "failed";
    return brokenBy(trial, result);
  }
}

/** The laws that a step of one trial breaks. */
function brokenBy(before: Trial, after: Trial): readonly string[] {
  const isOver = !isUnderWay(after);
  const laws: readonly (readonly [string, boolean])[] = [
    ["nothing waits again", after.state !== "waiting"],
    ["what is over says when, and only that", isOver === (after.finishedAt !== null)],
    ["what failed says why, in a line or two, and only that", (after.state === "failed") === (after.fault !== null)],
    ["no fault is a book", (after.fault?.length ?? 0) <= 1_000],
    ["it never looks back", after.done >= before.done && after.differing >= before.differing],
    ["it never counts its complaints twice", before.total === null || after.total === before.total],
    ["giving up keeps what was found", after.state !== "failed" || after.tally === before.tally],
    ["who asked for what stays", after.askedAt === before.askedAt && after.id === before.id],
  ];
  return laws.flatMap(([law, holds]) => (holds ? [] : [law]));
}

/** Where a trial differs from what a model that counts everything anew knows of it. */
function differs(trial: Trial, { seen, total, end }: Known): readonly string[] {
  const readable = seen.filter(({ isReadable }) => isReadable);
  const isAlike = ({ own, tried }: Complaint): boolean =>
    own.level === tried.level && own.nextDueAt === tried.nextDueAt && own.obligations === tried.obligations;
  const graves = (side: "own" | "tried"): number => readable.filter((one) => one[side].level !== null).length;
  const missed = (side: "own" | "tried"): number =>
    readable.reduce((sum, one) => sum + (one[side].obligations["relay"]?.breached ?? 0), 0);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["state", trial.state, end ?? (seen.length === 0 ? "waiting" : "running")],
    ["total", trial.total, total],
    ["done", trial.done, seen.length],
    ["last", trial.afterId, seen.at(-1)?.id ?? null],
    ["each complaint once", new Set(seen.map(({ id }) => id)).size, seen.length],
    ["in their order", seen.map(place).join(), seen.map(place).sort().join()],
    ["failed", trial.tally.failed, seen.length - readable.length],
    ["differing", trial.differing, readable.filter((one) => !isAlike(one)).length],
    ...(["own", "tried"] as const).flatMap((side): [string, unknown, unknown][] => [
      [`${side} grave`, trial.tally[side].levels["grave"] ?? 0, graves(side)],
      [`${side} without level`, trial.tally[side].levels[""] ?? 0, readable.length - graves(side)],
      [`${side} breached`, trial.tally[side].obligations["relay"]?.breached ?? 0, missed(side)],
    ]),
  ];
  return pairs.flatMap(([what, is, should]) =>
    is === should ? [] : [`${what}: ${String(is)}, not ${String(should)}`],
  );
}

function walk({ world, begun, steps }: Walk): readonly string[] {
  const house = new House([...world]);
  for (let asked = 0; asked < begun; asked += 1) house.does({ does: "ask", isEmpty: false });
  for (const [index, command] of steps.entries()) {
    const before = [...house.trials];
    const broken = [...house.does(command)];
    house.trials.forEach((trial, at) => {
      const known = house.model[at];
      if (known !== undefined && trial !== before[at]) broken.push(...differs(trial, known));
    });
    if (before.some((trial, at) => !isUnderWay(trial) && house.trials[at] !== trial))
      broken.push("what is over is over");
    if (house.trials.filter(isUnderWay).length > MOST_UNFINISHED) broken.push("more than ten at a time");
    if (broken.length > 0) return [`after ${index + 1} steps`, ...broken];
  }
  return [];
}

describe(`trials of a tenant, in ${WALKS} walks of up to 20 steps (seed ${SEED})`, () => {
  it("look at each complaint once, end once, count what a model counts anew, and are never more than ten at a time", () => {
    fc.assert(
      fc.property(walks, (steps) => {
        expect(walk(steps)).toEqual([]);
      }),
      { seed: SEED, numRuns: WALKS },
    );
  });
});
