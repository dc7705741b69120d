import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { DAY, HOUR } from "@hearken/kernel";
import { drainConsumers } from "@hearken/journal";
import { openRulebook } from "@hearken/service-kit";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { sameMatterConsumer } from "./recurrence/same-matter.consumer.js";
import { intake } from "./service.js";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { filed, outcomeOf, send, succeed, type Input } from "./testing/complaints.harness.js";
import { buildWorld, traces, type House, type World } from "./testing/world.harness.js";

let test: TestDatabase;
let ask: Ask;
let world: World;

beforeAll(async () => {
  const service = intake();
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service);
  world = await buildWorld(test.database);
});
afterAll(() => test.close());

const on = (complaintId: string, asker: Asker = world.south) => ({
  id: complaintId,
  does: (mutation: string, input: Input = {}): Promise<Record<string, unknown>> =>
    succeed(ask, asker, { mutation, input: { complaintId, ...input } }),
  refuses: async (mutation: string, input: Input = {}): Promise<unknown> => {
    const before = await traces(test.database, world.tenantId);
    const outcome = outcomeOf(await send(ask, asker, { mutation, input: { complaintId, ...input } }), mutation);
    expect(await traces(test.database, world.tenantId)).toEqual(before);
    return outcome;
  },
});

const PROGRESS = { purpose: "progress", medium: "phone", reached: true };

describe("a complaint's way through the procedure", () => {
  it("leads from receipt to closing, over what the regulation demands first, and on again", async () => {
    const id = await filed(ask, world.south);
    const complaint = on(id);
    await complaint.does("categorizeComplaint", { category: "engineering_quality", matter: "leak" });
    await complaint.does("relayComplaint", { to: "service_specialist" });
    await complaint.does("questionValidity");
    expect(await complaint.refuses("referValidity")).toMatchObject({
      code: "REGULATION",
      clause: { id: "LG-4.1.1.1a" },
      path: ["input", "opinion"],
    });
    await complaint.does("referValidity", { opinion: "It seems valid." });
    await complaint.does("determineValidity", { validity: "VALID" });
    await complaint.does("promiseFeedback", { on: "2025-03-10" });
    expect(await complaint.refuses("extendFeedback", { on: "2025-03-12" })).toMatchObject({
      code: "REGULATION",
      clause: { id: "LG-5.1.2.1a" },
    });
    await complaint.does("recordContact", PROGRESS);
    await complaint.does("extendFeedback", { on: "2025-03-12" });
    expect(await complaint.refuses("closeComplaint")).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await complaint.does("finishComplaint", { responsibility: "OURS" });
    expect(await complaint.refuses("closeComplaint")).toMatchObject({
      code: "REGULATION",
      clause: { id: "LG-5.1.2.2b" },
    });
    await complaint.does("recordFollowUp", { outcome: "satisfied", satisfaction: 4 });
    expect(await complaint.does("closeComplaint")).toMatchObject({ status: "CLOSED" });
    expect(await complaint.does("reopenComplaint", { reason: "recurred" })).toMatchObject({ status: "OPEN" });
    const { data } = await ask(
      world.south,
      "query ($id: ID!) { complaint(id: $id) { validity promisedOn lead category { code } followUps { satisfaction } words { kind text } } }",
      { id },
    );
    expect(data["complaint"]).toEqual({
      validity: "VALID",
      promisedOn: "2025-03-12",
      lead: "service_specialist",
      category: { code: "engineering_quality" },
      followUps: [{ satisfaction: 4 }],
      words: [{ kind: "opinion", text: "It seems valid." }],
    });
  });

  it("is not decided by whoever holds another post, or may not", async () => {
    const id = await filed(ask, world.south);
    expect(await on(id, world.partner).refuses("determineValidity", { validity: "VALID" })).toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await on(id, world.partner).refuses("setLevel", { level: "hot", reason: "Why not." })).toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await on(id, world.partner).does("recordContact", PROGRESS)).toMatchObject({ status: "OPEN" });
  });

  it("is urged once an hour at most", async () => {
    const complaint = on(await filed(ask, world.south));
    await complaint.does("urgeComplaint");
    expect(await complaint.refuses("urgeComplaint")).toMatchObject({ code: "ALREADY_EXISTS" });
    await test.clock.advance(HOUR);
    await complaint.does("urgeComplaint");
  });

  it("records only the facts that the regulation names, as it names them", async () => {
    const complaint = on(await filed(ask, world.south));
    const unknown = await complaint.refuses("recordFact", { name: "litigationFild", flag: true });
    expect(unknown).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "name"],
      message: expect.stringContaining('"litigationFiled"'),
    });
    expect(await complaint.refuses("recordFact", { name: "litigationFiled", number: 1 })).toMatchObject({
      path: ["input", "flag"],
    });
    expect(await complaint.refuses("recordFact", { name: "litigationFiled", flag: true, number: 1 })).toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await complaint.refuses("recordFact", { name: "delayCause", code: "our" })).toMatchObject({
      message: expect.stringContaining('"ours"'),
    });
    expect(await complaint.refuses("recordFact", { name: "safetyImpact", code: "yes" })).toMatchObject({
      code: "REGULATION",
      clause: { id: "LG-C2b" },
      path: ["input", "evidenceId"],
    });
    await complaint.does("recordFact", { name: "safetyImpact", code: "no" });
    const outsider = on(await filed(ask, world.south), world.partner);
    expect(await outsider.refuses("recordFact", { name: "delayCause", code: "ours" })).toMatchObject({
      code: "REGULATION",
    });
    await complaint.does("recordFact", { name: "delayCause", code: "ours" });
  });

  it("gains and loses people, and keeps one", async () => {
    const id = await filed(ask, world.south);
    const people = "complainants { id name }";
    const add = (name: string): Promise<Record<string, unknown>> =>
      succeed(ask, world.south, {
        mutation: "addComplainant",
        input: { complaintId: id, complainant: { name, reference: name } },
        chosen: people,
      });
    await add("李四");
    const three = (await add("王五"))["complainants"] as { id: string; name: string }[];
    expect(three.map(({ name }) => name)).toEqual(["张**", "李**", "王**"]);
    expect(await on(id).refuses("addComplainant", { complainant: { name: "王五", reference: "王五" } })).toMatchObject({
      code: "ALREADY_EXISTS",
    });
    const [first, second, third] = three;
    await on(id).does("removeComplainant", { complainantId: first?.id });
    await on(id).does("removeComplainant", { complainantId: second?.id });
    expect(await on(id).refuses("removeComplainant", { complainantId: third?.id })).toMatchObject({
      code: "INVALID_INPUT",
    });
    expect((await add("李四"))["complainants"]).toHaveLength(2);
  });

  it("changes once for two who decide on one version at once, and for all who do not say theirs", async () => {
    const complaint = on(await filed(ask, world.south));
    const tick = (more: Input): Promise<unknown> =>
      send(ask, world.south, {
        mutation: "tickChecklist",
        input: { complaintId: complaint.id, items: ["empathy"], ...more },
      });
    const decided = await Promise.all(Array.from({ length: 10 }, () => tick({ expectedVersion: 1 })));
    expect(decided.filter((one) => JSON.stringify(one).includes("Success"))).toHaveLength(1);
    expect(decided.filter((one) => JSON.stringify(one).includes("STALE_VERSION"))).toHaveLength(9);
    const said = await Promise.all(Array.from({ length: 10 }, () => tick({})));
    expect(said.filter((one) => JSON.stringify(one).includes("Success"))).toHaveLength(10);
    expect(await complaint.does("tickChecklist", { items: ["empathy"] })).toMatchObject({ version: 13 });
  });

  it("never follows a later one", async () => {
    const earlier = await filed(ask, world.south);
    await test.clock.advance(HOUR);
    const later = await filed(ask, world.south);
    expect(await on(earlier).refuses("linkComplaint", { previousId: later, relation: "related" })).toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await on(later).refuses("linkComplaint", { previousId: later, relation: "related" })).toMatchObject({
      code: "INVALID_INPUT",
    });
    await on(later).does("linkComplaint", { previousId: earlier, relation: "related" });
  });
});

describe("LG-5.5.1.2b the same matter from several people", () => {
  let house: House;
  const drain = (): Promise<number> => drainConsumers(test.database, [sameMatterConsumer(openRulebook())]);
  const from = (person: string, more: Input = {}): Promise<string> =>
    filed(ask, house, {
      category: "engineering_quality",
      matter: "leak",
      complainants: [{ name: person, reference: person }],
      ...more,
    });

  /** The counts that a complaint's stream was told, in order. */
  async function told(id: string): Promise<unknown[]> {
    const document =
      "query ($id: ID!) { complaint(id: $id) { timeline(first: 50) { edges { node { type payload } } } } }";
    const { data } = await ask(world.headquarters, document, { id });
    const { timeline } = data["complaint"] as { timeline: { edges: { node: { type: string; payload: Input } }[] } };
    return timeline.edges
      .filter(({ node }) => node.type === "recurrence.found")
      .map(({ node }) => node.payload["complainants"]);
  }

  it("is told to each of their complaints once for each count", async () => {
    house = world.north;
    const ids = [await from("a"), await from("b")];
    await test.clock.advance(10 * DAY);
    ids.push(await from("b"), await from("c"));
    await drain();
    for (const id of ids) expect(await told(id)).toEqual([3]);
    ids.push(await from("d"));
    await drain();
    await drain();
    for (const id of ids) expect((await told(id)).at(-1)).toBe(4);
    expect(await told(ids[0] ?? "")).toEqual([3, 4]);
  });

  it("counts neither another project, nor another matter, nor what lies more than a month back", async () => {
    await test.clock.advance(40 * DAY);
    house = world.south;
    const ids = [
      await from("a"),
      await from("b"),
      await from("e", { projectId: null }),
      await from("f", { matter: "crack" }),
    ];
    await test.clock.advance(32 * DAY);
    ids.push(await from("c"));
    await drain();
    for (const id of ids) expect(await told(id)).toEqual([]);
  });

  it("is found when the matter is settled later", async () => {
    await test.clock.advance(40 * DAY);
    house = world.south;
    const late = await filed(ask, house, { complainants: [{ name: "x", reference: "x" }] });
    const ids = [late, await from("y"), await from("z")];
    await drain();
    expect(await told(late)).toEqual([]);
    await on(late).does("categorizeComplaint", { category: "engineering_quality", matter: "leak" });
    await drain();
    for (const id of ids) expect(await told(id)).toEqual([3]);
  });
});
