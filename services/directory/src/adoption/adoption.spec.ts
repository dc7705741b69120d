import { describe, expect, it } from "@jest/globals";
import { readReadings, type Choice } from "./adoption.js";

const CHOICES: Readonly<Record<string, Choice>> = {
  hours: { default: "elapsed", choices: ["elapsed", "working"] },
  crowd: { default: 3 },
  strict: { default: false },
};

describe("readings said in words", () => {
  it("take the type of their ambiguity", () => {
    const words = [
      { name: "hours", value: "working" },
      { name: "crowd", value: "5" },
      { name: "strict", value: "true" },
    ];
    expect(readReadings(words, CHOICES)).toEqual({ hours: "working", crowd: 5, strict: true });
  });
  it("stay words when they are no such value or the name is unknown, for the adoption to refuse", () => {
    const words = [
      { name: "crowd", value: "many" },
      { name: "toString", value: "1" },
    ];
    expect(readReadings(words, CHOICES)).toEqual({ crowd: "many", toString: "1" });
  });
  it("are refused when one is chosen twice", () => {
    const twice = [1, 2].map((value) => ({ name: "crowd", value: String(value) }));
    expect(readReadings(twice, CHOICES)).toMatchObject({ code: "INVALID_INPUT", path: ["input", "readings", "crowd"] });
  });
});
