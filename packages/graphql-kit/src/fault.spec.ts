import { describe, expect, it } from "@jest/globals";
import { DatabaseUnavailable } from "@hearken/postgres";
import { GraphQLError } from "graphql";
import { notFound, toFault } from "./fault.js";

function shown(error: unknown): { fault: GraphQLError; defects: unknown[] } {
  const defects: unknown[] = [];
  return { fault: toFault(error, { requestId: "r-1", onDefect: (defect) => void defects.push(defect) }), defects };
}

describe("what the outside sees of an error", () => {
  it("is the fault itself, with its place", () => {
    const { fault, defects } = shown(
      new GraphQLError(notFound().message, { path: ["complaint"], originalError: notFound() }),
    );
    expect(fault.toJSON()).toMatchObject({
      message: notFound().message,
      path: ["complaint"],
      extensions: { code: "NOT_FOUND" },
    });
    expect(defects).toEqual([]);
  });

  it("is UNAVAILABLE with 503 when the database is away, however deep that lies", () => {
    const { fault } = shown(new Error("query failed", { cause: new DatabaseUnavailable("no connection to 10.0.0.1") }));
    expect(fault.extensions).toMatchObject({ code: "UNAVAILABLE", http: { status: 503 } });
    expect(JSON.stringify(fault)).not.toContain("10.0.0.1");
  });

  it("is INTERNAL and the request's id for a defect, which is told once", () => {
    const defect = new Error('column "secret" of /srv/app.js does not exist');
    const { fault, defects } = shown(new GraphQLError(defect.message, { path: ["a"], originalError: defect }));
    expect(fault.toJSON()).toEqual({
      message: "Something went wrong on our side.",
      path: ["a"],
      extensions: { code: "INTERNAL", requestId: "r-1" },
    });
    expect(defects).toHaveLength(1);
    expect(toFault(fault, { requestId: "r-2", onDefect: () => expect(true).toBe(false) })).toBe(fault);
  });

  it("is not a code that somebody else made up", () => {
    const { fault } = shown(
      new GraphQLError("pg: syntax error", { path: ["a"], extensions: { code: "42601", sql: "select" } }),
    );
    expect(fault.extensions).toEqual({ code: "INTERNAL", requestId: "r-1" });
  });

  it("stays readable when an executor made the error without extensions", () => {
    const bare = new GraphQLError("bare", { path: ["a"] });
    Object.defineProperty(bare, "extensions", { value: undefined });
    expect(shown(bare).fault.extensions).toMatchObject({ code: "INTERNAL" });
  });
});
