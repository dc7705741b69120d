import { describe, expect, it } from "@jest/globals";
import { event } from "@hearken/contracts";
import fc from "fast-check";
import { peopleBehind } from "./behind.js";
import { canonicalIdentity, canonicalPhone } from "./findable-number.js";
import { maskAddress, maskIdentityNumber, maskName, maskPhone } from "./mask.js";

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
  it("keeps the ends of an identity number, and nothing of a short one", () => {
    expect(maskIdentityNumber("11010519491231002X")).toBe("11**************2X");
    expect(maskIdentityNumber("E12345678")).toBe("E*******8");
    expect(maskIdentityNumber("A12345")).toBe("****");
  });
  it("keeps an address up to its district, and nothing of one that names none", () => {
    expect(maskAddress("上海市浦东新区世纪大道100号")).toBe("上海市浦东新区****");
    expect(maskAddress("广东省深圳市南山区科技园5栋")).toBe("广东省深圳市南山区****");
    expect(maskAddress("江苏省昆山市花桥镇1号")).toBe("江苏省昆山市****");
    expect(maskAddress("阳光小区3栋502")).toBe("****");
    expect(maskAddress("12 Long Street")).toBe("****");
  });
  it("shows at most seven characters of a number, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\+?[0-9][0-9 -]{3,28}$/),
        fc.stringMatching(/^[A-Z0-9]{5,18}$/),
        (phone, number) => {
          expect(maskPhone(phone).replaceAll("*", "").length).toBeLessThanOrEqual(7);
          expect(maskIdentityNumber(number).replaceAll("*", "").length).toBeLessThanOrEqual(4);
        },
      ),
    );
  });
});

describe("a number that is searched for", () => {
  it("is the same however it is written", () => {
    const written = [
      "13800001234",
      "+86 138-0000-1234",
      "0086 138 0000 1234",
      "8613800001234",
      "１３８００００１２３４",
    ];
    expect(new Set(written.map(canonicalPhone))).toEqual(new Set(["+8613800001234"]));
    expect(canonicalPhone("(021) 5888-1234")).toBe(canonicalPhone("+86 21 5888 1234"));
    expect(canonicalPhone("+44 20 7946 0018")).toBe("+442079460018");
    expect(canonicalIdentity("1101 0519 4912 3100 2x")).toBe("11010519491231002X");
  });
  it("stays what it is when it is made the same again, and differs where the digits do", () => {
    const number = fc.stringMatching(/^1[3-9][0-9]{9}$/);
    fc.assert(
      fc.property(number, number, fc.constantFrom("", "+86", "0086", "86", "+86 "), (one, other, before) => {
        expect(canonicalPhone(canonicalPhone(`${before}${one}`))).toBe(canonicalPhone(one));
        expect(canonicalPhone(one) === canonicalPhone(other)).toBe(one === other);
      }),
    );
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
