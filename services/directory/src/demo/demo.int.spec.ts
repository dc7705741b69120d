import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openPrincipals } from "@hearken/service-kit";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { asking, type Ask } from "../testing/asking.harness.js";
import { traces } from "../testing/world.harness.js";
import { directory } from "../service.js";
import { DEMO, DEMO_PARTIES, type DemoPartyName } from "./demo-tenant.js";
import { seedDemo } from "./demo.seed.js";

const PUBLISHED = { exists: () => true, readings: () => ({}) };

let test: TestDatabase;
let ask: Ask;

beforeAll(async () => {
  const service = directory(PUBLISHED);
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service);
  await seedDemo(test.database, PUBLISHED);
});
afterAll(() => test.close());

describe("the demo tenant", () => {
  it("is seeded once", async () => {
    const before = await traces(test.database, DEMO.tenantId);
    expect(await seedDemo(test.database, PUBLISHED)).toBe(false);
    expect(await traces(test.database, DEMO.tenantId)).toEqual(before);
  });
  it.each<[DemoPartyName, string, string[]]>([
    ["headquarters", "tenant", ["administrator", "headquarters_officer"]],
    ["subsidiary-1", "organizations", ["administrator", "subsidiary_officer"]],
    ["subsidiary-2", "organizations", ["administrator", "subsidiary_officer"]],
    ["partner-1", "projects", ["partner"]],
  ])("knows %s, who reaches its %s", async (name, reach, roles) => {
    const subject = DEMO[name].staffId;
    const principal = await openPrincipals(test.database).of({ tenantId: DEMO.tenantId, subject, expiresAt: 0 });
    expect(principal).toMatchObject({
      roles,
      scope: { reach: { kind: reach } },
      actor: { organizationId: DEMO[name].organizationId },
    });
  });
  it("tells everyone who they are and shows them their projects", async () => {
    const document = `{ viewer { staff { name posts { post } } organization { name } tenant { name } posts }
      projects(first: 10) { edges { node { id organization { name } units(first: 2) { edges { node { label } } pageInfo { hasNextPage } } } } } }`;
    for (const name of DEMO_PARTIES) {
      const { organizationName, projectIds, staffId } = DEMO[name];
      const { data, codes } = await ask({ tenantId: DEMO.tenantId, staffId }, document);
      expect(codes).toEqual([]);
      expect(data).toMatchObject({
        viewer: { organization: { name: organizationName }, tenant: { name: DEMO.tenantName } },
      });
      const { edges } = data["projects"] as { edges: { node: { id: string; units: { edges: unknown[] } } }[] };
      expect(edges.map(({ node }) => node.id)).toEqual(projectIds);
      expect(edges.every(({ node }) => node.units.edges.length === 2)).toBe(true);
    }
  });
});
