import { describe, expect, it } from "@jest/globals";
import { event, type NewEvent } from "@hearken/contracts";
import { MINUTE, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { holding, numbered, shanghai } from "../testing/complaint-case.js";
import { machineRules } from "../testing/machine-rules.js";
import { OwedModel, TICK_MINUTES, type Owed, type OwedCommand } from "../testing/owed-model.js";
import { Evaluation } from "./evaluate.js";
import type { Obligation, ObligationStatus } from "./standing.js";

/** The seed of the walks, and how to walk by another: docs/laws.md. */
const SEED = (globalThis as { readonly lawSeed?: number }).lawSeed ?? 20_261_201;
const WALKS = 10_000;

const START = shanghai("2025-03-03T08:00");
const TICK = TICK_MINUTES * MINUTE;
const instantOf = (tick: number): Instant => (START + tick * TICK) as Instant;

const commands: fc.Arbitrary<OwedCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constantFrom("relay", "answer_relay"), item: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("suspend"), reason: fc.constantFrom("waiting", "weather") }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("deadline"), inTicks: fc.integer({ min: -3, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("waive"), nth: fc.nat(5) }) },
  {
    weight: 9,
    arbitrary: fc.record({
      does: fc.constantFrom(
        "pass_up",
        "urge",
        "submit",
        "refer",
        "resume",
        "reply",
        "withdraw",
        "finish",
        "reopen",
        "nothing",
      ),
    }),
  },
);
const walks = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), commands), { maxLength: 20, size: "max" });

const relayOf = (item: number): string => numbered(item);

/** The fact that a command leaves in the history. */
function factOf(command: OwedCommand, now: Instant, owed: readonly Obligation[]): NewEvent | undefined {
  switch (command.does) {
    case "relay":
      return event("complaint.relayed", { to: "manager", relayId: relayOf(command.item) });
    case "answer_relay":
      return event("relay.answered", { relayId: relayOf(command.item), form: "written" });
    case "pass_up":
      return event("complaint.passed_up", { to: "manager" });
    case "urge":
      return event("complaint.urged", {});
    case "submit":
      return event("report.submitted", { reportId: numbered(7), kind: "any", sections: [] });
    case "refer":
      return event("validity.referred", {});
    case "suspend":
      return event("complaint.suspended", { reason: command.reason });
    case "resume":
      return event("complaint.resumed", {});
    case "reply":
      return event("reply.sent", { replyId: numbered(9), kind: "final", public: false });
    case "deadline":
      return event("fact.recorded", { name: "deadline", at: now + command.inTicks * TICK });
    case "waive":
      return event("obligation.waived", { key: owed[command.nth % owed.length]?.key ?? "", reasonId: numbered(8) });
    case "withdraw":
      return event("complaint.withdrawn", {});
    case "finish":
      return event("complaint.finished", {});
    case "reopen":
      return event("complaint.reopened", { reason: "again" });
    case "nothing":
      return undefined;
  }
}

/** What each status may become while time goes forward. */
const NEXT: Readonly<Record<ObligationStatus, readonly ObligationStatus[]>> = {
  open: ["open", "met", "met_late", "breached", "waived", "void"],
  breached: ["breached", "met_late"],
  met: ["met"],
  met_late: ["met_late"],
  waived: ["waived"],
  void: ["void"],
};

/** The laws that one obligation breaks, having been `before` and being `after` at `at`. */
function brokenBy(before: Obligation | undefined, after: Obligation, at: Instant): readonly string[] {
  const laws: readonly (readonly [string, boolean])[] = [
    [
      "what is met is met by now, and not before it was opened",
      after.metAt === null || (after.metAt <= at && after.metAt >= after.openedAt),
    ],
    ["met says when", (after.status === "met" || after.status === "met_late") === (after.metAt !== null)],
    ["late or missed says since when", ["met_late", "breached"].includes(after.status) === (after.breachedAt !== null)],
    ["everything but what is open says when it was settled", (after.status === "open") === (after.settledAt === null)],
    ["what is open is not past its time", after.status !== "open" || after.dueAt === null || after.dueAt > at],
    [
      "what stands still has no due time",
      after.status !== "open" || after.pauses.at(-1)?.to !== null || after.dueAt === null,
    ],
    ["what is settled does not stand still", after.status === "open" || after.pauses.at(-1)?.to !== null],
    [
      "it stood still as long as its pauses say",
      after.pausedMs === after.pauses.reduce((sum, { from, to }) => sum + (to ?? from) - from, 0),
    ],
  ];
  const own = laws.flatMap(([law, holds]) => (holds ? [] : [law]));
  return before === undefined ? own : [...own, ...brokenByChange(before, after)];
}

function brokenByChange(before: Obligation, after: Obligation): readonly string[] {
  const moved = (after.dueAt ?? 0) - (before.dueAt ?? 0);
  const stood = after.pausedMs - before.pausedMs;
  const counts = before.code !== "answer" && before.dueAt !== null && after.dueAt !== null;
  const laws: readonly (readonly [string, boolean])[] = [
    [`${before.status} never becomes ${after.status}`, NEXT[before.status].includes(after.status)],
    ["a breach keeps its instant", before.breachedAt === null || after.breachedAt === before.breachedAt],
    ["being met keeps its instant", before.metAt === null || after.metAt === before.metAt],
    ["the time that it stood still never gets less", stood >= 0],
    ["its due time moves by exactly the pause", !counts || moved === stood],
    ["what is settled keeps the time by which it was due", before.status === "open" || moved === 0],
    ["nothing takes a warning back", !before.warned || after.warned],
    ["it was opened once", after.openedAt === before.openedAt],
  ];
  return laws.flatMap(([law, holds]) => (holds ? [] : [law]));
}

const ticks = (ms: number): number => ms / TICK;
const tickOf = (at: Instant | null): number | null => (at === null ? null : ticks(at - START));

/** An obligation as the model would write it down. */
const asModelled = (one: Obligation): string =>
  [
    one.code,
    one.status,
    tickOf(one.openedAt),
    tickOf(one.metAt),
    tickOf(one.breachedAt),
    one.warned,
    one.isOwed,
    ticks(one.pausedMs),
  ].join(" ") + (one.status === "open" ? ` due ${tickOf(one.dueAt)}` : "");
const modelled = (one: Owed, now: number): string =>
  [one.code, one.status, one.openedAt, one.metAt, one.breachedAt, one.warned, one.isOwed, one.stoodStill].join(" ") +
  (one.status === "open" ? ` due ${one.stoppedAt !== null || one.left === null ? null : now + one.left}` : "");

/** Everything that a walk breaks, and where engine and model differ; empty when all is well. */
function walk(steps: readonly (readonly [number, OwedCommand])[]): readonly string[] {
  const engine = new Evaluation(machineRules);
  const model = new OwedModel();
  const happen = (fact: NewEvent, at: Instant, number: number): void => {
    engine.add({ ...fact, id: numbered(100 + number), occurredAt: at, actor: holding("desk") });
  };
  happen(received, START, 0);
  let before = engine.at(START).obligations;
  for (const [index, [gap, command]] of steps.entries()) {
    model.step(gap, command);
    const at = instantOf(model.now);
    const fact = factOf(command, at, before);
    if (fact !== undefined) happen(fact, at, index + 1);
    const { obligations } = engine.at(at);
    const known = new Map(before.map((one) => [one.key, one]));
    const broken = obligations.flatMap((one) => brokenBy(known.get(one.key), one, at));
    if (new Set(obligations.map(({ key }) => key)).size !== obligations.length) broken.push("keys are unique");
    if (before.some(({ key }, place) => obligations[place]?.key !== key))
      broken.push("nothing that was owed is forgotten");
    const [ours, theirs] = [obligations.map(asModelled), model.all.map((one) => modelled(one, model.now))];
    if (ours.join("\n") !== theirs.join("\n"))
      broken.push("differs from the model", ...ours, "but the model has", ...theirs);
    if (broken.length > 0) return [`after ${index + 1} steps`, ...broken];
    before = obligations;
  }
  return [];
}

const received = event("complaint.received", {
  channel: "phone",
  receivedBy: "centre",
  complainantIds: [numbered(1)],
  regulation: "machine",
  regulationVersion: 1,
});

describe(`what somebody owes, in ${WALKS} walks of up to 20 steps (seed ${SEED})`, () => {
  it("is settled once, missed for good, stands still without loss, and is what a model of it says at every step", () => {
    fc.assert(
      fc.property(walks, (steps) => {
        expect(walk(steps)).toEqual([]);
      }),
      { seed: SEED, numRuns: WALKS },
    );
  });
});
