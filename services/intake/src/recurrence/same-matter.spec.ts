import { describe, expect, it } from "@jest/globals";
import { DAY, newId, type ComplaintId, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { findRecurrence, untold, type SameMatter } from "./same-matter.js";

const WINDOW = 30 * DAY;
const startOf = (end: Instant): Instant => (end - WINDOW) as Instant;
const complaint = (day: number, person: string, told = 0): SameMatter => ({
  id: newId<"Complaint">(),
  receivedAt: (day * DAY) as Instant,
  people: [person],
  told,
});
const search = (complaints: readonly SameMatter[], about: ComplaintId | undefined) =>
  findRecurrence({ complaints, about: about ?? newId<"Complaint">(), least: 3, startOf });

describe("the same matter from several people", () => {
  it("recurs when the third person complains within the window", () => {
    const complaints = [complaint(0, "a"), complaint(10, "b"), complaint(30, "c")];
    expect(search(complaints, complaints[2]?.id)).toMatchObject({
      complainants: 3,
      windowStart: 0,
      windowEnd: 30 * DAY,
    });
  });
  it("does not recur when the window has moved on, nor when one person complains three times", () => {
    const late = [complaint(0, "a"), complaint(10, "b"), complaint(31, "c")];
    expect(search(late, late[2]?.id)).toBeUndefined();
    const one = [complaint(0, "a"), complaint(1, "a"), complaint(2, "a")];
    expect(search(one, one[2]?.id)).toBeUndefined();
  });
  it("is found whatever the order in which complaints become known", () => {
    const complaints = [complaint(0, "a"), complaint(10, "b"), complaint(20, "c")];
    const counts = complaints.map(({ id }) => search(complaints, id)?.complainants);
    expect(counts).toEqual([3, 3, 3]);
  });
  it("counts what a plain look at every window counts", () => {
    const some = fc.array(fc.tuple(fc.nat(90), fc.constantFrom("a", "b", "c", "d", "e")), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(some, (given) => {
        const complaints = given.sort(([a], [b]) => a - b).map(([day, person]) => complaint(day, person));
        const about = complaints[0];
        if (about === undefined) return;
        const inside = (end: number): readonly SameMatter[] =>
          complaints.filter(({ receivedAt }) => receivedAt >= end - WINDOW && receivedAt <= end);
        const ends = Array.from({ length: 31 }, (_, day) => about.receivedAt + day * DAY);
        const most = Math.max(...ends.map((end) => new Set(inside(end).flatMap(({ people }) => people)).size));
        expect(search(complaints, about.id)?.complainants ?? 0).toBe(most >= 3 ? most : 0);
      }),
    );
  });
  it("is told once for each count", () => {
    const complaints = [complaint(0, "a", 3), complaint(1, "b", 3), complaint(2, "c", 3), complaint(3, "d")];
    const found = search(complaints, complaints[3]?.id);
    if (found === undefined) throw new Error("not found");
    expect(untold(found, complaints[0]?.id ?? newId())).toHaveLength(4);
    const again = { ...found, complaints: found.complaints.map((one) => ({ ...one, told: 4 })) };
    expect(untold(again, complaints[0]?.id ?? newId())).toEqual([]);
  });
});
