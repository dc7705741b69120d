import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DAY, formatInstant, instant, SYSTEM, tenantScope, type Instant, type StaffId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { giveGrant, type GiveGrant } from "../grant/give-grant.command.js";
import { revokeGrant } from "../grant/revoke-grant.command.js";
import { assignPost } from "../post/assign-post.command.js";
import { directory } from "../service.js";
import { removeStaff } from "../staff/remove-staff.command.js";
import { buildWorld, done, person, traces, type World } from "../testing/world.harness.js";

const NOON = instant("2025-03-05T12:00:00+08:00");
const at = (days: number): Instant => (NOON + days * DAY) as Instant;
const TO = formatInstant(at(7));

const ACTORS = statement(
  "directory_spec.actors",
  `select actor from journal.event where tenant_id = $1 and type = 'staff.added' and actor->>'kind' = 'staff'`,
);

const DELEGATE = `mutation ($input: DelegateInput!) { delegate(input: $input) { __typename
  ... on DelegateSuccess { delegation { id delegatorId delegate { id } posts grantIds fromAt toAt } } ... on Refusal { code path } } }`;
const END = `mutation ($input: EndDelegationInput!) { endDelegation(input: $input) { __typename
  ... on EndDelegationSuccess { delegation { endedAt version } } ... on Refusal { code path } } }`;
const VIEWER = `{ viewer { id kind posts roles capabilities reach { scope organizationIds projectIds } grants { role }
  organization { id } delegations { id delegatorId delegateId } } }`;

let test: TestDatabase;
let ask: Ask;
let world: World;
const write = <T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> =>
  test.database.write(tenantScope(world.tenantId), work);
const asker = (staffId: StaffId): Asker => ({ tenantId: world.tenantId, staffId });
const give = (command: GiveGrant): Promise<{ id: GiveGrant["id"] & string }> =>
  write(async (uow) => done(await giveGrant(uow, command, SYSTEM)));

beforeAll(async () => {
  const service = directory();
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service);
});
afterAll(() => test.close());

/** An officer of the south who holds a post, and a colleague who has nothing. */
async function twoPeople() {
  await test.clock.set(NOON);
  world = await buildWorld(test.database);
  const { organizationId } = world.south;
  const [officer, colleague] = await write((uow) =>
    Promise.all([1, 2].map(() => person(uow, organizationId))).then((ids) => ids as [StaffId, StaffId]),
  );
  const post = { staffId: officer, post: "service_center", projectId: null, departmentId: null };
  await write(async (uow) => done(await assignPost(uow, post, SYSTEM)));
  const { id: grantId } = await give({
    holder: { staffId: officer },
    role: "subsidiary_officer",
    over: { organizationId },
  });
  return { organizationId, officer, colleague, grantId };
}

async function delegated(by: StaffId, input: object): Promise<unknown> {
  const { data, codes } = await ask(asker(by), DELEGATE, { input: { to: TO, ...input } });
  return codes[0] ?? data["delegate"];
}
async function delegationId(by: StaffId, input: object): Promise<string> {
  const answer = (await delegated(by, input)) as { delegation: { id: string } };
  return answer.delegation.id;
}
const viewer = async (staffId: StaffId): Promise<unknown> => (await ask(asker(staffId), VIEWER)).data["viewer"];
const NOTHING = { roles: [], posts: [], capabilities: [], reach: { scope: "ORGANIZATION", organizationIds: [] } };

describe("the delegate of an officer", () => {
  it("has the officer's posts and rights beside their own, from the first instant up to the last", async () => {
    const { organizationId, officer, colleague, grantId } = await twoPeople();
    const from = formatInstant(at(1));
    const id = await delegationId(officer, {
      delegateId: colleague,
      posts: ["service_center"],
      grantIds: [grantId],
      from,
    });
    expect(await viewer(colleague)).toMatchObject(NOTHING);
    await test.clock.set((at(1) - 1) as Instant);
    expect(await viewer(colleague)).toMatchObject(NOTHING);
    await test.clock.set(at(1));
    expect(await viewer(colleague)).toMatchObject({
      id: colleague,
      kind: "STAFF",
      posts: ["service_center"],
      roles: ["subsidiary_officer"],
      capabilities: expect.arrayContaining(["complaint.file", "complaint.close"]),
      reach: { scope: "ORGANIZATION", organizationIds: [organizationId], projectIds: [] },
      grants: [],
      organization: { id: organizationId },
      delegations: [{ id, delegatorId: officer, delegateId: colleague }],
    });
    await test.clock.set((at(7) - 1) as Instant);
    expect(await viewer(colleague)).toMatchObject({ roles: ["subsidiary_officer"] });
    await test.clock.set(at(7));
    expect(await viewer(colleague)).toMatchObject({ ...NOTHING, delegations: [] });
  });

  it("has nothing any more, at that instant, once it is ended by the officer, the delegate or a manager", async () => {
    for (const by of ["officer", "colleague", "manager"] as const) {
      const { officer, colleague, grantId } = await twoPeople();
      const id = await delegationId(officer, { delegateId: colleague, grantIds: [grantId] });
      expect(await viewer(colleague)).toMatchObject({ roles: ["subsidiary_officer"] });
      const who = { officer, colleague, manager: world.south.staffId }[by];
      const { data } = await ask(asker(who), END, { input: { delegationId: id } });
      expect(data["endDelegation"]).toMatchObject({ delegation: { endedAt: expect.any(String), version: 2 } });
      expect(await viewer(colleague)).toMatchObject(NOTHING);
    }
  });

  it("loses what the officer loses, and everything when one of them leaves", async () => {
    const { officer, colleague, grantId } = await twoPeople();
    await delegated(officer, { delegateId: colleague, posts: ["service_center"], grantIds: [grantId] });
    await write(async (uow) => done(await revokeGrant(uow, { grantId }, SYSTEM)));
    expect(await viewer(colleague)).toMatchObject({ ...NOTHING, posts: ["service_center"] });
    await write(async (uow) => done(await removeStaff(uow, { staffId: officer }, SYSTEM)));
    expect(await viewer(colleague)).toMatchObject({ ...NOTHING, delegations: [] });
  });

  it("acts as themselves, and the journal says on whose behalf", async () => {
    const { organizationId, colleague } = await twoPeople();
    const { staffId: manager } = world.south;
    const post = { staffId: manager, post: "service_manager", projectId: null, departmentId: null };
    await write(async (uow) => done(await assignPost(uow, post, SYSTEM)));
    const own = (await ask(asker(manager), "{ viewer { grants { id } } }")).data["viewer"] as {
      grants: { id: string }[];
    };
    await delegated(manager, {
      delegateId: colleague,
      posts: ["service_manager"],
      grantIds: own.grants.map(({ id }) => id),
    });
    const add = `mutation ($input: AddStaffInput!) { addStaff(input: $input) { __typename } }`;
    await ask(asker(colleague), add, { input: { organizationId, name: "Newcomer" } });
    const row = await write((uow) => uow.one<{ actor: unknown }>(ACTORS, [world.tenantId]));
    expect(row?.actor).toEqual({
      kind: "staff",
      id: colleague,
      organizationId,
      posts: ["service_manager"],
      onBehalfOf: [{ staffId: manager, posts: ["service_manager"] }],
    });
  });

  it("hands nothing on of what they were handed", async () => {
    const { officer, colleague, grantId } = await twoPeople();
    const third = await write((uow) => person(uow, world.south.organizationId));
    await delegated(officer, { delegateId: colleague, posts: ["service_center"], grantIds: [grantId] });
    expect(await delegated(colleague, { delegateId: third, posts: ["service_center"] })).toMatchObject({
      code: "FORBIDDEN",
      path: ["input", "posts"],
    });
    expect(await delegated(colleague, { delegateId: third, grantIds: [grantId] })).toMatchObject({
      code: "FORBIDDEN",
      path: ["input", "grantIds"],
    });
  });

  it("may give a role neither to themselves nor to whom they act for", async () => {
    const { organizationId, colleague } = await twoPeople();
    const { staffId: manager } = world.south;
    const own = (await ask(asker(manager), "{ viewer { grants { id } } }")).data["viewer"] as {
      grants: { id: string }[];
    };
    await delegated(manager, { delegateId: colleague, grantIds: own.grants.map(({ id }) => id) });
    const grant = `mutation ($input: GiveGrantInput!) { giveGrant(input: $input) { ... on Refusal { code path } } }`;
    for (const staffId of [colleague, manager]) {
      const { data } = await ask(asker(colleague), grant, {
        input: { staffId, organizationId, role: "SUBSIDIARY_OFFICER" },
      });
      expect(data["giveGrant"]).toEqual({ code: "FORBIDDEN", path: ["input", "staffId"] });
    }
  });
});

describe("a delegation that is refused leaves nothing", () => {
  async function nothingFrom(by: StaffId, input: object): Promise<unknown> {
    const before = await traces(test.database, world.tenantId);
    const answer = await delegated(by, input);
    expect(await traces(test.database, world.tenantId)).toEqual(before);
    return answer;
  }

  it("beyond what one holds, to oneself, of nothing, or without time", async () => {
    const { officer, colleague, grantId } = await twoPeople();
    const { staffId: manager } = world.south;
    const others = (await ask(asker(manager), "{ viewer { grants { id } } }")).data["viewer"] as {
      grants: { id: string }[];
    };
    for (const [input, expected] of [
      [{ posts: ["legal"] }, { code: "FORBIDDEN", path: ["input", "posts"] }],
      [{ grantIds: others.grants.map(({ id }) => id) }, { code: "FORBIDDEN", path: ["input", "grantIds"] }],
      [
        { delegateId: officer, grantIds: [grantId] },
        { code: "INVALID_INPUT", path: ["input", "delegateId"] },
      ],
      [{}, { code: "INVALID_INPUT", path: ["input", "posts"] }],
      [
        { grantIds: [grantId], to: formatInstant(NOON) },
        { code: "INVALID_INPUT", path: ["input", "to"] },
      ],
      [{ grantIds: [world.south.organizationId] }, "NOT_FOUND"],
      [{ delegateId: world.north.staffId, grantIds: [grantId] }, "NOT_FOUND"],
    ] as const) {
      const answer = await nothingFrom(officer, { delegateId: colleague, ...input });
      if (typeof expected === "string") expect(answer).toBe(expected);
      else expect(answer).toMatchObject(expected);
    }
  });

  it("41 in a circle, of two or of three, also when both are given at the same moment", async () => {
    const { organizationId, officer, colleague, grantId } = await twoPeople();
    const third = await write((uow) => person(uow, organizationId));
    for (const staffId of [colleague, third]) {
      const post = { staffId, post: "employee", projectId: null, departmentId: null };
      await write(async (uow) => done(await assignPost(uow, post, SYSTEM)));
      await give({ holder: { staffId }, role: "subsidiary_officer", over: { organizationId } });
    }
    const circle = { code: "INVALID_INPUT", path: ["input", "delegateId"] };
    await delegated(officer, { delegateId: colleague, grantIds: [grantId] });
    expect(await nothingFrom(colleague, { delegateId: officer, posts: ["employee"] })).toMatchObject(circle);
    await delegated(colleague, { delegateId: third, posts: ["employee"] });
    expect(await nothingFrom(third, { delegateId: officer, posts: ["employee"] })).toMatchObject(circle);

    const later = { from: formatInstant(at(8)), to: formatInstant(at(9)) };
    const both = await Promise.all([
      delegated(third, { delegateId: colleague, posts: ["employee"], ...later }),
      delegated(colleague, { delegateId: third, posts: ["employee"], ...later }),
    ]);
    const codes = both.map((answer) => (answer as { code?: string }).code ?? "given");
    expect(codes.sort()).toEqual(["INVALID_INPUT", "given"]);
  });

  it("that a manager makes for another to their own gain, or that nobody but a manager may make", async () => {
    const { officer, colleague, grantId } = await twoPeople();
    const { staffId: manager } = world.south;
    const input = { delegatorId: officer, grantIds: [grantId] };
    expect(await nothingFrom(manager, { ...input, delegateId: manager })).toMatchObject({
      code: "FORBIDDEN",
      path: ["input", "delegateId"],
    });
    expect(await nothingFrom(colleague, { ...input, delegateId: colleague })).toMatchObject({ code: "FORBIDDEN" });
    expect(await delegated(manager, { ...input, delegateId: colleague })).toMatchObject({
      __typename: "DelegateSuccess",
    });
  });

  it("across the door of a partner firm, and of whoever does not reach their own organization", async () => {
    await twoPeople();
    const { partner, headquarters } = world;
    const own = (await ask(headquarters, "{ viewer { grants { id } } }")).data["viewer"] as {
      grants: { id: string }[];
    };
    const input = { delegateId: partner.staffId, grantIds: own.grants.map(({ id }) => id) };
    expect(await nothingFrom(headquarters.staffId, input)).toMatchObject({
      code: "FORBIDDEN",
      path: ["input", "delegateId"],
    });
    const colleague = await write((uow) => person(uow, partner.organizationId));
    expect(await nothingFrom(partner.staffId, { delegateId: colleague, posts: ["employee"] })).toMatchObject({
      code: "FORBIDDEN",
      path: [],
    });
  });

  it("of grants that would not count beside what the delegate has", async () => {
    const { officer, colleague, grantId } = await twoPeople();
    await give({ holder: { staffId: colleague }, role: "reader", over: { projectId: world.south.projectId } });
    expect(await nothingFrom(officer, { delegateId: colleague, grantIds: [grantId] })).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "grantIds"],
    });
  });
});

describe("the list of delegations", () => {
  const LIST = "{ delegations(first: 10) { edges { node { id } } } }";
  it("shows those within reach and one's own, and no others", async () => {
    const { officer, colleague, grantId } = await twoPeople();
    const id = await delegationId(officer, { delegateId: colleague, grantIds: [grantId] });
    const list = async (who: Asker): Promise<unknown> => (await ask(who, LIST)).data["delegations"];
    for (const who of [world.headquarters, world.south, asker(officer), asker(colleague)])
      expect(await list(who)).toEqual({ edges: [{ node: { id } }] });
    for (const who of [world.north, world.partner]) expect(await list(who)).toEqual({ edges: [] });
  });
});
