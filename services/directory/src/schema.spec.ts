import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { mergeTogether, undescribed } from "@hearken/graphql-kit";
import { directory } from "./service.js";

const { subgraph } = directory();

describe("the directory's part of the graph", () => {
  it("is committed as schema.graphql (npm run schema prints it)", () => {
    expect(readFileSync(new URL("../schema.graphql", import.meta.url), "utf8")).toBe(subgraph.sdl);
  });
  it("describes everything", () => {
    expect(undescribed(mergeTogether([subgraph]))).toEqual([]);
  });
  it("owns the entities that other services point at", () => {
    expect([...subgraph.owns].sort()).toEqual([
      "ApiClient",
      "Department",
      "Grant",
      "Organization",
      "Project",
      "Regulation",
      "Staff",
      "Tenant",
      "Unit",
    ]);
  });
});
