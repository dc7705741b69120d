import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { checkFirst, pageOf, type Page } from "./connection.js";

/** A list that is paged through from its beginning, `first` at a time. */
function walk(list: readonly number[], first: number): number[] {
  const seen: number[] = [];
  for (let after: string | null = null; ;) {
    const start: number = after === null ? -1 : Number(after);
    const rest = list.filter((n) => n > start);
    const page: Page<number> = pageOf(rest.slice(0, first + 1), { first, after, cursorOf: String });
    seen.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return seen;
    after = page.pageInfo.endCursor;
  }
}

describe("a page", () => {
  it("leads through the whole list, each element once, for every list and size", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 10_000 })),
        fc.integer({ min: 1, max: 100 }),
        (numbers, first) => {
          const list = numbers.sort((a, b) => a - b);
          expect(walk(list, first)).toEqual(list);
        },
      ),
    );
  });

  it("of nothing has no cursors", () => {
    expect(pageOf([], { first: 5, cursorOf: String }).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it.each([0, -1, 101, 1.5, Number.NaN])("of %d is refused", (first) => {
    expect(() => checkFirst(first)).toThrow(/between 1 and 100/);
  });
});
