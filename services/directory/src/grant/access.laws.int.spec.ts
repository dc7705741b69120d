import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  instant,
  newId,
  SYSTEM,
  tenantScope,
  type GrantId,
  type Instant,
  type OrganizationId,
  type StaffId,
} from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import {
  rightsOf,
  ROLE_TABLE,
  ROLES,
  rolesAt,
  type AccessFacts,
  type Rights,
  type Subtree,
} from "@hearken/service-kit";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import fc from "fast-check";
import { delegationTable } from "../delegation/delegation.table.js";
import { addOrganization } from "../organization/add-organization.command.js";
import { directory } from "../service.js";
import { buildWorld, done, person, type World } from "../testing/world.harness.js";
import { grantTable } from "./grant.table.js";
import type { Role } from "./role.js";

const START = instant("2025-03-05T12:00:00+08:00");
const at = (ms: number): Instant => (START + ms) as Instant;

const ACCESS = statement(
  "directory_spec.access_for_laws",
  `select roles, reach, organization_ids as "organizationIds", project_ids as "projectIds"
   from directory.access where tenant_id = $1 and subject = $2`,
);
interface AccessRow {
  readonly roles: readonly string[];
  readonly reach: "tenant" | "organizations" | "projects";
  readonly organizationIds: readonly string[];
  readonly projectIds: readonly string[];
}

let test: TestDatabase;
let world: World;
let district: OrganizationId;

beforeAll(async () => {
  test = await testDatabase({ entities: directory().entities });
  world = await buildWorld(test.database);
  const parentId = world.south.organizationId;
  district = await test.database.write(
    tenantScope(world.tenantId),
    async (uow) => done(await addOrganization(uow, { parentId, kind: "subsidiary", name: "District" }, SYSTEM)).id,
  );
});
afterAll(() => test.close());

const subtree: Subtree = (id) => (id === world.south.organizationId ? [id, district] : [id]);

const PEOPLE = 3;
const somebody = fc.integer({ min: 0, max: PEOPLE - 1 });
const span = fc.record({
  from: fc.integer({ min: 0, max: 8 }),
  lasts: fc.integer({ min: 1, max: 8 }),
  endless: fc.boolean(),
  ended: fc.option(fc.integer({ min: 0, max: 8 })),
});
const wish = fc.record({
  holder: somebody,
  role: fc.constantFrom<Role>(...ROLES),
  kind: fc.nat(),
  place: fc.integer({ min: 0, max: 2 }),
  span,
});
const handing = fc
  .record({ delegator: somebody, delegate: somebody, nth: fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), span })
  .filter(({ delegator, delegate }) => delegator !== delegate);
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;
type Handing = typeof handing extends fc.Arbitrary<infer T> ? T : never;

const spanOf = ({ from, lasts, endless, ended }: Wish["span"]) => ({
  fromAt: at(from),
  toAt: endless ? null : at(from + lasts),
  endedAt: ended === null ? null : at(ended),
});

function over({ role, kind, place }: Wish) {
  const kinds = ROLE_TABLE[role].over;
  const { south, north } = world;
  switch (kinds[kind % kinds.length]) {
    case "organization":
      return {
        organizationId: [south.organizationId, north.organizationId, district][place] ?? district,
        projectId: null,
      };
    case "project": {
      const { organizationId, projectId } = place === 0 ? south : north;
      return { organizationId, projectId };
    }
    default:
      return { organizationId: null, projectId: null };
  }
}

/** The rows as a database without commands would hold them, and what the pure module is told of them. */
async function written(wishes: readonly Wish[], handings: readonly Handing[]) {
  const { tenantId, south } = world;
  return test.database.write(tenantScope(tenantId), async (uow) => {
    const people: StaffId[] = [];
    for (let n = 0; n < PEOPLE; n += 1) people.push(await person(uow, south.organizationId));
    const who = (n: number): StaffId => people[n] ?? (people[0] as StaffId);
    const grants = wishes.map((one) => ({
      id: newId<"Grant">(),
      holderId: who(one.holder),
      role: one.role,
      ...over(one),
      ...spanOf(one.span),
    }));
    for (const { holderId, endedAt, ...kept } of grants) {
      const rest = { staffId: holderId, clientId: null, revokedAt: endedAt, givenAt: START, version: 1 };
      await uow.manager.insert(grantTable, { tenantId, ...kept, ...rest });
    }
    const delegations = handings.map((one) => ({
      delegatorId: who(one.delegator),
      delegateId: who(one.delegate),
      grantIds: one.nth.map((n): GrantId => grants[n]?.id ?? newId<"Grant">()),
      ...spanOf({ ...one.span, endless: false }),
      toAt: at(one.span.from + one.span.lasts),
    }));
    for (const one of delegations) {
      const rest = {
        id: newId<"Delegation">(),
        organizationId: south.organizationId,
        posts: [],
        givenAt: START,
        version: 1,
      };
      await uow.manager.insert(delegationTable, { tenantId, ...one, ...rest });
    }
    return { people, facts: { grants, delegations } satisfies AccessFacts };
  });
}

async function inView(staffId: StaffId): Promise<Rights> {
  const { tenantId } = world;
  const row = await test.database.read(tenantScope(tenantId), (uow) => uow.one<AccessRow>(ACCESS, [tenantId, staffId]));
  if (row === undefined) throw new Error("nobody");
  const { roles, reach, organizationIds, projectIds } = row;
  if (reach === "tenant") return { roles, reach: { kind: "tenant" } };
  return reach === "organizations"
    ? { roles, reach: { kind: "organizations", organizationIds: [...organizationIds].sort() as OrganizationId[] } }
    : { roles, reach: { kind: "projects", projectIds: [...projectIds].sort() as never } };
}

describe("the view directory.access", () => {
  it("says what the pure module says, at every instant, whatever was granted, delegated, revoked and ended", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(wish, { maxLength: 5 }),
        fc.array(handing, { maxLength: 3 }),
        async (wishes, handings) => {
          const { people, facts } = await written(wishes, handings);
          for (const ms of [0, 4, 7]) {
            await test.clock.set(at(ms));
            for (const staffId of people) {
              expect({ ms, ...(await inView(staffId)) }).toEqual({
                ms,
                ...rightsOf(rolesAt(facts, staffId, at(ms)), subtree),
              });
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
