import { describe, expect, it } from "@jest/globals";
import { DAY, instant, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { erasureByRetention, refuseErasure, type StoodBehind } from "./erasure.js";

const NOW = instant("2025-03-03T12:00:00+08:00");
const inDays = (days: number): Instant => (NOW + days * DAY) as Instant;
const kept = (days: number | null): StoodBehind["keeping"] => ({
  until: days === null ? null : inDays(days),
  clause: "JD-8.1a",
});
const over = (more: Partial<StoodBehind> = {}): StoodBehind => ({
  number: "20250303-7K3Q9M",
  isOver: true,
  isHeld: false,
  keeping: undefined,
  ...more,
});

describe("a person whose erasure is decided on", () => {
  it("is refused while a complaint is held, goes on or must be kept, in this order", () => {
    const [held, open, papers] = [over({ isHeld: true }), over({ isOver: false }), over({ keeping: kept(1) })];
    expect(refuseErasure([papers, open, held], NOW)).toMatchObject({
      code: "ILLEGAL_TRANSITION",
      message: { en: expect.stringContaining("hold") },
    });
    expect(refuseErasure([papers, open], NOW)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    expect(refuseErasure([over(), papers], NOW)).toMatchObject({ code: "REGULATION", clause: "JD-8.1a" });
    expect(refuseErasure([over({ keeping: kept(null) })], NOW)).toMatchObject({ code: "REGULATION" });
    expect(refuseErasure([over(), over({ keeping: kept(0) })], NOW)).toBeUndefined();
  });

  it("is due by time when the last of their papers is, and never where no time was named", () => {
    expect(erasureByRetention([over({ keeping: kept(-2) }), over({ keeping: kept(0) })], NOW)).toBe("due");
    expect(erasureByRetention([over({ keeping: kept(-2) }), over({ keeping: kept(3) })], NOW)).toBe(inDays(3));
    for (const one of [over(), over({ keeping: kept(null) }), over({ keeping: kept(-2), isHeld: true })])
      expect(erasureByRetention([over({ keeping: kept(-2) }), one], NOW)).toBeUndefined();
    expect(erasureByRetention([], NOW)).toBeUndefined();
  });

  it("is never due by time while it would be refused at their request", () => {
    const complaint = fc.record({
      number: fc.constant("20250303-7K3Q9M"),
      isOver: fc.boolean(),
      isHeld: fc.boolean(),
      keeping: fc.option(fc.integer({ min: -5, max: 5 }).map(kept), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(complaint, { maxLength: 4 }), (complaints) => {
        if (erasureByRetention(complaints, NOW) === "due") expect(refuseErasure(complaints, NOW)).toBeUndefined();
      }),
    );
  });
});
