import { describe, expect, it } from "@jest/globals";
import { clauseById, register, SOURCES } from "./register.source.js";

describe("the register of clauses", () => {
  it("holds the 548 clauses of five sources, each id once", () => {
    const clauses = SOURCES.flatMap((source) => register(source).clauses);
    expect(clauses).toHaveLength(548);
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(548);
  });

  it("finds a clause by its id", () => {
    expect(clauseById("LG-5.2.2A")).toMatchObject({ source: "ligao", kind: "clock" });
    expect(clauseById("LG-9.9")).toBeUndefined();
    expect(clauseById("XX-1")).toBeUndefined();
  });
});
