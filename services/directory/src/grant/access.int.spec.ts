import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DAY, instant, newId, SYSTEM, tenantScope, type Instant, type Reach, type Scope } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { addOrganization } from "../organization/add-organization.command.js";
import { assignPost } from "../post/assign-post.command.js";
import { apiClientTable } from "../client/client.table.js";
import { directory } from "../service.js";
import { removeStaff } from "../staff/remove-staff.command.js";
import { buildWorld, done, grant, person, type World } from "../testing/world.harness.js";
import { giveGrant, type GiveGrant } from "./give-grant.command.js";
import { revokeGrant } from "./revoke-grant.command.js";

const NOON = instant("2025-03-05T12:00:00+08:00");
const at = (days: number): Instant => (NOON + days * DAY) as Instant;

const ACCESS = statement(
  "directory_spec.access",
  `select posts, roles, reach, organization_ids as organizations, project_ids as projects, valid_until as "validUntil"
   from directory.access where tenant_id = $1 and subject = $2`,
);

let test: TestDatabase;
let world: World;
const write = <T>(work: (uow: UnitOfWork) => Promise<T>, reach?: Reach): Promise<T> => {
  const scope: Scope = reach === undefined ? tenantScope(world.tenantId) : { tenantId: world.tenantId, reach };
  return test.database.write(scope, work);
};
const access = (subject: string): Promise<unknown> =>
  test.database.read(tenantScope(world.tenantId), (uow) => uow.one(ACCESS, [world.tenantId, subject]));
const version = (): Promise<number> =>
  test.database.read(tenantScope(world.tenantId), (uow) => Promise.resolve(uow.tenant.accessVersion));
const give = (command: GiveGrant): Promise<{ id: GiveGrant["id"] & string }> =>
  write(async (uow) => done(await giveGrant(uow, command, SYSTEM)));

beforeAll(async () => {
  test = await testDatabase({ entities: directory().entities });
});
afterAll(() => test.close());

async function newWorld(): Promise<void> {
  await test.clock.set(NOON);
  world = await buildWorld(test.database);
}

describe("the access of a person", () => {
  it("reaches the whole tenant by a role over it", async () => {
    await newWorld();
    expect(await access(world.headquarters.staffId)).toEqual({
      posts: [],
      roles: ["administrator"],
      reach: "tenant",
      organizations: [],
      projects: [],
      validUntil: null,
    });
  });
  it("reaches nothing without a grant", async () => {
    await newWorld();
    const staffId = await write((uow) => person(uow, world.south.organizationId));
    expect(await access(staffId)).toMatchObject({ roles: [], reach: "organizations", organizations: [], projects: [] });
  });
  it("reaches the granted projects of a partner firm", async () => {
    await newWorld();
    expect(await access(world.partner.staffId)).toMatchObject({
      roles: ["partner"],
      reach: "projects",
      organizations: [],
      projects: [world.south.projectId],
    });
  });
  it("counts a grant from its beginning up to its end and says when that changes", async () => {
    await newWorld();
    const { organizationId } = world.south;
    const staffId = await write((uow) => person(uow, organizationId));
    await give({ holder: { staffId }, role: "reader", over: { organizationId }, fromAt: at(1), toAt: at(3) });
    expect(await access(staffId)).toMatchObject({ roles: [], organizations: [], validUntil: at(1) });
    await test.clock.set(at(1));
    expect(await access(staffId)).toMatchObject({
      roles: ["reader"],
      organizations: [organizationId],
      validUntil: at(3),
    });
    await test.clock.set((at(3) - 1) as Instant);
    expect(await access(staffId)).toMatchObject({ roles: ["reader"] });
    await test.clock.set(at(3));
    expect(await access(staffId)).toMatchObject({ roles: [], organizations: [], validUntil: null });
  });
  it("ends with a revocation at that instant, and every change grows the access version", async () => {
    await newWorld();
    const { organizationId } = world.south;
    const staffId = await write((uow) => person(uow, organizationId));
    const before = await version();
    const { id: grantId } = await give({ holder: { staffId }, role: "reader", over: { organizationId } });
    expect(await version()).toBeGreaterThan(before);
    const given = await version();
    await write(async (uow) => done(await revokeGrant(uow, { grantId }, SYSTEM)));
    expect(await version()).toBeGreaterThan(given);
    expect(await access(staffId)).toMatchObject({ roles: [], organizations: [] });
  });
  it("covers what is under a granted organization, also what is added later", async () => {
    await newWorld();
    const { organizationId, staffId } = world.south;
    const under = await write(async (uow) =>
      done(await addOrganization(uow, { parentId: organizationId, kind: "subsidiary", name: "District" }, SYSTEM)),
    );
    expect(await access(staffId)).toMatchObject({ organizations: [organizationId, under.id].sort() });
  });
  it("never lets a role over one organization count over another", async () => {
    await newWorld();
    const { south, north } = world;
    const staffId = await write((uow) => person(uow, south.organizationId));
    await write((uow) => grant(uow, { staffId, role: "reader", over: { organizationId: north.organizationId } }));
    // The administrator of the south does not see the grant over the north, so nothing tells them of the clash.
    const reach: Reach = { kind: "organizations", organizationIds: [south.organizationId] };
    await write(
      (uow) => grant(uow, { staffId, role: "administrator", over: { organizationId: south.organizationId } }),
      reach,
    );
    expect(await access(staffId)).toMatchObject({ roles: [] });
  });
  it("has the posts that are held at that instant", async () => {
    await newWorld();
    const { staffId } = world.south;
    const post = { staffId, post: "service_center", projectId: null, departmentId: null };
    await write(async (uow) => done(await assignPost(uow, { ...post, fromAt: at(1), toAt: at(2) }, SYSTEM)));
    expect(await access(staffId)).toMatchObject({ posts: [], validUntil: at(1) });
    await test.clock.set(at(1));
    expect(await access(staffId)).toMatchObject({ posts: ["service_center"], validUntil: at(2) });
    await test.clock.set(at(2));
    expect(await access(staffId)).toMatchObject({ posts: [], validUntil: null });
  });
  it("is gone once the person left", async () => {
    await newWorld();
    const { staffId } = world.south;
    await write(async (uow) => done(await removeStaff(uow, { staffId }, SYSTEM)));
    expect(await access(staffId)).toBeUndefined();
  });
  it("is unknown in another tenant", async () => {
    await newWorld();
    const other = tenantScope(newId<"Tenant">());
    const { staffId } = world.headquarters;
    expect(await test.database.read(other, (uow) => uow.one(ACCESS, [world.tenantId, staffId]))).toBeUndefined();
  });
});

describe("the access of a program", () => {
  it("is that of its grants, from the organization that it belongs to", async () => {
    await newWorld();
    const { organizationId } = world.south;
    const clientId = newId<"Client">();
    const client = { tenantId: world.tenantId, id: clientId, organizationId, label: "Portal", addedAt: NOON };
    await write((uow) => uow.manager.insert(apiClientTable, client));
    expect(await access(clientId)).toMatchObject({ roles: [], organizations: [] });
    await give({ holder: { clientId }, role: "program", over: { organizationId } });
    expect(await access(clientId)).toMatchObject({ posts: [], roles: ["program"], organizations: [organizationId] });
  });
});

describe("two administrators of one person", () => {
  it("give a role over a scope once, whoever comes first", async () => {
    await newWorld();
    const { organizationId } = world.south;
    const staffId = await write((uow) => person(uow, organizationId));
    const both = [1, 2].map(() =>
      write((uow) => giveGrant(uow, { holder: { staffId }, role: "reader", over: { organizationId } }, SYSTEM)),
    );
    const codes = (await Promise.all(both)).map((answer) =>
      answer !== undefined && "code" in answer ? answer.code : "given",
    );
    expect(codes.sort()).toEqual(["ALREADY_EXISTS", "given"]);
  });
});
