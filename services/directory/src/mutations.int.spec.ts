import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { instant, newId, SYSTEM, tenantScope } from "@hearken/kernel";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { delegate } from "./delegation/delegate.command.js";
import { giveGrant } from "./grant/give-grant.command.js";
import { assignPost } from "./post/assign-post.command.js";
import { directory } from "./service.js";
import { asking, type Answer, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { buildWorld, done, person, PUBLISHED, traces, type House, type World } from "./testing/world.harness.js";

type Input = Record<string, unknown>;

/** Things of one house that inputs point at. */
interface Things {
  readonly organizationId: string;
  readonly projectId: string;
  readonly departmentId: string;
  readonly staffId: string;
  readonly holdingId: string;
  readonly grantId: string;
  readonly colleagueId: string;
  readonly delegationId: string;
}

interface Mutation {
  readonly name: string;
  readonly chosen: string;
  readonly input: (things: Things) => Input;
  /** Which field of the input points at which thing. */
  readonly ids: Readonly<Record<string, keyof Things>>;
  readonly texts?: readonly string[];
}

const LATER = instant("2100-01-01T00:00:00Z");
const WEEK = [{ weekday: "MONDAY", windows: [{ from: "09:00", to: "18:00" }] }];
const MUTATIONS: readonly Mutation[] = [
  {
    name: "addOrganization",
    chosen: "organization { id kind parent { id } }",
    input: ({ organizationId }) => ({ parentId: organizationId, kind: "SUBSIDIARY", name: "East" }),
    ids: { parentId: "organizationId" },
    texts: ["name"],
  },
  {
    name: "addProject",
    chosen: "project { id organization { id } }",
    input: ({ organizationId }) => ({ organizationId, name: "Estate" }),
    ids: { organizationId: "organizationId" },
    texts: ["name"],
  },
  {
    name: "addUnit",
    chosen: "unit { id project { id } }",
    input: ({ projectId }) => ({ projectId, label: "1-101", moveInOn: "2024-01-01", warrantyEndsOn: "2026-01-01" }),
    ids: { projectId: "projectId" },
    texts: ["label"],
  },
  {
    name: "addDepartment",
    chosen: "department { id head { id } parent { id } }",
    input: ({ organizationId, departmentId, staffId }) => ({
      organizationId,
      parentId: departmentId,
      headId: staffId,
      name: "Law",
    }),
    ids: { organizationId: "organizationId", parentId: "departmentId", headId: "staffId" },
    texts: ["name"],
  },
  {
    name: "addStaff",
    chosen: "staff { id department { id } }",
    input: ({ organizationId, departmentId }) => ({ organizationId, departmentId, name: "Person" }),
    ids: { organizationId: "organizationId", departmentId: "departmentId" },
    texts: ["name"],
  },
  {
    name: "removeStaff",
    chosen: "staff { id leftAt posts { id } }",
    input: ({ staffId }) => ({ staffId, expectedVersion: 2 }),
    ids: { staffId: "staffId" },
  },
  {
    name: "assignPost",
    chosen: "holding { post project { id } department { id } } staff { version }",
    input: ({ staffId, projectId, departmentId }) => ({
      staffId,
      projectId,
      departmentId,
      post: "service_center",
      expectedVersion: 2,
    }),
    ids: { staffId: "staffId", projectId: "projectId", departmentId: "departmentId" },
  },
  {
    name: "vacatePost",
    chosen: "staff { posts { id } }",
    input: ({ holdingId }) => ({ holdingId, expectedVersion: 2 }),
    ids: { holdingId: "holdingId" },
  },
  {
    name: "giveGrant",
    chosen: "grant { role scope staff { id } organization { id } project { id } }",
    input: ({ staffId, organizationId }) => ({
      staffId,
      organizationId,
      role: "SUBSIDIARY_OFFICER",
      from: "2030-01-01T00:00:00Z",
    }),
    ids: { staffId: "staffId", organizationId: "organizationId" },
  },
  {
    name: "revokeGrant",
    chosen: "grant { revokedAt }",
    input: ({ grantId }) => ({ grantId, expectedVersion: 1 }),
    ids: { grantId: "grantId" },
  },
  {
    name: "delegate",
    chosen: "delegation { id posts delegator { id } delegate { id } endedAt }",
    input: ({ staffId, colleagueId }) => ({
      delegatorId: staffId,
      delegateId: colleagueId,
      posts: ["employee"],
      to: "2100-01-01T00:00:00Z",
    }),
    ids: { delegatorId: "staffId", delegateId: "colleagueId" },
  },
  {
    name: "endDelegation",
    chosen: "delegation { endedAt }",
    input: ({ delegationId }) => ({ delegationId, expectedVersion: 1 }),
    ids: { delegationId: "delegationId" },
  },
  {
    name: "adoptRegulation",
    chosen: "adoption { regulation readings { name value } organization { id } }",
    input: ({ organizationId }) => ({
      organizationId,
      regulation: "alpha",
      version: 2,
      effectiveFrom: "2025-01-01",
      calendar: "office",
      readings: [{ name: "crowd", value: "5" }],
    }),
    ids: { organizationId: "organizationId" },
  },
  {
    name: "changeCalendar",
    chosen: "calendar { code revision week { weekday windows { from } } }",
    input: () => ({ code: "office", zone: "Asia/Shanghai", statutory: true, week: WEEK, expectedVersion: 1 }),
    ids: {},
  },
];
const named = (name: string): Mutation => MUTATIONS.find((mutation) => mutation.name === name) ?? fail(name);
const fail = (name: string): never => {
  throw new Error(`no mutation ${name}`);
};

let test: TestDatabase;
let ask: Ask;
/** What is shared by tests after which nothing may have happened: each of them proves that it left nothing. */
let world: World;
let stranger: World;
let south: Things;
let north: Things;

beforeAll(async () => {
  const service = directory(PUBLISHED);
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service);
  ({ world, south } = await fresh());
  north = await thingsOf(world.north);
  stranger = await buildWorld(test.database);
});
afterAll(() => test.close());

/** A world of its own for a test that changes it. */
async function fresh(): Promise<{ world: World; south: Things }> {
  const own = await buildWorld(test.database);
  return { world: own, south: await thingsOf(own.south) };
}

async function thingsOf(house: House): Promise<Things> {
  const { tenantId, organizationId, projectId } = house;
  const { data } = await send(house, named("addDepartment"), { organizationId, name: "Service" });
  const departmentId = (data["addDepartment"] as { department: { id: string } }).department.id;
  return test.database.write(tenantScope(tenantId), async (uow) => {
    const staffId = await person(uow, organizationId);
    const post = { staffId, post: "employee", projectId: null, departmentId: null };
    const { holding } = done(await assignPost(uow, post, SYSTEM));
    const granted = done(
      await giveGrant(uow, { holder: { staffId }, role: "reader", over: { organizationId } }, SYSTEM),
    );
    const colleagueId = await person(uow, organizationId);
    const handed = { delegatorId: staffId, delegateId: colleagueId, posts: ["employee"], grantIds: [], toAt: LATER };
    const { id: delegationId } = done(await delegate(uow, handed, SYSTEM));
    const ids = { holdingId: holding.id, grantId: granted.id, colleagueId, delegationId };
    return { organizationId, projectId, departmentId, staffId, ...ids };
  });
}

function send(asker: Asker, mutation: Mutation, input: Input): Promise<Answer> {
  const type = `${mutation.name.charAt(0).toUpperCase()}${mutation.name.slice(1)}`;
  const document = `mutation ($input: ${type}Input!) { ${mutation.name}(input: $input) { __typename
    ... on ${type}Success { ${mutation.chosen} } ... on Refusal { code path currentVersion message } } }`;
  return ask(asker, document, { input });
}
const outcome = ({ data, codes }: Answer, { name }: Mutation): unknown => codes[0] ?? data[name];

/** Sends it and shows that nothing happened. */
async function nothingFrom(asker: Asker, mutation: Mutation, input: Input): Promise<unknown> {
  const before = await traces(test.database, asker.tenantId);
  const answer = await send(asker, mutation, input);
  expect(await traces(test.database, asker.tenantId)).toEqual(before);
  return outcome(answer, mutation);
}

describe.each(MUTATIONS)("$name", (mutation) => {
  it("succeeds for the administrator of the whole group and tells it in a history", async () => {
    const { world, south } = await fresh();
    const before = (await traces(test.database, world.tenantId)) as { events: number };
    const answer = await send(world.headquarters, mutation, mutation.input(south));
    const after = (await traces(test.database, world.tenantId)) as { events: number };
    expect(answer.codes).toEqual([]);
    expect(outcome(answer, mutation)).toMatchObject({ __typename: expect.stringMatching(/Success$/) });
    expect(after.events).toBeGreaterThan(before.events);
  });

  it("is refused to whoever may not manage", async () => {
    expect(await nothingFrom(world.partner, mutation, mutation.input(south))).toMatchObject({ code: "FORBIDDEN" });
  });

  it("is done once for one idempotency key, and refused for another input", async () => {
    const { world, south } = await fresh();
    const input = { ...mutation.input(south), idempotencyKey: "key-1" };
    const first = await send(world.headquarters, mutation, input);
    const before = await traces(test.database, world.tenantId);
    expect(await send(world.headquarters, mutation, input)).toEqual(first);
    expect(await traces(test.database, world.tenantId)).toEqual(before);
    const [field] = Object.keys(mutation.ids);
    const other = field === undefined ? { ...input, statutory: false } : { ...input, [field]: newId() };
    expect(await nothingFrom(world.headquarters, mutation, other)).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  });

  for (const [field, thing] of Object.entries(mutation.ids)) {
    it(`answers one and the same for an unknown, malformed, foreign or walled ${field}`, async () => {
      const elsewhere =
        thing === "organizationId" || thing === "projectId" || thing === "staffId" ? stranger.south[thing] : newId();
      for (const id of [newId(), "no-id", "", "\u0000", "\ud800", elsewhere]) {
        const input = { ...mutation.input(south), [field]: id };
        expect(await nothingFrom(world.headquarters, mutation, input)).toBe("NOT_FOUND");
      }
      if (mutation.name === "addOrganization") return;
      const walled = { ...mutation.input(south), [field]: north[thing] };
      expect(await nothingFrom(world.south, mutation, walled)).toBe("NOT_FOUND");
    });
  }

  for (const field of mutation.texts ?? []) {
    it.each([
      ["NUL", "a\u0000b"],
      ["a lone surrogate", "a\ud800b"],
      ["nothing visible", " \u200b "],
      ["a line break", "a\nb"],
      ["too many characters", "长".repeat(201)],
    ])(`refuses %s in ${field}`, async (_, text) => {
      const input = { ...mutation.input(south), [field]: text };
      expect(await nothingFrom(world.headquarters, mutation, input)).toMatchObject({
        code: "INVALID_INPUT",
        path: ["input", field],
      });
    });
  }

  if ("expectedVersion" in mutation.input({} as Things)) {
    it("is refused on a stale version, with the current one", async () => {
      const input = { ...mutation.input(south), expectedVersion: 7 };
      expect(await nothingFrom(world.headquarters, mutation, input)).toMatchObject({
        code: "STALE_VERSION",
        currentVersion: mutation.input({} as Things)["expectedVersion"],
      });
    });
  }
});

describe("an administrator of one organization", () => {
  it.each(MUTATIONS.filter(({ name }) => !["addOrganization", "changeCalendar"].includes(name)))(
    "manages their own: $name",
    async (mutation) => {
      const { world, south } = await fresh();
      expect(outcome(await send(world.south, mutation, mutation.input(south)), mutation)).toMatchObject({
        __typename: expect.stringMatching(/Success$/),
      });
    },
  );
  it.each(["addOrganization", "changeCalendar"])("does not change what is the whole group's: %s", async (name) => {
    const mutation = named(name);
    expect(await nothingFrom(world.south, mutation, mutation.input(south))).toMatchObject({ code: "FORBIDDEN" });
  });
  it("gives nobody more than they have", async () => {
    const { staffId } = south;
    const { projectId } = world.north;
    const wholeGroup = await nothingFrom(world.south, named("giveGrant"), { staffId, role: "ADMINISTRATOR" });
    expect(wholeGroup).toMatchObject({ code: "FORBIDDEN", path: ["input", "organizationId"] });
    for (const over of [
      { role: "PARTNER", projectId },
      { role: "PARTNER", projectId: newId() },
    ]) {
      expect(await nothingFrom(world.south, named("giveGrant"), { staffId, ...over })).toBe("NOT_FOUND");
    }
  });
});

describe("an input that does not hold together", () => {
  const cases: [string, string, (things: Things) => Input, string | { code: string; path?: string[] }][] = [
    ["addUnit", "a day that does not exist", () => ({ moveInOn: "2023-02-29" }), "BAD_USER_INPUT"],
    [
      "addUnit",
      "a warranty that ends before moving in",
      () => ({ warrantyEndsOn: "2023-12-31" }),
      invalid("warrantyEndsOn"),
    ],
    [
      "addProject",
      "a partner firm as owner",
      () => ({ organizationId: world.partner.organizationId }),
      invalid("organizationId"),
    ],
    ["addOrganization", "a second headquarters", () => ({ kind: "HEADQUARTERS" }), invalid("kind")],
    [
      "addOrganization",
      "a partner firm as parent",
      () => ({ parentId: world.partner.organizationId }),
      invalid("parentId"),
    ],
    ["addDepartment", "a head of another organization", () => ({ headId: north.staffId }), invalid("headId")],
    [
      "addStaff",
      "a department of another organization",
      () => ({ departmentId: north.departmentId }),
      invalid("departmentId"),
    ],
    ["assignPost", "a post that is no code", () => ({ post: "Service Center" }), invalid("post")],
    [
      "assignPost",
      "an end before the beginning",
      () => ({ from: "2030-01-02T00:00:00Z", to: "2030-01-01T00:00:00Z" }),
      invalid("to"),
    ],
    ["assignPost", "an instant without an offset", () => ({ from: "2030-01-02T00:00:00" }), "BAD_USER_INPUT"],
    ["giveGrant", "two holders", () => ({ clientId: newId() }), invalid("staffId")],
    ["giveGrant", "two scopes", ({ projectId }) => ({ projectId }), invalid("projectId")],
    ["giveGrant", "an end that is over", () => ({ from: null, to: "2001-01-01T00:00:00Z" }), invalid("to")],
    [
      "giveGrant",
      "a role that is not given over a project",
      ({ projectId }) => ({ organizationId: null, projectId, role: "HEADQUARTERS_OFFICER" }),
      invalid("role"),
    ],
    [
      "giveGrant",
      "another role over another scope",
      ({ projectId }) => ({ organizationId: null, projectId, role: "PARTNER" }),
      invalid("role"),
    ],
    ["adoptRegulation", "an unpublished version", () => ({ version: 9 }), invalid("regulation")],
    [
      "adoptRegulation",
      "a reading twice",
      () => ({ readings: ["3", "5"].map((value) => ({ name: "crowd", value })) }),
      { code: "INVALID_INPUT" },
    ],
    [
      "changeCalendar",
      "an unknown zone",
      () => ({ zone: "Asia/Nowhere" }),
      { code: "INVALID_INPUT", path: ["input", "definition", "zone"] },
    ],
    ["changeCalendar", "a code with capitals", () => ({ code: "Office" }), invalid("code")],
    ["changeCalendar", "a weekday twice", () => ({ week: [...WEEK, ...WEEK] }), invalid("week")],
    ["changeCalendar", "a week without opening", () => ({ week: [] }), { code: "INVALID_INPUT" }],
  ];
  it.each(cases)("is refused and leaves nothing: %s with %s", async (name, _, change, expected) => {
    const mutation = named(name);
    const answer = await nothingFrom(world.headquarters, mutation, {
      ...mutation.input(south),
      ...change(south),
    });
    if (typeof expected === "string") expect(answer).toBe(expected);
    else expect(answer).toMatchObject(expected);
  });
  it("is refused as having happened: leaving, revoking and vacating twice", async () => {
    const { world, south } = await fresh();
    for (const name of ["vacatePost", "endDelegation", "revokeGrant", "removeStaff"]) {
      const mutation = named(name);
      const { expectedVersion, ...input } = mutation.input(south);
      expect(expectedVersion).toBeGreaterThan(0);
      await send(world.headquarters, mutation, input);
      const again = await nothingFrom(world.headquarters, mutation, input);
      if (name === "vacatePost") expect(again).toBe("NOT_FOUND");
      else expect(again).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    }
  });
});

function invalid(field: string): { code: string; path: string[] } {
  return { code: "INVALID_INPUT", path: ["input", field] };
}
