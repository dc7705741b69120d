import { describe, expect, it } from "@jest/globals";
import { openLog } from "./log.js";
import { pollingWorker, type Round } from "./polling-worker.js";

const NEVER_MS = 3_600_000;

/** Runs rounds until the last one, and stops the worker in it. */
async function work(rounds: readonly (() => Round)[], everyMs = 1): Promise<readonly string[]> {
  const logged: string[] = [];
  const log = openLog({ service: "test", level: "warn", destination: { write: (line) => void logged.push(line) } });
  let next = 0;
  await new Promise<void>((resolve) => {
    const worker = pollingWorker({
      name: "test.worker",
      log,
      everyMs,
      round: async () => {
        const round = rounds[next];
        next += 1;
        if (next === rounds.length) void Promise.resolve().then(() => running.stop().then(resolve));
        return round?.() ?? { done: 0 };
      },
    });
    const running = worker.start();
  });
  expect(next).toBe(rounds.length);
  return logged;
}

describe("a worker that looks for work", () => {
  it("goes on at once while there is some, however long it would rest", async () => {
    const some = (): Round => ({ done: 1 });
    expect(await work([some, some, some, some], NEVER_MS)).toEqual([]);
  });

  it("rests as long as a round says, and ends in the middle of a rest", async () => {
    expect(await work([() => ({ done: 0, waitMs: 0 }), () => ({ done: 0, waitMs: NEVER_MS })], NEVER_MS)).toEqual([]);
  });

  it("tells of a round that failed, and tries again", async () => {
    const fails = (): Round => {
      throw new Error("the database is away");
    };
    const logged = await work([fails, fails, () => ({ done: 1 })]);
    expect(logged.map((line) => (JSON.parse(line) as { failures: number }).failures)).toEqual([1, 2]);
    expect(logged[0]).toContain("test.worker");
  });
});
