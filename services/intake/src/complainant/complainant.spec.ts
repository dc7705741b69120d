import { describe, expect, it } from "@jest/globals";
import { event } from "@hearken/contracts";
import { peopleBehind } from "./behind.js";
import { maskName, maskPhone } from "./complainant.js";

describe("a complainant as the API shows them", () => {
  it("keeps the first character of the name", () => {
    expect(maskName("张三丰")).toBe("张**");
    expect(maskName("Ada Lovelace")).toBe("A**");
    expect(maskName("𠮷野")).toBe("𠮷**");
  });
  it("keeps the ends of a telephone number, and nothing of a short one", () => {
    expect(maskPhone("13800001234")).toBe("138****1234");
    expect(maskPhone("+86 138-0000-1234")).toBe("+86****1234");
    expect(maskPhone("8001234")).toBe("****");
  });
});

describe("the people behind a complaint", () => {
  const received = event("complaint.received", {
    channel: "phone",
    complainantIds: ["a", "b"],
    receivedBy: "centre",
    regulation: "ligao",
    regulationVersion: 1,
  });
  it("are those who came with it and joined, without those who left", () => {
    const joined = event("complaint.complainant_joined", { complainantId: "c" });
    const left = event("complaint.complainant_left", { complainantId: "a" });
    expect([...peopleBehind([received, joined, left])]).toEqual(["b", "c"]);
    expect([...peopleBehind([received, left, event("complaint.complainant_joined", { complainantId: "a" })])]).toEqual([
      "b",
      "a",
    ]);
  });
});
