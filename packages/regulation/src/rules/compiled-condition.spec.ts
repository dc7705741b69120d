import { Environment } from "@marcbachmann/cel-js";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { compileCondition } from "./compiled-condition.js";

const SEED = 20_261_209;

class Event {
  constructor(readonly to: string) {}
}

/** Fails for what is not above zero, as the calendar's functions do for a year that nobody published. */
const isKnown = (at: bigint): boolean => {
  if (at <= 0n) throw new Error("unknown");
  return at > 3n;
};

const environment = new Environment();
for (const name of ["a", "b"]) environment.registerVariable(name, "int");
for (const name of ["s", "t"]) environment.registerVariable(name, "string");
for (const name of ["p", "q"]) environment.registerVariable(name, "bool");
environment.registerVariable("l", "list<string>");
environment.registerConstant("k", "int", 3n);
environment.registerType("Event", { ctor: Event, fields: { to: "string" } });
environment.registerVariable("event", "Event");
environment.registerFunction("isKnown(int): bool", isKnown);
const world = { constants: new Map([["k", 3n]]), functions: new Map([["isKnown", isKnown]]) };

const text = fc.constantFrom("s", "t", '"x"', '""', "event.to", '(p ? s : "y")');
const number = fc.constantFrom("a", "b", "k", "0", "2", "l.size()");
/** Conditions as regulations write them, nested at random; some in words that only the library knows. */
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constantFrom("p", "q", "true", 'l.exists(one, one == "x")', "a + b > 2"),
    fc.tuple(text, fc.constantFrom("==", "!="), text).map((parts) => parts.join(" ")),
    fc.tuple(number, fc.constantFrom("==", "!=", "<", "<=", ">", ">="), number).map((parts) => parts.join(" ")),
    fc.tuple(text, fc.constantFrom("l", '["x", "y"]', '[s, "y"]')).map((parts) => parts.join(" in ")),
    number.map((at) => `isKnown(${at})`),
    tie("condition").map((inner) => `!(${inner})`),
    fc
      .tuple(tie("condition"), fc.constantFrom("&&", "||"), tie("condition"))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    fc
      .tuple(tie("condition"), tie("condition"), tie("condition"))
      .map(([when, yes, no]) => `(${when}) ? (${yes}) : (${no})`),
  ),
}));
const bindings = fc.record({
  a: fc.bigInt({ min: -2n, max: 6n }),
  b: fc.bigInt({ min: -2n, max: 6n }),
  s: fc.constantFrom("", "x", "y"),
  t: fc.constantFrom("", "x", "y"),
  p: fc.boolean(),
  q: fc.boolean(),
  l: fc.subarray(["x", "y", "z"]),
  event: fc.constantFrom("", "x").map((to) => new Event(to)),
});

const answerOf = (ask: () => unknown): unknown => {
  try {
    return ask();
  } catch {
    return "fails";
  }
};

describe(`a condition told in closures (seed ${SEED})`, () => {
  it("answers, and fails, as the library does", () => {
    let compiledAtAll = 0;
    fc.assert(
      fc.property(condition, bindings, (source, given) => {
        const parsed = environment.parse(source);
        expect(parsed.check().valid).toBe(true);
        const compiled = compileCondition(parsed.ast, world);
        if (compiled === undefined) return;
        compiledAtAll += 1;
        expect({ source, answer: answerOf(() => compiled(given)) }).toEqual({
          source,
          answer: answerOf(() => parsed(given) as unknown),
        });
      }),
      { seed: SEED, numRuns: 3_000 },
    );
    expect(compiledAtAll).toBeGreaterThan(1_000);
  });

  it.each(["a + b > 2", 'l.exists(one, one == "x")', "p && a + 1 > 2"])("leaves %s to the library", (source) => {
    const parsed = environment.parse(source);
    parsed.check();
    expect(compileCondition(parsed.ast, world)).toBeUndefined();
  });
});
