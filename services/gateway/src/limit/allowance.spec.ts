import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { openAllowance } from "./allowance.js";

describe("a client's allowance", () => {
  it("comes back with time, up to what can be saved", () => {
    const clock = { now: 0 };
    const allowance = openAllowance({ perSecond: 10, burst: 100, now: () => clock.now });
    expect(allowance.take("anna", 90)).toBe(0);
    expect(allowance.take("anna", 30)).toBe(2);
    clock.now = 2_000;
    expect(allowance.take("anna", 30)).toBe(0);
    clock.now = 1_000_000;
    expect(allowance.take("anna", 100)).toBe(0);
    expect(allowance.take("anna", 1)).toBe(1);
  });

  it("is no other client's", () => {
    const allowance = openAllowance({ perSecond: 1, burst: 1, now: () => 0 });
    expect([allowance.take("anna", 1), allowance.take("anna", 1), allowance.take("berta", 1)]).toEqual([0, 1, 0]);
  });

  it("lets through no more than was saved and came back, whatever is asked for and when", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ wait: fc.nat(5_000), cost: fc.integer({ min: 1, max: 50 }) })), (asked) => {
        const clock = { now: 0 };
        const allowance = openAllowance({ perSecond: 10, burst: 100, now: () => clock.now });
        let taken = 0;
        for (const { wait, cost } of asked) {
          clock.now += wait;
          if (allowance.take("anna", cost) === 0) taken += cost;
        }
        expect(taken).toBeLessThanOrEqual(100 + clock.now / 100 + 1e-6);
      }),
    );
  });
});
