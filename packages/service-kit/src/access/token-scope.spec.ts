import { describe, expect, it } from "@jest/globals";
import type { Principal } from "@hearken/graphql-kit";
import { newId, type Instant } from "@hearken/kernel";
import fc from "fast-check";
import { ACTIONS } from "./action.js";
import { can, mayGive } from "./can.js";
import { ROLES } from "./role.js";
import { boundTo, grantedScope, knownActions, readScope, writeScope } from "./token-scope.js";

const somebody = (roles: readonly string[]): Principal => ({
  scope: { tenantId: newId<"Tenant">(), reach: { kind: "tenant" } },
  actor: { kind: "client", id: newId(), organizationId: null, posts: [] },
  roles,
  accessVersion: 1,
  validUntil: 0 as Instant,
});
const allowed = (principal: Principal): readonly string[] => ACTIONS.filter((action) => can(principal, action));

const roles = fc.subarray([...ROLES]);
/** Names of actions, and what is none. */
const names = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom<string>(...ACTIONS) }, fc.string()), {
  maxLength: 12,
});
const bounds = fc.option(names, { nil: undefined });

describe("what somebody may do with a scope", () => {
  it("is never more than without it, and exactly what both allow", () => {
    fc.assert(
      fc.property(roles, bounds, (held, bound) => {
        const without = allowed(somebody(held));
        const within = allowed(boundTo(somebody(held), bound));
        expect(within).toEqual(without.filter((action) => bound === undefined || bound.includes(action)));
      }),
    );
  });

  it("only grows less with every further bound, in whatever order they come", () => {
    fc.assert(
      fc.property(roles, bounds, bounds, (held, one, other) => {
        const both = boundTo(boundTo(somebody(held), one), other);
        const first = allowed(boundTo(somebody(held), one));
        expect(first).toEqual(expect.arrayContaining([...allowed(both)]));
        expect(allowed(boundTo(boundTo(somebody(held), other), one))).toEqual(allowed(both));
      }),
    );
  });

  it("gives no role that could do what the scope cannot", () => {
    fc.assert(
      fc.property(roles, bounds, fc.constantFrom(...ROLES), (held, bound, given) => {
        const bounded = boundTo(somebody(held), bound);
        if (!mayGive(bounded, given)) return;
        expect(mayGive(somebody(held), given)).toBe(true);
        const couldDo = allowed(somebody([given]));
        expect(couldDo.filter((action) => bound === undefined || bound.includes(action))).toEqual(couldDo);
      }),
    );
  });
});

describe("the scope that is granted", () => {
  it("lies within the bound and within what was asked for", () => {
    fc.assert(
      fc.property(fc.option(names, { nil: null }), bounds, (bound, asked) => {
        const granted = grantedScope(bound, asked);
        if (granted === undefined) return expect(asked).toBeDefined();
        if (granted === null) return expect([bound, asked]).toEqual([null, undefined]);
        for (const action of granted) {
          expect(bound === null || bound.includes(action)).toBe(true);
          expect(asked === undefined || asked.includes(action)).toBe(true);
        }
        expect(knownActions(granted)).toEqual(granted);
      }),
    );
  });

  it("is refused as a whole when one token of it is no action or goes beyond the bound", () => {
    expect(grantedScope(null, ["complaint.read", "everything"])).toBeUndefined();
    expect(grantedScope(["complaint.read"], ["complaint.read", "complaint.file"])).toBeUndefined();
    expect(grantedScope(["complaint.read", "gone.since"], undefined)).toEqual(["complaint.read"]);
  });

  it("is read again as it was written", () => {
    fc.assert(
      fc.property(fc.subarray([...ACTIONS], { minLength: 1 }), (actions) => {
        expect(readScope(writeScope(actions))).toEqual(actions);
      }),
    );
  });
});
