import { describe, expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { register } from "../register/register.source.js";

const KINDS = new Set(["clock", "severity", "escalation", "notification", "validity", "followup"]);

/** Ids with which the titles of the specifications beside this one begin. */
function tested(): ReadonlySet<string> {
  const texts = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".spec.ts"))
    .map((file) => readFileSync(`${import.meta.dirname}/${file}`, "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(/\(\s*"(LG-[\w.]+?):/g)].map(([, id = ""]) => id)));
}

describe("the clauses of Ligao", () => {
  it("of the kinds that engine and gates decide are each executed by a test whose title begins with the id", () => {
    const wanted = register("ligao").clauses.filter(({ kind }) => KINDS.has(kind));
    expect(wanted).toHaveLength(43);
    expect(wanted.filter(({ id }) => !tested().has(id)).map(({ id }) => id)).toEqual([]);
  });

  it("are the only ones that a title names", () => {
    const ids = new Set(register("ligao").clauses.map(({ id }) => id));
    expect([...tested()].filter((id) => !ids.has(id))).toEqual([]);
  });
});
