import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { event } from "@hearken/contracts";
import { HOUR, newId, type ComplaintId } from "@hearken/kernel";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { escalationWorld, officer, type EscalationWorld } from "../testing/escalation-world.harness.js";
import { bulletinTable } from "./bulletin.table.js";

let test: TestDatabase;
let world: EscalationWorld;

beforeAll(async () => {
  test = await testDatabase({ entities: [bulletinTable] });
});
beforeEach(() => {
  world = escalationWorld({ database: test.database });
});
afterAll(() => test.close());

const ISSUE = `mutation ($input: IssueBulletinInput!) { issueBulletin(input: $input) {
  ... on IssueBulletinSuccess { bulletin { id status sections { code text } obligation { status } recipients { code } complaint { id } } }
  ... on Refusal { code path clause { id } currentVersion } } }`;

const WHOLE = [
  { code: "state", text: "现场已经处理。" },
  { code: "help", text: "无" },
];

/** A complaint of three people, grave at once, and the bulletin that it demands. */
async function demanded(): Promise<{ id: ComplaintId; bulletinId: string }> {
  const id = await world.file({ people: 3 });
  await world.catchUp();
  const { data } = await world.ask("{ bulletins(first: 9, status: OPEN) { edges { node { id complaint { id } } } } }");
  const { edges } = (data as { bulletins: { edges: { node: { id: string; complaint: { id: string } } }[] } }).bulletins;
  return { id, bulletinId: edges.find(({ node }) => node.complaint.id === id)?.node.id ?? "" };
}

const issue = async (input: object, as?: object): Promise<unknown> =>
  (await world.ask(ISSUE, { input }, as)).data["issueBulletin"];

describe("a bulletin that a level demands", () => {
  it("is opened, issued with its sections, and fulfils its obligation at once", async () => {
    const { id, bulletinId } = await demanded();
    expect((await world.tally(id))["bulletin.opened"]).toBe(1);
    expect(await issue({ bulletinId, sections: WHOLE })).toEqual({
      bulletin: {
        ...{ id: bulletinId, status: "ISSUED", sections: WHOLE, obligation: { status: "MET" } },
        recipients: [{ code: "manager" }, { code: "director" }],
        complaint: { id },
      },
    });
    expect(await world.tally(id)).toMatchObject({ "bulletin.issued": 1, "obligation.met grave_bulletin": 1 });
    await world.catchUp();
    expect(await world.tally(id)).toMatchObject({ "bulletin.issued": 1, "obligation.met grave_bulletin": 1 });
  });

  it("is issued late after its time", async () => {
    const { bulletinId } = await demanded();
    await test.clock.advance(2 * HOUR);
    await world.work();
    expect(await issue({ bulletinId, sections: WHOLE })).toMatchObject({
      bulletin: { obligation: { status: "MET_LATE" } },
    });
  });

  it("is issued once for one idempotency key, and twice under none", async () => {
    const { id, bulletinId } = await demanded();
    const as = officer(world.tenantId);
    const input = { bulletinId, sections: WHOLE, idempotencyKey: newId() };
    const [first, second] = await Promise.all([issue(input, as), issue(input, as)]);
    expect(second).toEqual(first);
    expect(await issue({ bulletinId, sections: WHOLE }, as)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    expect((await world.tally(id))["bulletin.issued"]).toBe(1);
  });

  it("is fulfilled also by the fact alone, and withdrawn when it is owed no longer", async () => {
    const first = await demanded();
    await world.happens(
      first.id,
      event("bulletin.issued", { bulletinId: newId(), kind: "grave", to: ["manager"], sections: [] }),
    );
    const second = await demanded();
    await world.happens(second.id, event("complaint.withdrawn", {}));
    await world.catchUp();
    const states = async (id: string): Promise<unknown> =>
      (await world.ask("query ($id: ID!) { bulletin(id: $id) { status } }", { id })).data;
    expect(await states(first.bulletinId)).toEqual({ bulletin: { status: "ISSUED" } });
    expect(await states(second.bulletinId)).toEqual({ bulletin: { status: "WITHDRAWN" } });
    expect(await issue({ bulletinId: second.bulletinId, sections: WHOLE })).toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });
});

describe("issuing a bulletin is refused", () => {
  const cases: readonly [string, (bulletinId: string) => object, object | undefined, object][] = [
    [
      "by the procedure when another post sends it",
      (bulletinId) => ({ bulletinId, sections: WHOLE }),
      { posts: [] },
      { code: "REGULATION", clause: { id: "LG-5.5.2.6" } },
    ],
    [
      "by its clause when a section is missing",
      (bulletinId) => ({ bulletinId, sections: WHOLE.slice(1) }),
      undefined,
      { code: "REGULATION", clause: { id: "LG-5.5.2.4a" }, path: ["input", "sections"] },
    ],
    [
      "when it has a section that nobody asked for",
      (bulletinId) => ({ bulletinId, sections: [...WHOLE, { code: "more", text: "x" }] }),
      undefined,
      { code: "INVALID_INPUT" },
    ],
    [
      "when a section stands twice",
      (bulletinId) => ({ bulletinId, sections: [...WHOLE, WHOLE[0]] }),
      undefined,
      { code: "INVALID_INPUT" },
    ],
    [
      "when a section says nothing",
      (bulletinId) => ({ bulletinId, sections: [{ code: "state", text: " " }] }),
      undefined,
      { code: "INVALID_INPUT", path: ["input", "sections", "0", "text"] },
    ],
    [
      "when a section holds NUL",
      (bulletinId) => ({ bulletinId, sections: [{ code: "state", text: "a\u0000" }] }),
      undefined,
      { code: "INVALID_INPUT" },
    ],
    [
      "when a section is endless",
      (bulletinId) => ({ bulletinId, sections: [{ code: "state", text: "长".repeat(10_001) }] }),
      undefined,
      { code: "INVALID_INPUT" },
    ],
    [
      "when the complaint has changed since",
      (bulletinId) => ({ bulletinId, sections: WHOLE, expectedVersion: 1 }),
      undefined,
      { code: "STALE_VERSION", currentVersion: expect.any(Number) },
    ],
    [
      "to those who may only read",
      (bulletinId) => ({ bulletinId, sections: WHOLE }),
      { roles: ["reader"] },
      { code: "FORBIDDEN" },
    ],
  ];

  it.each(cases)("%s, and nothing happens", async (_, input, as, refusal) => {
    const { id, bulletinId } = await demanded();
    const before = await world.historyOf(id);
    const principal = officer(world.tenantId);
    const changed = as !== undefined && "posts" in as ? { actor: { ...principal.actor, ...as } } : as;
    expect(await issue(input(bulletinId), changed)).toMatchObject(refusal);
    expect(await world.historyOf(id)).toEqual(before);
    expect(
      (await world.ask("query ($id: ID!) { bulletin(id: $id) { status sections { code } } }", { id: bulletinId })).data,
    ).toEqual({
      bulletin: { status: "OPEN", sections: [] },
    });
  });

  it("to another tenant and another organization as if it were not there", async () => {
    const { bulletinId } = await demanded();
    const strangers = [
      officer(newId<"Tenant">()),
      officer(world.tenantId, { kind: "organizations", organizationIds: [newId<"Organization">()] }),
    ];
    for (const stranger of strangers) {
      const { codes } = await world.ask(ISSUE, { input: { bulletinId, sections: WHOLE } }, stranger);
      expect(codes).toEqual(["NOT_FOUND"]);
    }
    expect((await world.ask(ISSUE, { input: { bulletinId: newId(), sections: WHOLE } })).codes).toEqual(["NOT_FOUND"]);
    expect((await world.ask(ISSUE, { input: { bulletinId: "x", sections: WHOLE } })).codes).toEqual(["NOT_FOUND"]);
  });
});
