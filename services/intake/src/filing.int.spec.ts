import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newId, tenantScope } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { intake } from "./service.js";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { filed, filingOf, outcomeOf, send, succeed, type Input } from "./testing/complaints.harness.js";
import { buildWorld, traces, type World } from "./testing/world.harness.js";

const READ = `number channel { code label } category { code label } subject text receivedAt status validity suspended
  organization { id } project { id } unit { id } regulation { code version } previous { id } version
  complainants { id name phone reference }
  timeline(first: 10) { edges { node { type version occurredAt recordedAt payload actor { kind id posts } cursor } } }`;

let test: TestDatabase;
let ask: Ask;
let world: World;
let stranger: World;

beforeAll(async () => {
  const service = intake();
  test = await testDatabase({ entities: service.entities, poolSize: 20 });
  ask = asking(test.database, service);
  stranger = await buildWorld(test.database);
});
afterAll(() => test.close());
beforeEach(async () => {
  world = await buildWorld(test.database);
});

const file = async (asker: Asker, input: Input, mutation = "fileComplaint"): Promise<unknown> =>
  outcomeOf(await send(ask, asker, { mutation, input, chosen: "id number" }), mutation);

async function nothingFrom(asker: Asker, input: Input, mutation?: string): Promise<unknown> {
  const before = await traces(test.database, world.tenantId);
  const outcome = await file(asker, input, mutation);
  expect(await traces(test.database, world.tenantId)).toEqual(before);
  return outcome;
}

describe("a complaint that is filed", () => {
  it("is open, has a number, and tells its receipt without anybody's words", async () => {
    const { south } = world;
    const input = filingOf(south, { category: "engineering_quality", matter: "leak" });
    const complaint = await succeed(ask, south, { mutation: "fileComplaint", input, chosen: READ });
    expect(complaint).toMatchObject({
      number: expect.stringMatching(/^20250303-[0-9A-Z]{6}$/),
      channel: { code: "phone", label: "telephone" },
      category: { code: "engineering_quality", label: "engineering quality" },
      subject: "屋顶漏水",
      receivedAt: "2025-03-03T01:00:00.000Z",
      status: "OPEN",
      validity: "UNDETERMINED",
      suspended: false,
      organization: { id: south.organizationId },
      project: { id: south.projectId },
      unit: null,
      regulation: { code: "ligao", version: 1 },
      version: 1,
      complainants: [{ name: "张**", phone: "138****1234", reference: null }],
    });
    const told = JSON.stringify(complaint["timeline"]);
    expect(told).toContain("complaint.received");
    for (const words of ["张三", "13800001234", "漏水"]) expect(told).not.toContain(words);
  });

  it("has everybody who came with it behind it", async () => {
    const complainants = [
      { name: "张三" },
      { name: "李四", phone: "+86 139 0000 5678" },
      { name: "A00081379", reference: "A00081379" },
    ];
    const complaint = await succeed(ask, world.south, {
      mutation: "fileComplaint",
      input: filingOf(world.south, { complainants }),
      chosen: READ,
    });
    expect(complaint["complainants"]).toHaveLength(3);
    expect(complaint["complainants"]).toContainEqual(expect.objectContaining({ name: "A**", reference: "A00081379" }));
  });

  it("knows who was referred to before", async () => {
    const complainants = [{ name: "User", reference: "A1" }];
    const people = async (): Promise<unknown> => {
      const input = filingOf(world.south, { complainants });
      return (await succeed(ask, world.south, { mutation: "fileComplaint", input, chosen: READ }))["complainants"];
    };
    const [first, ...others] = [await people(), ...(await Promise.all(Array.from({ length: 8 }, people)))];
    for (const other of others) expect(other).toEqual(first);
  });

  it("is joined at once with others by somebody new, who is one and the same person in all", async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => filed(ask, world.south)));
    const complainant = { name: "New", reference: "B2" };
    const joined = await Promise.all(
      ids.map((complaintId) =>
        succeed(ask, world.south, { mutation: "addComplainant", input: { complaintId, complainant }, chosen: READ }),
      ),
    );
    const people = joined.map((one) =>
      (one["complainants"] as { id: string; reference: string }[]).find(({ reference }) => reference === "B2"),
    );
    expect(new Set(people.map((person) => person?.id)).size).toBe(1);
  });

  it("keeps its words for ever", async () => {
    await filed(ask, world.south);
    for (const column of ["text", "subject", "received_at", "number"]) {
      const alter = statement(`intake_spec.alter_${column}`, `update intake.complaint set ${column} = null`);
      const altering = test.database.write(tenantScope(world.tenantId), (uow) => uow.run(alter));
      await expect(altering).rejects.toThrow(/permission denied/);
    }
    const remove = statement("intake_spec.remove_words", "delete from intake.words");
    const removing = test.database.write(tenantScope(world.tenantId), (uow) => uow.run(remove));
    await expect(removing).rejects.toThrow(/permission denied/);
  });

  it("is one for twenty at once with one idempotency key", async () => {
    const input = { ...filingOf(world.south), idempotencyKey: newId() };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => file(world.south, input)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(await traces(test.database, world.tenantId)).toMatchObject({ events: 1, keys: 1, complainants: 1 });
    const other = { ...input, subject: "Something else" };
    expect(await nothingFrom(world.south, other)).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  });

  it("points at the earlier one that it repeats", async () => {
    const previousId = await filed(ask, world.south);
    const input = filingOf(world.south, { previousId });
    const complaint = await succeed(ask, world.south, { mutation: "fileComplaint", input, chosen: READ });
    expect(complaint["previous"]).toEqual({ id: previousId });
  });
});

describe("a filing that does not do", () => {
  const invalid = (...path: string[]) => expect.objectContaining({ code: "INVALID_INPUT", path: ["input", ...path] });

  it("is refused without a written description", async () => {
    for (const text of ["", " \u200b\n", "a\u0000b", "a\ud800b", "长".repeat(20_001), "a".repeat(200_000)]) {
      expect(await nothingFrom(world.south, filingOf(world.south, { text }))).toEqual(invalid("text"));
    }
  });
  it("is refused with a subject of two lines or too many characters", async () => {
    for (const subject of ["a\nb", "长".repeat(201), " "]) {
      expect(await nothingFrom(world.south, filingOf(world.south, { subject }))).toEqual(invalid("subject"));
    }
  });
  it("is refused with a word that the regulation does not know, and told what was meant", async () => {
    const channel = await nothingFrom(world.south, filingOf(world.south, { channel: "phon" }));
    expect(channel).toEqual(invalid("channel"));
    expect(channel).toMatchObject({ message: expect.stringContaining('"phone"') });
    const category = await nothingFrom(world.south, filingOf(world.south, { category: "enginering_quality" }));
    expect(category).toEqual(invalid("category"));
    expect(category).toMatchObject({ message: expect.stringContaining('"engineering_quality"') });
    expect(await nothingFrom(world.south, filingOf(world.south, { matter: "leak" }))).toEqual(invalid("category"));
  });
  it("is refused by a gate of the regulation, with its clause and the field", async () => {
    const customerType = await nothingFrom(world.south, filingOf(world.south, { customerType: "competitor" }));
    expect(customerType).toMatchObject({
      code: "REGULATION",
      clause: { id: "LG-3.2.1" },
      path: ["input", "customerType"],
    });
  });
  it("is refused without people, with a hundred and one, or with a telephone number that is none", async () => {
    const person = { name: "张三" };
    expect(await nothingFrom(world.south, filingOf(world.south, { complainants: [] }))).toEqual(
      invalid("complainants"),
    );
    const crowd = Array.from({ length: 101 }, () => person);
    expect(await nothingFrom(world.south, filingOf(world.south, { complainants: crowd }))).toEqual(
      invalid("complainants"),
    );
    const complainants = [{ ...person, phone: "call me" }];
    const refused = await nothingFrom(world.south, filingOf(world.south, { complainants }));
    expect(refused).toEqual(invalid("complainants", "0", "phone"));
  });
  it("is refused to whoever may not file", async () => {
    expect(await nothingFrom(world.partner, filingOf(world.south))).toMatchObject({ code: "FORBIDDEN" });
    expect(await nothingFrom(world.reader, filingOf(world.south))).toMatchObject({ code: "FORBIDDEN" });
  });

  it.each(["organizationId", "projectId", "unitId", "previousId"])("knows no %s out of reach", async (field) => {
    const elsewhere: Input = {
      organizationId: stranger.south.organizationId,
      projectId: stranger.south.projectId,
      previousId: await filed(ask, stranger.south),
    };
    const walled: Input = {
      organizationId: world.north.organizationId,
      projectId: world.north.projectId,
      previousId: await filed(ask, world.north),
    };
    for (const id of [
      newId(),
      "no-id",
      "",
      "\u0000",
      "\ud800",
      elsewhere[field] ?? newId(),
      walled[field] ?? newId(),
    ]) {
      for (const asker of [world.south, world.headquarters]) {
        if (id === walled[field] && asker === world.headquarters && field === "previousId") continue;
        expect(await nothingFrom(asker, filingOf(world.south, { [field]: id }))).toBe("NOT_FOUND");
      }
    }
  });
});

describe("a complaint that is imported", () => {
  const original = { source: "forum", sourceRef: "188039", receivedAt: "2019-08-19T11:48:23+08:00" };
  const imported = (more: Input = {}): Input => filingOf(world.south, { ...original, channel: "forum", ...more });

  it("keeps its original time", async () => {
    const input = imported();
    const complaint = await succeed(ask, world.headquarters, { mutation: "importComplaint", input, chosen: READ });
    expect(complaint).toMatchObject({
      number: expect.stringMatching(/^20190819-/),
      receivedAt: "2019-08-19T03:48:23.000Z",
      timeline: {
        edges: [{ node: { occurredAt: "2019-08-19T03:48:23.000Z", recordedAt: "2025-03-03T01:00:00.000Z" } }],
      },
    });
  });
  it("is there once, however often and by however many it is imported", async () => {
    const first = await file(world.headquarters, imported(), "importComplaint");
    expect(await nothingFrom(world.headquarters, imported(), "importComplaint")).toEqual(first);
    const input = imported({ sourceRef: "188059" });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => file(world.headquarters, input, "importComplaint")),
    );
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(await traces(test.database, world.tenantId)).toMatchObject({ events: 2 });
  });
  it("is refused to whoever may not import, from the future, and with half a source", async () => {
    expect(await nothingFrom(world.south, imported(), "importComplaint")).toMatchObject({ code: "FORBIDDEN" });
    const future = imported({ receivedAt: "2125-01-01T00:00:00Z" });
    expect(await nothingFrom(world.headquarters, future, "importComplaint")).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "receivedAt"],
    });
    const half = filingOf(world.south, { source: "forum" });
    expect(await nothingFrom(world.headquarters, half)).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "sourceRef"],
    });
  });
  it("is refused from before the organization went by a regulation", async () => {
    const receivedAt = "2009-12-31T23:59:59+08:00";
    expect(await nothingFrom(world.headquarters, imported({ receivedAt }), "importComplaint")).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "receivedAt"],
    });
  });
  it("takes what was done about it at the time when it was done", async () => {
    const { id } = await succeed(ask, world.headquarters, { mutation: "importComplaint", input: imported() });
    const on = (mutation: string, input: Input): Promise<unknown> =>
      succeed(ask, world.headquarters, { mutation, input: { complaintId: id, ...input }, chosen: READ });
    await on("relayComplaint", { to: "service_center", occurredAt: "2019-08-19T12:00:00+08:00" });
    const replied = {
      kind: "substantive",
      public: true,
      text: "Done.",
      confirms: ["acceptance_stated", "proofread"],
      occurredAt: "2019-08-21T09:00:00+08:00",
    };
    expect(await on("sendReply", replied)).toMatchObject({
      timeline: {
        edges: [
          { node: { type: "complaint.received" } },
          { node: { type: "complaint.relayed", occurredAt: "2019-08-19T04:00:00.000Z" } },
          { node: { type: "reply.sent", occurredAt: "2019-08-21T01:00:00.000Z" } },
        ],
      },
    });
  });
});
