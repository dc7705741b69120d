import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { drainConsumers } from "@hearken/journal";
import { openKeyring, openRulebook, temporaryMasterKeys } from "@hearken/service-kit";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { intake } from "../service.js";
import { filed, outcomeOf, recipientKey, send, succeed, type Input } from "../testing/complaints.harness.js";
import {
  carryAcross,
  elsewhere,
  handOver,
  happened,
  latestTakenOver,
  PEOPLE,
  seenBy,
  WORDS,
  type Carrying,
  type Side,
} from "../testing/hand-over.harness.js";
import { buildWorld, traces, type World } from "../testing/world.harness.js";
import { handOverConsumer } from "./hand-over.consumer.js";

let test: TestDatabase;
let ask: Ask;
let world: World;
const keyring = openKeyring(temporaryMasterKeys());
let carrying: Carrying;
const sent: string[] = [];

beforeAll(async () => {
  const service = intake();
  const onStatement = ({ name }: { readonly name: string | undefined }): void => void sent.push(name ?? "typeorm");
  test = await testDatabase({ entities: service.entities, poolSize: 20, onStatement });
  ask = asking(test.database, service, keyring);
  carrying = { database: test.database, keyring };
});
afterAll(() => test.close());
beforeEach(async () => {
  world = await buildWorld(test.database);
});

const seen = (asker: Asker, id: string): Promise<Side> => seenBy(ask, asker, id);
const change = (...what: Parameters<typeof elsewhere>[2]): Promise<void> =>
  elsewhere(test.database, world.tenantId, what);

/** What the recipient has of it; nothing of the wall in between is asked. */
async function taken(of: { readonly organizationId: World["south"]["organizationId"] }): Promise<string> {
  const { tenantId } = world;
  const id = await latestTakenOver(test.database, { tenantId, organizationId: of.organizationId });
  if (id === undefined) throw new Error("nothing was taken over");
  return id;
}

const now = (): Promise<unknown> => traces(test.database, world.tenantId);
async function nothingFrom(asker: Asker, mutation: string, input: Input): Promise<unknown> {
  const before = await now();
  const outcome = outcomeOf(await send(ask, asker, { mutation, input }), mutation);
  expect(await now()).toEqual(before);
  return outcome;
}
const on = (asker: Asker, complaintId: string) => ({
  does: (mutation: string, input: Input = {}): Promise<Record<string, unknown>> =>
    succeed(ask, asker, { mutation, input: { complaintId, ...input } }),
  refuses: (mutation: string, input: Input = {}): Promise<unknown> =>
    nothingFrom(asker, mutation, { complaintId, ...input }),
});

describe("what a recipient answers", () => {
  const given = async (): Promise<{ readonly id: string; readonly copy: string }> => {
    const id = await handOver(ask, { from: world.south, to: "North" });
    await carryAcross(carrying);
    return { id, copy: await taken(world.north) };
  };
  const heard = async (id: string): Promise<Side> => {
    await carryAcross(carrying);
    return seen(world.south, id);
  };

  it("is a report, once, which the giver reads; what is finished after it is not told", async () => {
    const { id, copy } = await given();
    const north = on(world.north, copy);
    await north.does("answerHandOver", { report: "It is being repaired." });
    expect(await north.refuses("answerHandOver", { report: "Again." })).toMatchObject({ code: "ALREADY_EXISTS" });
    expect(await north.refuses("declineHandOver", { reason: "No." })).toMatchObject({ code: "ALREADY_EXISTS" });
    expect((await seen(world.north, copy)).takenOverFrom).toMatchObject({ status: "ANSWERED", outcome: "REPORTED" });
    const answered = { status: "ANSWERED", outcome: "REPORTED", answer: "It is being repaired." };
    expect((await heard(id)).handOvers).toMatchObject([answered]);
    await north.does("finishComplaint");
    const after = await heard(id);
    expect(after.handOvers).toMatchObject([answered]);
    expect(happened(after).filter((type) => type === "complaint.hand_over_answered")).toHaveLength(1);
    expect(after.status).toBe("OPEN");
  });

  it("is a refusal to take it, with a reason: it is nobody's there any more", async () => {
    const { id, copy } = await given();
    expect(await on(world.north, copy).does("declineHandOver", { reason: "It is yours." })).toMatchObject({
      status: "WITHDRAWN",
    });
    expect((await seen(world.north, copy)).takenOverFrom).toMatchObject({ status: "DECLINED", outcome: "DECLINED" });
    const told = await heard(id);
    expect(told.handOvers).toMatchObject([{ status: "DECLINED", outcome: "DECLINED", answer: "It is yours." }]);
    expect(told.status).toBe("OPEN");
  });

  it.each([
    ["finishComplaint", { summary: "Inside." }, "FINISHED"],
    ["withdrawComplaint", { reason: "Inside." }, "WITHDRAWN"],
  ])("is %s of its own complaint, whose words stay there", async (mutation, input, outcome) => {
    const { id, copy } = await given();
    await on(world.north, copy).does(mutation, input);
    expect((await heard(id)).handOvers).toMatchObject([{ status: "ANSWERED", outcome, answer: null }]);
  });

  it("reaches a giver whose own complaint is closed by then", async () => {
    const { id, copy } = await given();
    await on(world.south, id).does("withdrawComplaint");
    await on(world.north, copy).does("finishComplaint");
    expect(await heard(id)).toMatchObject({ status: "WITHDRAWN", handOvers: [{ outcome: "FINISHED" }] });
  });

  it("is refused for a complaint that came from nobody", async () => {
    const id = await filed(ask, world.north);
    for (const [mutation, input] of [
      ["answerHandOver", { report: "Done." }],
      ["declineHandOver", { reason: "No." }],
    ] as const)
      expect(await on(world.north, id).refuses(mutation, input)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("makes a stale decision of the giver's", async () => {
    const { id, copy } = await given();
    const { version } = (await seen(world.south, id)) as unknown as { version: number };
    await on(world.north, copy).does("answerHandOver", { report: "Done." });
    await carryAcross(carrying);
    expect(await on(world.south, id).refuses("urgeComplaint", { expectedVersion: version })).toMatchObject({
      ...{ code: "STALE_VERSION", currentVersion: version + 1 },
    });
  });
});

describe("a law firm", () => {
  it("reads a redacted copy, works, answers, and sees nothing once its grant is revoked", async () => {
    const { headquarters, counsel, south } = world;
    const id = await filed(ask, south, { complainants: PEOPLE, ...WORDS });
    await handOver(ask, { from: headquarters, to: "Counsel", complaintId: id });
    await carryAcross(carrying);
    const copy = await taken(counsel);
    const firm = on(counsel, copy);
    expect(await seen(counsel, copy)).toMatchObject({ subject: "余**家漏水", takenOverFrom: { status: "TAKEN" } });
    await firm.does("relayComplaint", { to: "service_specialist" });
    expect(await firm.refuses("withdrawComplaint")).toMatchObject({ code: "FORBIDDEN" });
    await firm.does("answerHandOver", { report: "There is no ground for a claim." });
    await carryAcross(carrying);
    expect((await seen(south, id)).handOvers).toMatchObject([{ answer: "There is no ground for a claim." }]);
    const LIST = "{ complaints(first: 10) { totalCount edges { node { id } } } }";
    expect((await ask(counsel, LIST)).data).toEqual({ complaints: { totalCount: 1, edges: [{ node: { id: copy } }] } });
    await change("losesGrants", counsel.staffId);
    expect((await ask(counsel, LIST)).data).toEqual({ complaints: { totalCount: 0, edges: [] } });
    expect(
      await nothingFrom(counsel, "relayComplaint", { complaintId: copy, to: "service_specialist" }),
    ).not.toMatchObject({
      __typename: "RelayComplaintSuccess",
    });
  });
});

describe("what goes wrong in between", () => {
  it("56: a taking over that is cut off is done again, and once", async () => {
    const id = await handOver(ask, { from: world.south, to: "North" });
    const consumer = handOverConsumer({ rulebook: openRulebook(), keyring });
    let cuts = 0;
    const cut = {
      ...consumer,
      handle: async (...given: Parameters<typeof consumer.handle>) => {
        await consumer.handle(...given);
        if ((cuts += 1) === 1) throw new Error("cut off");
      },
    };
    await drainConsumers(test.database, [cut]);
    await carryAcross(carrying);
    expect(cuts).toBe(2);
    expect(await now()).toMatchObject({ taken_over: 1, handed_entries: 1 });
    expect((await seen(world.south, id)).handOvers).toMatchObject([{ status: "TAKEN" }]);
  });

  it("57: of two that follow the journal at once one takes it over", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => handOver(ask, { from: world.south, to: "North" })));
    await Promise.all([carryAcross(carrying), carryAcross(carrying)]);
    await carryAcross(carrying);
    expect(await now()).toMatchObject({ taken_over: ids.length });
  });

  it("48: handed over while it is finished, one of the two comes first and both hold", async () => {
    const { south } = world;
    const recipient = await recipientKey(ask, south, "North");
    for (let tries = 0; tries < 5; tries += 1) {
      const complaintId = await filed(ask, south);
      const given = { complaintId, recipient, sharing: "REDACTED", reason: "Theirs." };
      const [handed, finished] = await Promise.all([
        send(ask, south, { mutation: "handOverComplaint", input: given }),
        send(ask, south, { mutation: "finishComplaint", input: { complaintId } }),
      ]);
      expect(outcomeOf(finished, "finishComplaint")).toMatchObject({ __typename: "FinishComplaintSuccess" });
      const isHanded = (handed.data["handOverComplaint"] as { __typename: string }).__typename !== "Refusal";
      await carryAcross(carrying);
      expect((await seen(south, complaintId)).handOvers).toHaveLength(isHanded ? 1 : 0);
    }
  });

  it("40: answered and declined at once, one wins and the giver hears of that one", async () => {
    const { south, north } = world;
    const id = await handOver(ask, { from: south, to: "North" });
    await carryAcross(carrying);
    const complaintId = await taken(north);
    const answers = await Promise.all(
      [
        { mutation: "answerHandOver", input: { complaintId, report: "Done." } },
        { mutation: "declineHandOver", input: { complaintId, reason: "No." } },
        { mutation: "finishComplaint", input: { complaintId } },
      ].map((one) => send(ask, north, one)),
    );
    expect(answers.some(({ codes }) => codes.length > 0)).toBe(false);
    await carryAcross(carrying);
    const told = await seen(south, id);
    expect(happened(told).filter((type) => type === "complaint.hand_over_answered")).toHaveLength(1);
    const { takenOverFrom } = await seen(north, complaintId);
    expect(told.handOvers).toMatchObject([{ status: takenOverFrom?.["status"], outcome: takenOverFrom?.["outcome"] }]);
  });
});

describe("the statements that it takes", () => {
  const statementsOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    await work();
    sent.length = 0;
    await work();
    return [...sent];
  };

  it("are eight to hand one over, and eleven to take one over", async () => {
    const { south } = world;
    const ids = [await filed(ask, south), await filed(ask, south)];
    const recipient = await recipientKey(ask, south, "North");
    const give = (): Promise<unknown> => {
      const input = { complaintId: ids.pop(), recipient, sharing: "REDACTED", reason: "Theirs." };
      return succeed(ask, south, { mutation: "handOverComplaint", input });
    };
    expect((await statementsOf(give)).filter((name) => !name.startsWith("platform"))).toHaveLength(8);
    await carryAcross(carrying);
    await handOver(ask, { from: south, to: "North" });
    sent.length = 0;
    await carryAcross(carrying);
    expect(sent.filter((name) => /^intake\.|journal\.(lock_streams|history|append)/.test(name))).toHaveLength(11);
  });

  it("are one for the hand-overs of a page, one for where they came from, and one for how those stand", async () => {
    for (const name of ["North", "Counsel"]) await handOver(ask, { from: world.south, to: name });
    await carryAcross(carrying);
    const { headquarters } = world;
    const page = (chosen: string) => (): Promise<unknown> =>
      ask(headquarters, `{ complaints(first: 100) { edges { node { ${chosen} } } } }`);
    const sides = "id at reason from { name } to { name organization { id } } consent { medium }";
    expect(await statementsOf(page(`handOvers { ${sides} status outcome } takenOverFrom { ${sides} }`))).toHaveLength(
      3,
    );
    expect(await statementsOf(page("takenOverFrom { status outcome answeredAt }"))).toHaveLength(3);
  });
});
