import { describe, expect, it } from "@jest/globals";
import { repeatedWorker } from "./repeated-worker.js";
import type { Platform } from "./service.js";

const log = { warn: () => undefined } as unknown as Platform["log"];

/** A worker whose rounds answer these, the last for ever; resolves once so many rounds were begun. */
function rounds(answers: readonly (number | Error)[], restMs: number) {
  let begun = 0;
  let all: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (all = resolve));
  const worker = repeatedWorker({ name: "spec", log, restMs }, () => {
    const answer = answers[begun] ?? 0;
    begun += 1;
    if (begun === answers.length) all();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return { worker, reached, begun: () => begun };
}

describe("a worker that works in rounds", () => {
  it("goes on at once while there is something to do, and rests then until it is stopped", async () => {
    const { worker, reached, begun } = rounds([1, 1, 0], 60_000);
    const running = worker.start();
    await reached;
    await running.stop();
    expect(begun()).toBe(3);
  });
  it("tries again what failed", async () => {
    const { worker, reached } = rounds([new Error("away"), 0], 1);
    const running = worker.start();
    await reached;
    await running.stop();
  });
});
