import { describe, expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { register } from "../register/register.source.js";
import { regulationOf } from "../testing/complaint-case.js";

/** Ids with which the titles of the specifications beside this one begin. */
function tested(): ReadonlySet<string> {
  const texts = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".spec.ts"))
    .map((file) => readFileSync(`${import.meta.dirname}/${file}`, "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(/\(\s*"(LG-[\w.]+?):/g)].map(([, id = ""]) => id)));
}

/** Ids that are no rules but shown where they apply. */
function shown(): readonly string[] {
  return regulationOf("ligao").guidance.flatMap(({ clause }) => clause);
}

describe("the clauses of Ligao", () => {
  it("are each executed by a test whose title begins with the id, or shown where they apply, and never both", () => {
    const ids = register("ligao").clauses.map(({ id }) => id);
    expect(ids).toHaveLength(135);
    expect(ids.filter((id) => !tested().has(id)).sort()).toEqual([...shown()].sort());
  });

  it("are the only ones that a title names", () => {
    const ids = new Set(register("ligao").clauses.map(({ id }) => id));
    expect([...tested()].filter((id) => !ids.has(id))).toEqual([]);
  });
});
