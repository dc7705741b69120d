import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openPrincipals } from "@hearken/service-kit";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { asking, type Ask } from "@hearken/service-kit/testing/asking";
import { traces } from "../testing/world.harness.js";
import { directory, shippedRegulations } from "../service.js";
import { DEMO, DEMO_PARTIES, type DemoPartyName } from "./demo-tenant.js";
import { seedDemo } from "./demo.seed.js";

let test: TestDatabase;
let ask: Ask;

beforeAll(async () => {
  const service = directory();
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service);
  await seedDemo(test.database, shippedRegulations);
});
afterAll(() => test.close());

describe("the demo tenant", () => {
  it("is seeded once", async () => {
    const before = await traces(test.database, DEMO.tenantId);
    expect(await seedDemo(test.database, shippedRegulations)).toBe(false);
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
  it("names who is responsible, and passes over whoever is complained of", async () => {
    const document = `query ($accused: [ID!]) { responsible(post: "service_specialist", organizationId: "${DEMO["subsidiary-1"].organizationId}",
      projectId: "${DEMO["subsidiary-1"].projectIds[0] ?? ""}", accusedIds: $accused) { post staff { name } passed { post why } } }`;
    const asker = { tenantId: DEMO.tenantId, staffId: DEMO["subsidiary-1"].staffId };
    expect((await ask(asker, document)).data["responsible"]).toEqual({
      post: "service_specialist",
      staff: [{ name: "陶小雨" }],
      passed: [],
    });
    // The head of the centre is complained of: with them all who work there. Headquarters' own centre is out of their sight.
    expect((await ask(asker, document, { accused: [asker.staffId] })).data["responsible"]).toEqual({
      post: "service_center",
      staff: [],
      passed: [{ post: "service_specialist", why: "ACCUSED" }],
    });
    const above = { accused: [asker.staffId, DEMO.headquarters.staffId] };
    expect((await ask(asker, document, above)).data["responsible"]).toMatchObject({
      post: "company_leaders",
      staff: [{ name: "江远山" }, { name: "柳成荫" }],
    });
    const stranger = { tenantId: DEMO.tenantId, staffId: DEMO["subsidiary-2"].staffId };
    expect((await ask(stranger, document)).codes).toEqual(["NOT_FOUND"]);
  });
});
