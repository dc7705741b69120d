import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { mergeTogether, undescribed } from "@hearken/graphql-kit";
import { isObjectType, isUnionType } from "graphql";
import { COMMAND_NAMES } from "./complaint/legal-commands.js";
import { intake } from "./service.js";

const { subgraph } = intake();
const schema = mergeTogether([subgraph]);

/** Described by their owner alone. */
const STUBS = /^(Organization|Project|Unit|Staff|Department|Regulation)(\.\w+)?$/;

describe("intake's part of the graph", () => {
  it("is committed as schema.graphql (npm run schema prints it)", () => {
    expect(readFileSync(new URL("../schema.graphql", import.meta.url), "utf8")).toBe(subgraph.sdl);
  });
  it("describes everything that it owns", () => {
    expect(undescribed(schema).filter((name) => !STUBS.test(name))).toEqual([]);
  });
  it("owns complaints and points at what the directory owns", () => {
    expect([...subgraph.owns]).toEqual(["Complaint"]);
    for (const stub of ["Organization", "Project", "Unit", "Staff", "Department", "Regulation"]) {
      expect(isObjectType(schema.getType(stub))).toBe(true);
    }
  });
  it("has a mutation for every command, answered by its success or a refusal", () => {
    const mutations = schema.getMutationType()?.getFields() ?? {};
    const ofPeople = ["revealComplainant", "exportComplainant", "eraseComplainant"];
    const ofImports = ["openImport", "addImportPart", "startImport", "cancelImport"];
    const beside = ["fileComplaint", "importComplaint", ...ofPeople, ...ofImports];
    expect(Object.keys(mutations).sort()).toEqual([...COMMAND_NAMES, ...beside].sort());
    for (const [name, { type }] of Object.entries(mutations)) {
      const result = schema.getType(String(type).replace("!", ""));
      const types = isUnionType(result) ? result.getTypes().map(String) : [];
      expect(types.sort()).toEqual(["Refusal", `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`].sort());
    }
  });
});
