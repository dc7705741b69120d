import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { intake } from "../service.js";
import { filed, outcomeOf, send, succeed, thingsOf, type Input } from "../testing/complaints.harness.js";
import { buildWorld, traces, type World } from "../testing/world.harness.js";

let test: TestDatabase;
let ask: Ask;
let world: World;
let complaintId: string;

beforeAll(async () => {
  const service = intake();
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service);
  world = await buildWorld(test.database);
});
afterAll(() => test.close());
beforeEach(async () => {
  complaintId = await filed(ask, world.south);
});

const STEPS =
  "steps { step label outcome party number date at items recordId staff { id } takenAt } words { id kind text }";

const take = (input: Input, asker: Asker = world.south): Promise<Record<string, unknown>> =>
  succeed(ask, asker, { mutation: "takeStep", input: { complaintId, ...input }, chosen: STEPS });

async function refused(mutation: string, input: Input, asker: Asker = world.south): Promise<unknown> {
  const before = await traces(test.database, world.tenantId);
  const outcome = outcomeOf(await send(ask, asker, { mutation, input: { complaintId, ...input } }), mutation);
  expect(await traces(test.database, world.tenantId)).toEqual(before);
  return outcome;
}

describe("a step of the regulation", () => {
  it("is shown with what it was told with, in the order in which it was taken", async () => {
    await take({ step: "issues_listed", items: ["roof", "walls"], staffId: world.south.staffId });
    const { steps } = await take({ step: "customer_basics_gathered", number: 3, date: "2025-03-01" });
    expect(steps).toEqual([
      expect.objectContaining({ step: "issues_listed", items: ["roof", "walls"], staff: { id: world.south.staffId } }),
      {
        ...{ step: "customer_basics_gathered", label: "customers' basic information is gathered" },
        ...{ outcome: null, party: null, number: 3, date: "2025-03-01", at: null, items: [], recordId: null },
        ...{ staff: null, takenAt: "2025-03-03T01:00:00.000Z" },
      },
    ]);
  });

  it("keeps the words that come with it, and later steps point at them", async () => {
    const { steps, words } = await take({ step: "promise_made", date: "2025-03-10", text: "十日内修好。" });
    const [word] = words as readonly { readonly id: string; readonly kind: string }[];
    expect(words).toEqual([{ id: word?.id, kind: "step", text: "十日内修好。" }]);
    expect(steps).toMatchObject([{ step: "promise_made", recordId: word?.id, date: "2025-03-10" }]);
    const kept = await take({ step: "promise_kept", recordId: word?.id });
    expect(kept["steps"]).toMatchObject([{}, { step: "promise_kept", recordId: word?.id }]);
  });

  it("is refused by its clause when it lacks what it needs, or who takes it does not hold the post", async () => {
    expect(await refused("takeStep", { step: "customer_basics_gathered" })).toMatchObject({
      code: "REGULATION",
      clause: { id: "LG-4.2.2" },
      path: ["input", "number"],
    });
    expect(await refused("takeStep", { step: "customer_basics_gathered", number: 1 }, world.partner)).toMatchObject({
      code: "REGULATION",
      clause: { id: "LG-4.2.2" },
    });
    const outcome = { step: "contractor_repair", party: "builder", outcome: "perhaps" };
    expect(await refused("takeStep", outcome)).toMatchObject({ code: "REGULATION", path: ["input", "outcome"] });
  });

  it("is refused when the regulation knows none of that name, and told what was meant", async () => {
    expect(await refused("takeStep", { step: "issue_listed" })).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "step"],
      message: expect.stringContaining('"issues_listed"'),
    });
  });

  it("points at nothing of another complaint", async () => {
    const { words } = await take({ step: "promise_made", date: "2025-03-10", text: "十日内修好。" });
    const [{ id: recordId } = { id: "" }] = words as readonly { readonly id: string }[];
    const other = { complaintId: await filed(ask, world.south), step: "promise_kept" };
    expect(await refused("takeStep", { ...other, recordId })).toBe("NOT_FOUND");
  });
});

describe("an item of a checklist", () => {
  it("is confirmed when the regulation has it, and else refused with what was meant", async () => {
    expect(await refused("tickChecklist", { items: ["empathy", "empahty"] })).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "items", "1"],
      message: expect.stringContaining('"empathy"'),
    });
  });
});

describe("what a regulation advises against", () => {
  const SEND = `mutation ($input: SendReplyInput!) { sendReply(input: $input) {
    ... on SendReplySuccess { warnings { message clause { id } } complaint { version } } } }`;
  it("is done, and told to whoever does it, every time that the same is asked", async () => {
    const input = { complaintId, kind: "courtesy", public: false, text: "收到。", idempotencyKey: newId() };
    const answers = [await ask(world.south, SEND, { input }), await ask(world.south, SEND, { input })];
    for (const { data } of answers) {
      expect(data["sendReply"]).toEqual({
        complaint: { version: 2 },
        warnings: [{ message: "a reply thanks the complainant", clause: { id: "LG-5.3.3a" } }],
      });
    }
  });
});

describe("what is owed", () => {
  it("is waived by headquarters alone, once, with a reason that stays a row", async () => {
    const { complaintId: id, relayId } = await thingsOf(ask, world.south);
    const input = { complaintId: id, key: `respond_to_centre:${relayId}`, reason: "电话中已说明。" };
    expect(await refused("waiveObligation", input)).toMatchObject({ code: "FORBIDDEN" });
    const { timeline, words } = await succeed(ask, world.headquarters, {
      mutation: "waiveObligation",
      input,
      chosen: "words { id kind text } timeline(first: 50) { edges { node { type payload } } }",
    });
    const reason = (words as readonly { id: string; kind: string; text: string }[]).find(
      (one) => one.kind === "reason",
    );
    expect(reason?.text).toBe("电话中已说明。");
    expect((timeline as { edges: readonly unknown[] }).edges.at(-1)).toEqual({
      node: { type: "obligation.waived", payload: { key: input.key, reasonId: reason?.id } },
    });
    expect(await refused("waiveObligation", input, world.headquarters)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    const never = { ...input, key: "never_heard_of" };
    expect(await refused("waiveObligation", never, world.headquarters)).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "key"],
    });
  });
});
