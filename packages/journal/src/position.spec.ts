import { describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import fc from "fast-check";
import { BadCursor } from "./journal-error.js";
import { BEGINNING, comparePositions, cursorOf, parseCursor, positionBefore, type Position } from "./position.js";

const tenantId = newId<"Tenant">();
const position: fc.Arbitrary<Position> = fc.record({
  xid: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
  version: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  id: fc.uuid(),
});

describe("a cursor", () => {
  it("is read back as the position that it was made from", () => {
    fc.assert(fc.property(position, (at) => expect(parseCursor(tenantId, cursorOf(tenantId, at))).toEqual(at)));
  });

  it("is refused once a character of it is another, or missing, or added", () => {
    const change = fc.record({ at: fc.nat(), by: fc.constantFrom("", "A", "b", "0", "_", "AA", "=", "é") });
    fc.assert(
      fc.property(position, change, (place, { at, by }) => {
        const cursor = cursorOf(tenantId, place);
        const index = at % cursor.length;
        const forged = cursor.slice(0, index) + by + cursor.slice(index + 1);
        fc.pre(forged !== cursor);
        expect(() => parseCursor(tenantId, forged)).toThrow(BadCursor);
      }),
    );
  });

  it("is refused when it is any other text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) =>
        expect(() => parseCursor(tenantId, text)).toThrow(BadCursor),
      ),
    );
  });
});

describe("positions", () => {
  it("are ordered by xid as a number, then version, then id", () => {
    const key = ({ xid, version, id }: Position): string =>
      `${xid.padStart(20, "0")} ${String(version).padStart(16, "0")} ${id}`;
    fc.assert(
      fc.property(position, position, (a, b) => {
        const expected = key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
        expect(Math.sign(comparePositions(a, b))).toBe(expected);
      }),
    );
  });

  it("begin before every event, and each transaction begins before its own", () => {
    fc.assert(
      fc.property(position, (at) => {
        expect(comparePositions(BEGINNING, at)).toBeLessThan(0);
        expect(comparePositions(positionBefore(at.xid), at)).toBeLessThan(0);
      }),
    );
  });
});
