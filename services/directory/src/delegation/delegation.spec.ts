import { describe, expect, it } from "@jest/globals";
import { instant, type GrantId, type Instant, type StaffId } from "@hearken/kernel";
import fc from "fast-check";
import { closesCircle, MOST_HANDED, refuseDelegation } from "./delegation.js";

const NOW = instant("2025-03-05T10:00:00+08:00");
const at = (ms: number): Instant => (NOW + ms) as Instant;
const staff = (n: number): StaffId => `staff-${n}` as StaffId;
const link = (from: number, to: number, fromMs = 0, toMs = 10) => ({
  delegatorId: staff(from),
  delegateId: staff(to),
  fromAt: at(fromMs),
  toAt: at(toMs),
});
const proposed = { ...link(1, 2), posts: ["service_center"], grantIds: ["grant-1" as GrantId] };
const own = { posts: ["service_center", "employee"], grantIds: ["grant-1" as GrantId] };

describe("a delegation", () => {
  it("is of what the delegator holds themselves", () => {
    expect(refuseDelegation(proposed, own, NOW)).toBeUndefined();
  });
  it("is refused beyond that, whether posts or grants", () => {
    const posts = { ...proposed, posts: ["service_center", "legal"] };
    expect(refuseDelegation(posts, own, NOW)).toMatchObject({ code: "FORBIDDEN", path: ["input", "posts"] });
    const grants = { ...proposed, grantIds: ["grant-2" as GrantId] };
    expect(refuseDelegation(grants, own, NOW)).toMatchObject({ code: "FORBIDDEN", path: ["input", "grantIds"] });
  });
  it.each([
    ["to oneself", { delegateId: staff(1) }, "delegateId"],
    ["with an end that is not after its beginning", { fromAt: at(10) }, "to"],
    ["that is over", { fromAt: at(-10), toAt: NOW }, "to"],
    ["of nothing", { posts: [], grantIds: [] }, "posts"],
    ["of too many posts", { posts: Array<string>(MOST_HANDED + 1).fill("employee") }, "posts"],
    ["of too many grants", { grantIds: Array<GrantId>(MOST_HANDED + 1).fill("grant-1" as GrantId) }, "grantIds"],
  ])("is refused %s", (_, change, field) => {
    expect(refuseDelegation({ ...proposed, ...change }, own, NOW)).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", field],
    });
  });
});

describe("a circle of delegations", () => {
  it("is closed by handing back, at once or through others", () => {
    expect(closesCircle(link(2, 1), [link(1, 2)])).toBe(true);
    expect(closesCircle(link(3, 1), [link(1, 2), link(2, 3)])).toBe(true);
    expect(closesCircle(link(1, 3), [link(1, 2), link(2, 3)])).toBe(false);
  });
  it("is none when its parts never hold at the same time", () => {
    expect(closesCircle(link(2, 1, 10, 20), [link(1, 2, 0, 10)])).toBe(false);
    expect(closesCircle(link(2, 1, 9, 20), [link(1, 2, 0, 10)])).toBe(true);
    expect(closesCircle(link(3, 1, 0, 30), [link(1, 2, 0, 10), link(2, 3, 10, 20)])).toBe(false);
    expect(closesCircle(link(3, 1, 0, 30), [link(1, 2, 0, 11), link(2, 3, 10, 20)])).toBe(true);
  });

  const anyLink = fc
    .tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 6 }),
    )
    .filter(([from, to]) => from !== to)
    .map(([from, to, begins, lasts]) => link(from, to, begins, begins + lasts));
  type Link = ReturnType<typeof link>;
  const hasCircleAt = (links: readonly Link[], ms: number): boolean => {
    const holding = links.filter((one) => one.fromAt <= at(ms) && at(ms) < one.toAt);
    // Whoever hands nothing on stands in no circle: take them away until nothing changes.
    for (let rest = holding; ;) {
      const next = rest.filter((one) => rest.some((other) => other.delegatorId === one.delegateId));
      if (next.length === rest.length) return rest.length > 0;
      rest = next;
    }
  };

  it("never comes to be, at no instant, when each delegation that would close one is refused; and nothing else is", () => {
    fc.assert(
      fc.property(fc.array(anyLink, { maxLength: 12 }), (wishes) => {
        const given: Link[] = [];
        const instants = Array.from({ length: 16 }, (_, ms) => ms);
        for (const wish of wishes) {
          const wouldClose = instants.some((ms) => hasCircleAt([...given, wish], ms));
          expect(closesCircle(wish, given)).toBe(wouldClose);
          if (!wouldClose) given.push(wish);
        }
      }),
    );
  });
});
