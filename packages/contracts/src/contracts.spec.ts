import { describe, expect, it } from "@jest/globals";
import { contractOf, contracts, derivedTypes, factTypes } from "./index.js";

describe("the contracts of events", () => {
  it("are one for each type, each with a version and a word about it", () => {
    expect(new Set(contracts.map(({ type }) => type)).size).toBe(contracts.length);
    for (const { type, version, about } of contracts) {
      expect(type).toMatch(/^[a-z]+\.[a-z_]+$/);
      expect(version).toBeGreaterThanOrEqual(1);
      expect(about).toMatch(/\.$/);
    }
  });

  it("tell facts from conclusions, and complaints from organizations", () => {
    expect(contractOf("complaint.received")).toMatchObject({ stream: "complaint", nature: "fact" });
    expect(contractOf("obligation.breached")).toMatchObject({ stream: "complaint", nature: "derived" });
    expect(contractOf("grant.revoked")).toMatchObject({ stream: "organization", nature: "fact" });
    expect(contractOf("complaint.recieved")).toBeUndefined();
    expect(factTypes.filter((type) => derivedTypes.includes(type))).toEqual([]);
  });
});

describe("a payload", () => {
  const received = {
    channel: "phone",
    complainantIds: ["00000000-0000-7000-8000-000000000001"],
    receivedBy: "centre",
    regulation: "ligao",
    regulationVersion: 1,
  };
  const check = (payload: object): boolean =>
    contractOf("complaint.received")?.schema.safeParse(payload).success === true;

  it("is what its contract says", () => {
    expect(check(received)).toBe(true);
    expect(check({ ...received, callEndedAt: 1_741_000_000_000 })).toBe(true);
  });

  it.each([
    ["a key that the contract does not know", { name: "余女士" }],
    ["somebody's words in the place of a code", { channel: "天花板 漏水" }],
    ["a missing field", { channel: undefined }],
    ["an id that is none", { complainantIds: ["1"] }],
    ["a fraction", { regulationVersion: 1.5 }],
    ["an instant that is a text", { callEndedAt: "2025-03-03T10:00:00Z" }],
  ])("is refused with %s", (_, change) => {
    expect(check({ ...received, ...change })).toBe(false);
  });

  it("has no field that could hold words: letters, digits and a few signs are all that a code may be", () => {
    for (const contract of contracts) {
      for (const [name, { schema, type }] of Object.entries(contract.fields)) {
        if (type !== "string") continue;
        expect({ type: contract.type, name, takesWords: schema.safeParse("客户 王先生").success }).toMatchObject({
          takesWords: false,
        });
      }
    }
  });
});
