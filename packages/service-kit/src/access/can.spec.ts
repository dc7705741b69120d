import { describe, expect, it } from "@jest/globals";
import type { Principal } from "@hearken/graphql-kit";
import { newId, type Instant, type Reach } from "@hearken/kernel";
import { ACTION_TABLE, ACTIONS } from "./action.js";
import { can, CAPABILITIES, mayGive, reaches, visibleScopes } from "./can.js";
import { ROLE_TABLE, ROLES } from "./role.js";

const mine = newId<"Organization">();
const estate = newId<"Project">();
const whole: Reach = { kind: "tenant" };

function somebody(roles: readonly string[], reach: Reach = whole): Principal {
  return {
    scope: { tenantId: newId<"Tenant">(), reach },
    actor: { kind: "staff", id: "anna", organizationId: mine, posts: [] },
    roles,
    accessVersion: 1,
    validUntil: 0 as Instant,
  };
}

describe("what somebody may do", () => {
  it("is what the table gives to one of their roles", () => {
    for (const role of ROLES)
      for (const action of ACTIONS) expect(can(somebody([role]), action)).toBe(CAPABILITIES[role].has(action));
    expect(can(somebody(["reader", "administrator"]), "directory.manage")).toBe(true);
  });

  it("is nothing without a role, or with one that nobody defined", () => {
    for (const action of ACTIONS)
      for (const role of ["", "root", "constructor", "__proto__"]) expect(can(somebody([role]), action)).toBe(false);
  });

  it("ends where their reach ends", () => {
    const officer = somebody(["subsidiary_officer"], { kind: "organizations", organizationIds: [mine] });
    expect(can(officer, "complaint.file", { organizationId: mine })).toBe(true);
    expect(can(officer, "complaint.file", { organizationId: newId() })).toBe(false);
    expect(can(officer, "complaint.file", { projectId: estate })).toBe(false);
    expect(visibleScopes(officer)).toEqual({ kind: "organizations", organizationIds: [mine] });
  });

  it("for a partner firm is bound to its projects, and never reaches over the directory", () => {
    const partner = somebody(["partner"], { kind: "projects", projectIds: [estate] });
    expect(can(partner, "complaint.handle", { organizationId: mine, projectId: estate })).toBe(true);
    expect(can(partner, "complaint.handle", { organizationId: mine, projectId: null })).toBe(false);
    expect(can(partner, "directory.manage")).toBe(false);
    expect(reaches({ kind: "projects", projectIds: [] }, { projectId: null })).toBe(false);
  });

  it("stands in one table: every action has somebody, every role something", () => {
    for (const action of ACTIONS) expect(ACTION_TABLE[action].roles.length).toBeGreaterThan(0);
    for (const role of ROLES) expect(CAPABILITIES[role].size).toBeGreaterThan(0);
  });
});

describe("who gives roles", () => {
  it("is whoever has one that gives them, and nobody else", () => {
    for (const role of ROLES) {
      expect(mayGive(somebody(["administrator"]), role)).toBe(true);
      for (const own of ROLES.filter((one) => one !== "administrator"))
        expect(mayGive(somebody([own]), role)).toBe(false);
      expect(mayGive(somebody(["root", "constructor"]), role)).toBe(false);
    }
  });

  it("could do nothing by giving that they may not do: only those who may change the directory give at all", () => {
    for (const role of ROLES)
      expect(ROLE_TABLE[role].gives.length > 0).toBe(CAPABILITIES[role].has("directory.manage"));
  });
});
