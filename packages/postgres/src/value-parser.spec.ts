import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import pg from "pg";
import { parseInt8, parseTextArray, parseTimestamptz, valueParsers, type TypeOid } from "./value-parser.js";

const read = (oid: TypeOid, text: string): unknown =>
  (valueParsers.getTypeParser(oid, "text") as (text: string) => unknown)(text);

describe("a timestamptz of the database", () => {
  it("is the instant in milliseconds, whatever its zone", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
        (date) => {
          expect(parseTimestamptz(date.toISOString().replace("T", " ").replace("Z", "+00"))).toBe(date.getTime());
        },
      ),
    );
    expect(parseTimestamptz("2025-03-05 10:00:00+08")).toBe(Date.UTC(2025, 2, 5, 2));
    expect(parseTimestamptz("2025-03-05 07:30:00.5+05:30")).toBe(Date.UTC(2025, 2, 5, 2, 0, 0, 500));
  });

  it("is read with any number of places behind the point, as the server leaves out zeros", () => {
    const places = fc
      .string({ unit: fc.constantFrom("0", "1", "4", "9"), maxLength: 6 })
      .map((digits) => digits.replace(/0+$/, ""));
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
        places,
        (date, fraction) => {
          const whole = date.toISOString().slice(0, 19);
          const text = `${whole.replace("T", " ")}${fraction === "" ? "" : `.${fraction}`}+00`;
          expect(parseTimestamptz(text)).toBe(Date.parse(`${whole}.${fraction.padEnd(3, "0").slice(0, 3)}Z`));
        },
      ),
    );
  });

  it.each([
    ["", 0],
    [".5", 500],
    [".11", 110],
    [".123", 123],
    [".1234", 123],
    [".000001", 0],
  ])("has %s of a second in its %d milliseconds", (fraction, millis) => {
    expect(parseTimestamptz(`2025-03-05 02:00:00${fraction}+00`)).toBe(Date.UTC(2025, 2, 5, 2, 0, 0, millis));
  });

  it("loses what is finer than a millisecond", () => {
    expect(parseTimestamptz("2025-03-05 02:00:00.123999+00")).toBe(Date.UTC(2025, 2, 5, 2, 0, 0, 123));
  });

  it.each([["infinity"], ["-infinity"], ["0044-03-15 12:00:00+00 BC"]])("is an error when it is %s", (text) => {
    expect(() => parseTimestamptz(text)).toThrow("not an instant");
  });
});

describe("an int8 of the database", () => {
  it("is a number, and an error beyond the safe integers", () => {
    expect(parseInt8("-42")).toBe(-42);
    expect(parseInt8("9007199254740991")).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => parseInt8("9007199254740992")).toThrow("beyond the safe integers");
  });
});

describe("a text array of the database", () => {
  it.each([
    ["{}", []],
    ["{LG-5.2.2A}", ["LG-5.2.2A"]],
    ["{客服中心,dept_head}", ["客服中心", "dept_head"]],
    ['{"a,b","say \\"no\\"",""}', ["a,b", 'say "no"', ""]],
    ['{NULL,"NULL"}', [null, "NULL"]],
    [
      "{{a,b},{c,d}}",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
  ])("is read from %s", (text, elements) => {
    expect(parseTextArray(text)).toEqual(elements);
  });
});

describe("the parsers of a pool", () => {
  it("keep dates as they are written, and leave other types to the driver", () => {
    expect(read(pg.types.builtins.DATE, "2025-03-05")).toBe("2025-03-05");
    expect(read(pg.types.builtins.INT8, "7")).toBe(7);
    expect(read(pg.types.builtins.TEXT, "7")).toBe("7");
  });
});
