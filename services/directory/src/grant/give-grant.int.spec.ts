import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { directory } from "../service.js";
import { buildWorld, traces, type World } from "../testing/world.harness.js";

const GIVE = `mutation ($input: GiveGrantInput!) { giveGrant(input: $input) { __typename ... on Refusal { code path } } }`;

let test: TestDatabase;
let ask: Ask;
let world: World;
let stranger: World;

beforeAll(async () => {
  const service = directory();
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service);
  world = await buildWorld(test.database);
  stranger = await buildWorld(test.database);
});
afterAll(() => test.close());

/** Asks for it and shows that nothing happened. */
async function nothingFrom(asker: Asker, input: object): Promise<unknown> {
  const before = await traces(test.database, asker.tenantId);
  const { data, codes } = await ask(asker, GIVE, { input });
  expect(await traces(test.database, asker.tenantId)).toEqual(before);
  return codes[0] ?? data["giveGrant"];
}
const forbidden = (...path: string[]): unknown => ({ __typename: "Refusal", code: "FORBIDDEN", path });

describe("a grant leaves nothing and is refused", () => {
  it("to oneself, whatever one manages", async () => {
    const { organizationId } = world.south;
    for (const asker of [world.headquarters, world.south]) {
      const input = { staffId: asker.staffId, organizationId, role: "SUBSIDIARY_OFFICER" };
      expect(await nothingFrom(asker, input)).toEqual(forbidden("input", "staffId"));
    }
  });

  it("over another tenant's organization, or to another tenant's person, as if neither were there", async () => {
    const { organizationId, staffId } = world.south;
    const there = { staffId, organizationId: stranger.south.organizationId, role: "READER" };
    expect(await nothingFrom(world.headquarters, there)).toBe("NOT_FOUND");
    const theirs = { staffId: stranger.south.staffId, organizationId, role: "READER" };
    expect(await nothingFrom(world.headquarters, theirs)).toBe("NOT_FOUND");
  });

  it("to people of a partner firm over anything but projects or their own firm", async () => {
    const { staffId } = world.partner;
    const { organizationId } = world.south;
    for (const over of [{}, { organizationId }]) {
      expect(await nothingFrom(world.headquarters, { staffId, role: "READER", ...over })).toEqual(
        forbidden("input", "organizationId"),
      );
    }
  });

  it("as partner over an organization that is not the firm of its own people", async () => {
    const { organizationId, staffId } = world.south;
    const { organizationId: firm } = world.partner;
    for (const over of [organizationId, firm]) {
      const input = { staffId, organizationId: over, role: "PARTNER" };
      expect(await nothingFrom(world.headquarters, input)).toEqual(forbidden("input", "organizationId"));
    }
  });
});

describe("a partner firm's own people", () => {
  it("are given its complaints to handle, all those that are the firm's", async () => {
    const group = await buildWorld(test.database);
    const { organizationId } = group.partner;
    const ADD = `mutation ($input: AddStaffInput!) { addStaff(input: $input) { ... on AddStaffSuccess { staff { id } } } }`;
    const added = await ask(group.headquarters, ADD, { input: { organizationId, name: "Counsel" } });
    const { staff } = added.data["addStaff"] as { staff: { id: string } };
    const input = { staffId: staff.id, organizationId, role: "PARTNER" };
    expect((await ask(group.headquarters, GIVE, { input })).data["giveGrant"]).toEqual({
      __typename: "GiveGrantSuccess",
    });
  });
});
