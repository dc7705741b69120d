import { describe, expect, it } from "@jest/globals";
import type { Principal } from "@hearken/graphql-kit";
import type { Instant, OrganizationId, ProjectId, Reach, TenantId } from "@hearken/kernel";
import fc from "fast-check";
import { ACTIONS } from "./action.js";
import { can, reaches, visibleScopes, type Resource } from "./can.js";
import { rolesAt, type AccessFacts, type HandedOn, type HeldRole } from "./held.js";
import { idleAmong, rightsOf, type GivenRole, type Rights } from "./rights.js";
import { ROLE_TABLE, ROLES, type GrantKind } from "./role.js";

/** Two organizations under `group`, a district under the first, a project in each. */
const TREE: Readonly<Record<string, readonly string[]>> = {
  south: ["south", "district"],
  north: ["north"],
  district: ["district"],
};
const HOME: Readonly<Record<string, string>> = { "south-1": "south", "north-1": "north", "district-1": "district" };
const subtree = (id: OrganizationId): readonly OrganizationId[] => (TREE[id] ?? [id]) as readonly OrganizationId[];
const PLACES: readonly Resource[] = [
  ...Object.keys(TREE).map((organizationId) => ({ organizationId, projectId: null })),
  ...Object.entries(HOME).map(([projectId, organizationId]) => ({ projectId, organizationId })),
];

const over: Readonly<Record<GrantKind, readonly Omit<GivenRole, "role">[]>> = {
  tenant: [{ organizationId: null, projectId: null }],
  organization: Object.keys(TREE).map((id) => ({ organizationId: id as OrganizationId, projectId: null })),
  project: Object.entries(HOME).map(([id, home]) => ({
    organizationId: home as OrganizationId,
    projectId: id as ProjectId,
  })),
};
const EVERY: readonly GivenRole[] = ROLES.flatMap((role) =>
  ROLE_TABLE[role].over.flatMap((kind) => over[kind].map((scope) => ({ role, ...scope }))),
);
const anyGiven = fc.array(fc.constantFrom(...EVERY), { maxLength: 6 });

function principalOf({ reach, roles }: Rights): Principal {
  return {
    scope: { tenantId: "tenant" as TenantId, reach },
    actor: { kind: "staff", id: "anna", organizationId: null, posts: [] },
    roles,
    accessVersion: 1,
    validUntil: 0 as Instant,
  };
}

/** Everything that may be done somewhere, as `action place`. */
function acts(given: readonly GivenRole[]): ReadonlySet<string> {
  const principal = principalOf(rightsOf(given, subtree));
  return new Set(
    ACTIONS.flatMap((action) =>
      PLACES.filter((place) => can(principal, action, place)).map((place) => `${action} ${JSON.stringify(place)}`),
    ),
  );
}
const seen = (given: readonly GivenRole[]): readonly Resource[] => {
  const reach: Reach = visibleScopes(principalOf(rightsOf(given, subtree)));
  return PLACES.filter((place) => reaches(reach, place));
};
/** What each of the grants allows alone. */
const oneByOne = (given: readonly GivenRole[]): ReadonlySet<string> =>
  new Set(given.flatMap((one) => [...acts([one])]));
const contains = <T>(whole: Iterable<T>, part: Iterable<T>): boolean => {
  const known = new Set([...whole].map((one) => JSON.stringify(one)));
  return [...part].every((one) => known.has(JSON.stringify(one)));
};

describe("what somebody may do by their grants", () => {
  it("is never more than the grants allow one by one", () => {
    fc.assert(
      fc.property(anyGiven, (given) => {
        expect(contains(oneByOne(given), acts(given))).toBe(true);
      }),
    );
  });

  it("is all that the grants allow one by one when they stand together", () => {
    fc.assert(
      fc.property(anyGiven, (given) => {
        fc.pre(idleAmong(given).length === 0);
        expect(contains(acts(given), oneByOne(given))).toBe(true);
      }),
    );
  });

  it("does not depend on their order, nor on one given twice", () => {
    fc.assert(
      fc.property(anyGiven, (given) => {
        expect(rightsOf([...given, ...given].reverse(), subtree)).toEqual(rightsOf(given, subtree));
      }),
    );
  });

  it("is nothing, nowhere, without a grant", () => {
    expect(rightsOf([])).toEqual({ reach: { kind: "organizations", organizationIds: [] }, roles: [] });
  });
});

describe("what somebody sees", () => {
  it("grows with every grant that stands beside the others", () => {
    fc.assert(
      fc.property(anyGiven, fc.constantFrom(...EVERY), (given, more) => {
        fc.pre(idleAmong([...given, more]).length === 0);
        expect(contains(seen([...given, more]), seen(given))).toBe(true);
      }),
    );
  });

  it("never widens by a revocation, nor does what they may do", () => {
    fc.assert(
      fc.property(anyGiven, fc.nat(), (given, nth) => {
        fc.pre(given.length > 0 && idleAmong(given).length === 0);
        const left = given.filter((_, at) => at !== nth % given.length);
        expect(contains(seen(given), seen(left))).toBe(true);
        expect(contains(acts(given), acts(left))).toBe(true);
      }),
    );
  });

  it("by a revocation among grants that do not stand together is still only what the others give", () => {
    fc.assert(
      fc.property(anyGiven, fc.nat(), (given, nth) => {
        const left = given.filter((_, at) => at !== nth % Math.max(1, given.length));
        expect(contains(oneByOne(left), acts(left))).toBe(true);
      }),
    );
  });
});

const PEOPLE = ["anna", "berta", "clara"] as const;
const instant = fc.integer({ min: 0, max: 12 }).map((ms) => ms as Instant);
const span = fc
  .record({ fromAt: instant, length: fc.option(fc.integer({ min: 1, max: 12 })), endedAt: fc.option(instant) })
  .map(({ fromAt, length, endedAt }) => ({
    fromAt,
    toAt: length === null ? null : ((fromAt + length) as Instant),
    endedAt,
  }));
const anyGrants: fc.Arbitrary<HeldRole[]> = fc
  .array(fc.tuple(fc.constantFrom(...EVERY), fc.constantFrom(...PEOPLE), span), { maxLength: 6 })
  .map((rows) => rows.map(([given, holderId, dates], n) => ({ ...given, ...dates, holderId, id: `grant-${n}` })));
const anyDelegations: fc.Arbitrary<HandedOn[]> = fc.array(
  fc
    .tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...PEOPLE), span, fc.subarray([0, 1, 2, 3, 4, 5]))
    .map(([delegatorId, delegateId, dates, nth]) => ({
      ...dates,
      delegatorId,
      delegateId,
      grantIds: nth.map((n) => `grant-${n}`),
    })),
  { maxLength: 4 },
);
const anyFacts: fc.Arbitrary<AccessFacts> = fc.record({ grants: anyGrants, delegations: anyDelegations });

describe("a delegation", () => {
  it("never gives more than the delegator was given themselves, at any instant", () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...PEOPLE), instant, (facts, person, at) => {
        const alone = (holderId: string): readonly GivenRole[] =>
          rolesAt({ grants: facts.grants, delegations: [] }, holderId, at);
        const delegators = facts.delegations.filter((one) => one.delegateId === person).map((one) => one.delegatorId);
        const most = [person, ...delegators].flatMap(alone);
        expect(contains(oneByOne(most), acts(rolesAt(facts, person, at)))).toBe(true);
      }),
    );
  });

  it("hands nothing on that the delegator was handed", () => {
    const grant = { role: "reader", organizationId: null, projectId: null, fromAt: 0 as Instant, toAt: null };
    const hand = (delegatorId: string, delegateId: string): HandedOn => ({
      delegatorId,
      delegateId,
      grantIds: ["g"],
      fromAt: 0 as Instant,
      toAt: null,
      endedAt: null,
    });
    const grants = [{ ...grant, id: "g", holderId: "anna", endedAt: null }];
    const facts = { grants, delegations: [hand("anna", "berta"), hand("berta", "clara")] };
    expect(rolesAt(facts, "berta", 1 as Instant)).toHaveLength(1);
    expect(rolesAt(facts, "clara", 1 as Instant)).toEqual([]);
  });

  it("gives nothing once the delegator's grant, or it itself, has ended: at that instant, not after", () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...PEOPLE), instant, (facts, person, at) => {
        const none = { ...facts, grants: facts.grants.map((one) => ({ ...one, endedAt: at })) };
        expect(rolesAt(none, person, at)).toEqual([]);
        const ended = { ...facts, delegations: facts.delegations.map((one) => ({ ...one, endedAt: at })) };
        expect(rolesAt(ended, person, at)).toEqual(rolesAt({ ...facts, delegations: [] }, person, at));
      }),
    );
  });
});
