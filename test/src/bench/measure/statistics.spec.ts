import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { median, quantile, significant, summary } from "./statistics.js";

const samples = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 });

describe("statistics of samples", () => {
  it("take the middle, and the mean of two middles", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it("take the nearest rank as quantile", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(summary(hundred)).toEqual({ count: 100, p50: 50, p99: 99, max: 100 });
  });

  it("answer a sample that at least the asked share does not exceed", () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 0, max: 1, noNaN: true }), (all, q) => {
        const value = quantile(all, q);
        expect(all).toContain(value);
        expect(all.filter((one) => one <= value).length).toBeGreaterThanOrEqual(q * all.length);
      }),
    );
  });

  it("say NaN when there is nothing", () => {
    expect(median([])).toBeNaN();
    expect(summary([])).toEqual({ count: 0, p50: Number.NaN, p99: Number.NaN, max: Number.NaN });
  });

  it("round to significant digits and leave what is no number", () => {
    expect(significant(1234.5)).toBe(1230);
    expect(significant(0.012345)).toBe(0.0123);
    expect(significant(Number.NaN)).toBeNaN();
  });
});
