import { describe, expect, it } from "@jest/globals";
import { newId, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { endsAtRotation, LONGEST_OVERLAP, refuseOverlap } from "./client.js";

const at = (minutes: number): Instant => (1_700_000_000_000 + minutes * 60_000) as Instant;
const secret = (createdAt: Instant, endsAt: Instant | null = null) => ({
  id: newId<"ClientSecret">(),
  createdAt,
  endsAt,
});

describe("a program whose secret is rotated", () => {
  it("may go on with the one before for as long as the overlap says", () => {
    const before = secret(at(0));
    expect(endsAtRotation([before], { now: at(10), overlapMinutes: 30 }).get(before.id)).toBe(at(40));
    expect(endsAtRotation([before], { now: at(10), overlapMinutes: 0 }).get(before.id)).toBe(at(10));
  });

  it("does not go on longer with one that ends already", () => {
    const ending = secret(at(0), at(15));
    expect(endsAtRotation([ending], { now: at(10), overlapMinutes: 30 }).get(ending.id)).toBe(at(15));
  });

  it("loses at once what came before the one before", () => {
    const [oldest, latest] = [secret(at(0), at(60)), secret(at(5))];
    const ends = endsAtRotation([oldest, latest], { now: at(10), overlapMinutes: 30 });
    expect([ends.get(oldest.id), ends.get(latest.id)]).toEqual([at(10), at(40)]);
  });

  it("never has more than two that count, and none counts longer than before", () => {
    const kept = fc.tuple(fc.nat(50), fc.option(fc.integer({ min: 101, max: 300 }), { nil: null }));
    fc.assert(
      fc.property(fc.array(kept, { maxLength: 6 }), fc.nat(LONGEST_OVERLAP), (times, overlapMinutes) => {
        const secrets = times.map(([from, to]) => secret(at(from), to === null ? null : at(to)));
        const ends = endsAtRotation(secrets, { now: at(100), overlapMinutes });
        expect(secrets.every(({ id, endsAt }) => (ends.get(id) ?? Infinity) <= (endsAt ?? Infinity))).toBe(true);
        expect([...ends.values()].filter((end) => end > at(100)).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([-1, LONGEST_OVERLAP + 1])("is refused an overlap of %d minutes", (minutes) => {
    expect(refuseOverlap(minutes)).toMatchObject({ code: "INVALID_INPUT" });
  });
});
