import { describe, expect, it } from "@jest/globals";
import { newId, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { cursorCodec } from "./cursor.js";

const complaints = cursorCodec("complaints", ["instant", "id"]);
const obligations = cursorCodec("obligations", ["instant", "id"]);
const forged = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a cursor", () => {
  it("names its place again when it comes back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.uuid({ version: 7 }), (at, id) => {
        const key = [at as Instant, id] as const;
        expect(complaints.decode(complaints.encode(key))).toEqual(key);
      }),
    );
  });

  it.each([
    ["of another list", obligations.encode([0 as Instant, newId()])],
    ["that is no cursor", "%%%"],
    ["that is empty", ""],
    ["that is too long", "a".repeat(10_000)],
    ["of another shape", forged(["complaints", 1])],
    ["with a place that is no instant", forged(["complaints", "1; drop table", newId()])],
    ["with an id that is none", forged(["complaints", 1, "x' or '1'='1"])],
    ["with an object in it", forged(["complaints", { toString: 1 }, newId()])],
  ])("%s is refused as bad input", (_what, cursor) => {
    expect(() => complaints.decode(cursor)).toThrow(
      expect.objectContaining({ extensions: { code: "BAD_USER_INPUT", argument: "after" } }),
    );
  });

  it("is refused, or decoded, but never breaks, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          complaints.decode(text);
        } catch (error) {
          expect(error).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
        }
      }),
    );
  });
});
