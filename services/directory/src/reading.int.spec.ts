import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newId, SYSTEM, tenantScope } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { addDepartment } from "./department/add-department.command.js";
import { addProject } from "./project/add-project.command.js";
import { directory } from "./service.js";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { buildWorld, done, person, PUBLISHED, type World } from "./testing/world.harness.js";
import { addUnit } from "./unit/add-unit.command.js";

let test: TestDatabase;
let ask: Ask;
let world: World;
let sent = 0;

beforeAll(async () => {
  const service = directory(PUBLISHED);
  test = await testDatabase({ entities: service.entities, onStatement: () => (sent += 1) });
  ask = asking(test.database, service);
});
afterAll(() => test.close());
beforeEach(async () => {
  world = await buildWorld(test.database);
});

const ids = (value: unknown): string[] =>
  (value as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id);

describe("one thing by its id", () => {
  const QUERIES = { organization: "organizationId", project: "projectId", staff: "staffId" } as const;
  const one = (asker: Asker, field: string, id: string) =>
    ask(asker, `query ($id: ID!) { ${field}(id: $id) { id name } }`, { id });

  it.each(Object.entries(QUERIES))("is shown to whoever reaches it: %s", async (field, thing) => {
    for (const asker of [world.headquarters, world.south]) {
      expect(await one(asker, field, world.south[thing])).toMatchObject({
        codes: [],
        data: { [field]: { id: world.south[thing] } },
      });
    }
  });
  it.each(Object.entries(QUERIES))(
    "is answered alike when unknown, malformed, walled or another tenant's: %s",
    async (field, thing) => {
      const stranger = await buildWorld(test.database);
      const unknown = await one(world.south, field, newId());
      expect(unknown.codes).toEqual(["NOT_FOUND"]);
      for (const id of [
        "",
        "nonsense",
        world.north[thing],
        world.headquarters[thing],
        stranger.south[thing],
        stranger.headquarters[thing],
      ]) {
        expect(await one(world.south, field, id)).toEqual(unknown);
      }
    },
  );
  it("shows a partner firm its granted project, its owner and themselves, and nothing else", async () => {
    const { partner, south, north } = world;
    const document =
      "query ($id: ID!) { project(id: $id) { id organization { id } } viewer { staff { id } organization { id } } }";
    expect((await ask(partner, document, { id: south.projectId })).data).toEqual({
      project: { id: south.projectId, organization: { id: south.organizationId } },
      viewer: { staff: { id: partner.staffId }, organization: { id: partner.organizationId } },
    });
    expect((await one(partner, "project", north.projectId)).codes).toEqual(["NOT_FOUND"]);
    expect((await one(partner, "organization", north.organizationId)).codes).toEqual(["NOT_FOUND"]);
    expect((await one(partner, "staff", south.staffId)).codes).toEqual(["NOT_FOUND"]);
  });
});

describe("a list", () => {
  const LISTS = `{ organizations(first: 50) { edges { node { id } } } projects(first: 50) { edges { node { id } } }
    staffMembers(first: 50) { edges { node { id } } } grants(first: 50) { edges { node { id } } }
    adoptions(first: 50) { edges { node { id } } } }`;

  it("shows headquarters everything, a subsidiary what is its own, a partner firm what was granted", async () => {
    const { headquarters, south, north, partner } = world;
    const all = (await ask(headquarters, LISTS)).data;
    expect(ids(all["organizations"])).toHaveLength(4);
    expect(ids(all["projects"])).toEqual([headquarters.projectId, south.projectId, north.projectId]);
    expect(ids(all["staffMembers"])).toHaveLength(4);
    expect(ids(all["grants"])).toHaveLength(4);
    const own = (await ask(south, LISTS)).data;
    expect(ids(own["organizations"])).toEqual([south.organizationId]);
    expect(ids(own["projects"])).toEqual([south.projectId]);
    expect(ids(own["staffMembers"])).toEqual([south.staffId]);
    expect(ids(own["grants"])).toHaveLength(2);
    const granted = (await ask(partner, LISTS)).data;
    expect(ids(granted["organizations"]).sort()).toEqual([south.organizationId, partner.organizationId].sort());
    expect(ids(granted["projects"])).toEqual([south.projectId]);
    expect(ids(granted["staffMembers"])).toEqual([]);
    expect(ids(granted["grants"])).toEqual([]);
  });
  it("of another organization is empty, as that of an unknown one", async () => {
    const document = `query ($id: ID!) { projects(first: 5, organizationId: $id) { edges { node { id } } }
      staffMembers(first: 5, organizationId: $id) { edges { node { id } } } adoptions(first: 5, organizationId: $id) { edges { node { id } } } }`;
    const unknown = await ask(world.south, document, { id: newId() });
    expect(await ask(world.south, document, { id: world.north.organizationId })).toEqual(unknown);
  });
  it("goes on after its cursor, also when something is added meanwhile", async () => {
    const { headquarters, south, tenantId } = world;
    const add = (name: string) =>
      test.database.write(tenantScope(tenantId), async (uow) =>
        done(await addProject(uow, { organizationId: south.organizationId, name }, SYSTEM)),
      );
    const second = await add("Second");
    const document = `query ($after: String) { projects(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
    const first = (await ask(headquarters, document)).data["projects"] as {
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    expect(ids(first)).toEqual([headquarters.projectId, south.projectId, world.north.projectId]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const third = await add("Third");
    const next = (await ask(headquarters, document, { after: first.pageInfo.endCursor })).data["projects"];
    expect(ids(next)).toEqual([second.id, third.id]);
  });
  it.each([
    ["no entries", "first: 0"],
    ["too many", "first: 101"],
    ["a cursor of nobody's", 'first: 5, after: "nonsense"'],
  ])("refuses %s", async (_, page) => {
    for (const field of ["organizations", "projects", "staffMembers", "grants", "adoptions"]) {
      expect((await ask(world.headquarters, `{ ${field}(${page}) { edges { cursor } } }`)).codes).toEqual([
        "BAD_USER_INPUT",
      ]);
    }
  });
  it("refuses the cursor of another list", async () => {
    const cursor = "{ projects(first: 1) { pageInfo { endCursor } } }";
    const { endCursor } = (
      (await ask(world.headquarters, cursor)).data["projects"] as { pageInfo: { endCursor: string } }
    ).pageInfo;
    const other = `query ($after: String) { staffMembers(first: 1, after: $after) { edges { cursor } } }`;
    expect((await ask(world.headquarters, other, { after: endCursor })).codes).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("what hangs together", () => {
  it("takes as many statements for many as for one", async () => {
    const document = `query ($n: Int!) { projects(first: $n) { edges { node { organization { departments { head { organization { name } posts { post } } } }
      units(first: 2) { edges { node { label project { name } } } } } } } }`;
    await test.database.write(tenantScope(world.tenantId), async (uow) => {
      for (const { organizationId, projectId } of [world.headquarters, world.south, world.north]) {
        const headId = await person(uow, organizationId);
        done(await addDepartment(uow, { organizationId, parentId: null, headId, name: "Service" }, SYSTEM));
        for (const label of ["1", "2", "3"])
          done(await addUnit(uow, { projectId, label, moveInOn: null, warrantyEndsOn: null }, SYSTEM));
      }
    });
    const statementsFor = async (n: number): Promise<number> => {
      const before = sent;
      expect((await ask(world.headquarters, document, { n })).codes).toEqual([]);
      return sent - before;
    };
    // Who asks is read anew after the changes above, once.
    await statementsFor(1);
    expect(await statementsFor(3)).toBe(await statementsFor(1));
  });
  it("says what an organization goes by and when its house is open", async () => {
    const document = `{ day(calendar: "office", on: "2025-05-01") { kind open } calendar(code: "office") { revision statutory }
      organizations(first: 5, kind: SUBSIDIARY) { edges { node { adopted(on: "2025-01-01") { regulation } } } } }`;
    expect((await ask(world.south, document)).data).toEqual({
      day: { kind: "HOLIDAY", open: false },
      calendar: { revision: 1, statutory: true },
      organizations: { edges: [{ node: { adopted: null } }] },
    });
    expect((await ask(world.south, '{ calendar(code: "night") { code } }')).codes).toEqual(["NOT_FOUND"]);
    expect((await ask(world.south, '{ day(calendar: "\\u0000", on: "2025-05-01") { kind } }')).codes).toEqual([
      "NOT_FOUND",
    ]);
  });
  it("tells whoever asks what they may do", async () => {
    const document = "{ viewer { posts roles capabilities tenant { id headquarters { id } } } }";
    expect((await ask(world.south, document)).data).toMatchObject({
      viewer: {
        roles: ["administrator"],
        capabilities: expect.arrayContaining(["directory.manage", "regulation.adopt"]),
        tenant: { id: world.tenantId },
      },
    });
    expect((await ask({ tenantId: world.tenantId, staffId: newId() }, document)).codes).toEqual(["UNAUTHENTICATED"]);
  });
});

describe("the wall around the tables", () => {
  const TABLES = ["project", "unit", "department", "staff", "post_holding", "api_client", "role_grant"] as const;
  const counts = TABLES.map((table) =>
    statement(`directory_spec.count_of_${table}`, `select count(*)::int as n from directory.${table}`),
  );

  it("shows nothing of another tenant, and of another organization no people and no estates", async () => {
    const { south, north, tenantId } = world;
    await test.database.write(tenantScope(tenantId), async (uow) => {
      done(
        await addUnit(uow, { projectId: north.projectId, label: "1", moveInOn: null, warrantyEndsOn: null }, SYSTEM),
      );
    });
    const stranger = tenantScope(newId<"Tenant">());
    for (const count of counts) {
      expect(await test.database.read(stranger, (uow) => uow.one(count))).toEqual({ n: 0 });
    }
    const own = { tenantId, reach: { kind: "organizations", organizationIds: [south.organizationId] } } as const;
    const seen = await test.database.read(own, (uow) => Promise.all(counts.map((count) => uow.one(count))));
    expect(seen.map((row) => (row as { n: number }).n)).toEqual([1, 0, 0, 1, 0, 0, 2]);
  });
});
