import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { mergeTogether, undescribed } from "@hearken/graphql-kit";
import { escalation } from "./service.js";

const { subgraph } = escalation();

describe("escalation's part of the graph", () => {
  it("is committed as schema.graphql (npm run schema prints it)", () => {
    expect(readFileSync(new URL("../schema.graphql", import.meta.url), "utf8")).toBe(subgraph.sdl);
  });

  it("describes everything", () => {
    expect(undescribed(mergeTogether([subgraph]))).toEqual([]);
  });

  it("owns what it concludes", () => {
    expect([...subgraph.owns].sort()).toEqual(["Bulletin", "Obligation"]);
  });

  it("adds its fields to a complaint, which it does not own", () => {
    const complaint = mergeTogether([subgraph]).getType("Complaint");
    const fields = complaint !== undefined && "getFields" in complaint ? Object.keys(complaint.getFields()) : [];
    expect(fields.sort()).toEqual([
      "bulletins",
      "escalations",
      "id",
      "level",
      "levelChanges",
      "notices",
      "obligations",
      "standing",
    ]);
  });
});
