import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { digestOf, entryOf, firstTampering, NO_SEAL, packEntries, unpackEntries, type SealEntry } from "./sealed.js";

const entry: fc.Arbitrary<SealEntry> = fc
  .record({ id: fc.uuid(), canonical: fc.string() })
  .map(({ id, canonical }) => entryOf({ id, canonical, xid: "1", version: 1 }));
const entries = fc.uniqueArray(entry, { minLength: 2, maxLength: 12, selector: ({ id }) => id });

describe("sealed entries", () => {
  it("are unpacked as they were packed", () => {
    fc.assert(fc.property(entries, (list) => expect(unpackEntries(packEntries(list))).toEqual(list)));
  });

  it("that lost a byte are no entries", () => {
    fc.assert(fc.property(entries, (list) => expect(unpackEntries(packEntries(list).subarray(1))).toBeUndefined()));
  });
});

describe("what was sealed and what is found", () => {
  it("are the same when nothing was touched", () => {
    fc.assert(fc.property(entries, (list) => expect(firstTampering(list, [...list])).toBeUndefined()));
  });

  it("differ first at the event that was deleted", () => {
    fc.assert(
      fc.property(entries, fc.nat(), (list, n) => {
        const victim = n % list.length;
        expect(firstTampering(list, list.toSpliced(victim, 1))).toEqual({ kind: "deleted", eventId: list[victim]?.id });
      }),
    );
  });

  it("differ first at the event that was slipped in", () => {
    fc.assert(
      fc.property(entries, entry, fc.nat(), (list, forged, n) => {
        fc.pre(list.every(({ id }) => id !== forged.id));
        const found = list.toSpliced(n % (list.length + 1), 0, forged);
        expect(firstTampering(list, found)).toEqual({ kind: "inserted", eventId: forged.id });
      }),
    );
  });

  it("differ first at the event that was edited", () => {
    fc.assert(
      fc.property(entries, fc.nat(), (list, n) => {
        const victim = n % list.length;
        const id = list[victim]?.id ?? "";
        const found = list.with(victim, entryOf({ id, canonical: "something else entirely", xid: "1", version: 1 }));
        expect(firstTampering(list, found)).toEqual({ kind: "edited", eventId: id });
      }),
    );
  });

  it("differ when two events changed places", () => {
    fc.assert(
      fc.property(entries, fc.nat(), (list, n) => {
        const at = n % (list.length - 1);
        const [one, two] = [list[at], list[at + 1]];
        if (one === undefined || two === undefined) return;
        const found = list.with(at, two).with(at + 1, one);
        expect(firstTampering(list, found)).toEqual({ kind: "reordered", eventId: two.id });
      }),
    );
  });
});

describe("a seal's digest", () => {
  const at = { xid: "7", version: 1, id: "00000000-0000-0000-0000-000000000000" };
  const body = { tenantId: "t", number: 1, from: at, to: at, entries: Buffer.from("e"), previous: NO_SEAL };

  it.each([
    ["tenant", { tenantId: "u" }],
    ["number", { number: 2 }],
    ["beginning", { from: { ...at, version: 2 } }],
    ["end", { to: { ...at, xid: "8" } }],
    ["entries", { entries: Buffer.from("f") }],
    ["predecessor", { previous: Buffer.alloc(32, 1) }],
  ])("is another with another %s", (_, change) => {
    expect(digestOf({ ...body, ...change })).not.toEqual(digestOf(body));
  });
});
