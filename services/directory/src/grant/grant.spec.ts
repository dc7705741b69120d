import { describe, expect, it } from "@jest/globals";
import { instant, type Instant, type OrganizationId, type ProjectId } from "@hearken/kernel";
import { ROLE_TABLE, ROLES } from "@hearken/service-kit";
import fc from "fast-check";
import { isValidAt, isWithin, refuseGrant, type Proposed } from "./grant.js";
import { ROLE_SCOPES, type Role } from "./role.js";

const NOW = instant("2025-03-05T10:00:00+08:00");
const organization = (n: number): OrganizationId => `organization-${n}` as OrganizationId;
const project = (n: number): ProjectId => `project-${n}` as ProjectId;
const proposed: Proposed = {
  role: "subsidiary_officer",
  organizationId: organization(1),
  projectId: null,
  fromAt: NOW,
  toAt: null,
  revokedAt: null,
};

describe("the roles that are given", () => {
  it("are those that capabilities are known for", () => {
    expect(Object.keys(ROLE_SCOPES).sort()).toEqual([...ROLES].sort());
    for (const role of ROLES) expect(ROLE_SCOPES[role]).toEqual(ROLE_TABLE[role].over);
  });
});

describe("a grant", () => {
  it("is given beside none", () => {
    expect(refuseGrant(proposed, [], NOW)).toBeUndefined();
  });
  it("is given beside another role over the same scope, or the same role over another", () => {
    expect(refuseGrant({ ...proposed, role: "administrator" }, [proposed], NOW)).toBeUndefined();
    expect(refuseGrant({ ...proposed, organizationId: organization(2) }, [proposed], NOW)).toBeUndefined();
  });
  it("is refused as another role over another scope at the same time", () => {
    const other = { ...proposed, role: "administrator" as const, organizationId: organization(2) };
    expect(refuseGrant(other, [proposed], NOW)).toMatchObject({ code: "INVALID_INPUT", path: ["input", "role"] });
    expect(refuseGrant(other, [{ ...proposed, revokedAt: NOW }], NOW)).toBeUndefined();
    const until = { ...proposed, toAt: (NOW + 10) as Instant };
    expect(refuseGrant({ ...other, fromAt: (NOW + 10) as Instant }, [until], NOW)).toBeUndefined();
  });
  it("is refused when the holder has it", () => {
    expect(refuseGrant(proposed, [proposed], NOW)).toMatchObject({ code: "ALREADY_EXISTS" });
  });
  it("is refused over a kind of scope that its role is not for", () => {
    expect(refuseGrant({ ...proposed, projectId: project(1) }, [], NOW)).toMatchObject({ path: ["input", "role"] });
  });
  it("is refused when it has ended before it was given", () => {
    const ended = { ...proposed, fromAt: (NOW - 10) as Instant, toAt: NOW };
    expect(refuseGrant(ended, [], NOW)).toMatchObject({ path: ["input", "to"] });
  });
  it("holds from its beginning, up to but not at its end or revocation", () => {
    const grant = { fromAt: NOW, toAt: (NOW + 10) as Instant, revokedAt: null };
    expect([-1, 0, 9, 10].map((ms) => isValidAt(grant, (NOW + ms) as Instant))).toEqual([false, true, true, false]);
    expect(isValidAt({ ...grant, revokedAt: NOW }, NOW)).toBe(false);
  });
});

describe("the reach of a giver", () => {
  it("bounds what they give", () => {
    const south = { kind: "organizations", organizationIds: [organization(1)] } as const;
    const over = (organizationId: OrganizationId | null, projectId: ProjectId | null = null) => ({
      organizationId,
      projectId,
    });
    expect(isWithin({ kind: "tenant" }, over(null))).toBe(true);
    expect(isWithin(south, over(organization(1), project(1)))).toBe(true);
    expect(isWithin(south, over(organization(2)))).toBe(false);
    expect(isWithin(south, over(null))).toBe(false);
    expect(isWithin({ kind: "projects", projectIds: [project(1)] }, over(organization(1), project(1)))).toBe(false);
  });
});

describe("whatever is given one after the other", () => {
  const anyGrant: fc.Arbitrary<Proposed> = fc.record({
    role: fc.constantFrom<Role>("administrator", "subsidiary_officer", "reader", "partner", "program"),
    organizationId: fc.option(fc.constantFrom(organization(1), organization(2))),
    projectId: fc.constant(null),
    fromAt: fc.integer({ min: 0, max: 20 }).map((ms) => (NOW + ms) as Instant),
    toAt: fc.option(fc.integer({ min: 21, max: 30 }).map((ms) => (NOW + ms) as Instant)),
    revokedAt: fc.constant(null),
  });
  it("all roles that hold at an instant were given over all scopes that are reached then", () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 8 }), fc.integer({ min: 0, max: 30 }), (wishes, ms) => {
        const held: Proposed[] = [];
        for (const wish of wishes) if (refuseGrant(wish, held, NOW) === undefined) held.push(wish);
        const now = held.filter((grant) => isValidAt(grant, (NOW + ms) as Instant));
        const scopes = new Set(now.map((grant) => grant.organizationId));
        for (const role of new Set(now.map((grant) => grant.role))) {
          expect(new Set(now.filter((grant) => grant.role === role).map((grant) => grant.organizationId))).toEqual(
            scopes,
          );
        }
      }),
    );
  });
});
