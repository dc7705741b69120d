import { describe, expect, it } from "@jest/globals";
import { DAY, newId, isRefusal, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import {
  advanced,
  ended,
  isOver,
  opened,
  read,
  refuseOpening,
  refusePart,
  refuseStart,
  started,
  type ComplaintImport,
  type ImportWish,
  type Outcome,
} from "./complaint-import.js";
import { INTERNAL } from "./fault.js";
import { LIMITS } from "./limits.js";

const wish: ImportWish = {
  ...{ id: newId<"Import">(), organizationId: newId<"Organization">(), projectId: null, format: "csv", source: "x" },
  ...{ columns: [], receivedBy: null, totalParts: 2, openedAt: 0 as Instant },
};
const by = { id: "anna", kind: "staff" } as const;
const BATCHES = 3;

describe("an import", () => {
  it("is opened with 1 to 2,000 parts, while not too many others are not over", () => {
    expect(refuseOpening(wish, 0)).toBeUndefined();
    expect(refuseOpening({ ...wish, totalParts: 0 }, 0)).toMatchObject({ code: "INVALID_INPUT" });
    expect(refuseOpening({ ...wish, totalParts: LIMITS.parts + 1 }, 0)).toMatchObject({ code: "INVALID_INPUT" });
    expect(refuseOpening(wish, LIMITS.unfinished)).toMatchObject({ code: "IN_FLIGHT" });
  });

  it("takes its parts while it is open, and is started with all of them", () => {
    const one = opened(wish);
    expect([refusePart(one, 1), refusePart(one, 2)]).toEqual([undefined, undefined]);
    expect(refusePart(one, 3)).toMatchObject({ path: ["input", "part"] });
    expect(refuseStart(one, 1)).toMatchObject({ code: "INVALID_INPUT" });
    expect(refuseStart(one, 2)).toBeUndefined();
    expect(refusePart(started(one, { isDryRun: true, by, now: 1 as Instant }), 1)).toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    expect(one.keptUntil).toBe(7 * DAY);
  });

  it("goes on where it was stopped, and begins anew when it was tried out", () => {
    const running = read(started(opened(wish), { isDryRun: false, by, now: 1 as Instant }), {
      total: 2,
      batches: BATCHES,
    });
    const stopped = ended(advanced(running, ["filed"]), { state: "stopped", now: 2 as Instant }, INTERNAL);
    expect(started(stopped, { isDryRun: false, by, now: 3 as Instant })).toMatchObject({
      run: 1,
      done: 1,
      fault: null,
    });
    expect(started(stopped, { isDryRun: true, by, now: 3 as Instant })).toMatchObject({ run: 2, done: 0, filed: 0 });
  });

  it("counts what it did, keeps its file as long as it may be needed, and once over is so for good", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("start" as const), isDryRun: fc.boolean() }),
      fc.record({
        kind: fc.constant("work" as const),
        outcomes: fc.array(fc.constantFrom<Outcome>("filed", "already_there", "refused"), { maxLength: 4 }),
      }),
      fc.record({ kind: fc.constantFrom("stop" as const, "cancel" as const, "expire" as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let one: ComplaintImport = opened(wish);
        for (const [at, next] of steps.entries()) {
          const before = one;
          const now = at as Instant;
          if (next.kind === "start" && !isRefusal(refuseStart(one, 2)))
            one = started(one, { isDryRun: next.isDryRun, by, now });
          else if (next.kind === "work" && one.state === "waiting") one = read(one, { total: 12, batches: BATCHES });
          else if (next.kind === "work" && one.state === "running")
            one = one.batchesDone === BATCHES ? ended(one, { state: "done", now }) : advanced(one, next.outcomes);
          else if (next.kind === "stop" && one.state === "running")
            one = ended(one, { state: "stopped", now }, INTERNAL);
          else if (next.kind === "cancel" && !isOver(one)) one = ended(one, { state: "cancelled", now });
          else if (next.kind === "expire" && !isOver(one)) one = ended(one, { state: "expired", now });
          expect(one.done).toBe(one.valid + one.filed + one.alreadyThere + one.refused);
          expect(one.keptUntil === null).toBe(isOver(one));
          if (isOver(before)) expect(one).toBe(before);
          expect(one.run).toBeGreaterThanOrEqual(before.run);
        }
      }),
    );
  });
});
