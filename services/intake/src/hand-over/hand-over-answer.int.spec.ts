import { describe, expect, it } from "@jest/globals";
import { drainConsumers } from "@hearken/journal";
import { openRulebook } from "@hearken/service-kit";
import { filed, outcomeOf, recipientKey, send, succeed } from "../testing/complaints.harness.js";
import { handOverHouse } from "../testing/hand-over-house.harness.js";
import { carryAcross, handOver, happened, PEOPLE, type Side, WORDS } from "../testing/hand-over.harness.js";
import { handOverConsumer } from "./hand-over.consumer.js";

const { sent, house, world, now, nothingFrom, seen, change, taken, on } = handOverHouse();

describe("what a recipient answers", () => {
  const given = async (): Promise<{ readonly id: string; readonly copy: string }> => {
    const id = await handOver(house().ask, { from: world().south, to: "North" });
    await carryAcross(house());
    return { id, copy: await taken(world().north) };
  };
  const heard = async (id: string): Promise<Side> => {
    await carryAcross(house());
    return seen(world().south, id);
  };

  it("is a report, once, which the giver reads; what is finished after it is not told", async () => {
    const { id, copy } = await given();
    const north = on(world().north, copy);
    await north.does("answerHandOver", { report: "It is being repaired." });
    expect(await north.refuses("answerHandOver", { report: "Again." })).toMatchObject({ code: "ALREADY_EXISTS" });
    expect(await north.refuses("declineHandOver", { reason: "No." })).toMatchObject({ code: "ALREADY_EXISTS" });
    expect((await seen(world().north, copy)).takenOverFrom).toMatchObject({ status: "ANSWERED", outcome: "REPORTED" });
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
    expect(await on(world().north, copy).does("declineHandOver", { reason: "It is yours." })).toMatchObject({
      status: "WITHDRAWN",
    });
    expect((await seen(world().north, copy)).takenOverFrom).toMatchObject({ status: "DECLINED", outcome: "DECLINED" });
    const told = await heard(id);
    expect(told.handOvers).toMatchObject([{ status: "DECLINED", outcome: "DECLINED", answer: "It is yours." }]);
    expect(told.status).toBe("OPEN");
  });

  it.each([
    ["finishComplaint", { summary: "Inside." }, "FINISHED"],
    ["withdrawComplaint", { reason: "Inside." }, "WITHDRAWN"],
  ])("is %s of its own complaint, whose words stay there", async (mutation, input, outcome) => {
    const { id, copy } = await given();
    await on(world().north, copy).does(mutation, input);
    expect((await heard(id)).handOvers).toMatchObject([{ status: "ANSWERED", outcome, answer: null }]);
  });

  it("reaches a giver whose own complaint is closed by then", async () => {
    const { id, copy } = await given();
    await on(world().south, id).does("withdrawComplaint");
    await on(world().north, copy).does("finishComplaint");
    expect(await heard(id)).toMatchObject({ status: "WITHDRAWN", handOvers: [{ outcome: "FINISHED" }] });
  });

  it("is refused for a complaint that came from nobody", async () => {
    const id = await filed(house().ask, world().north);
    for (const [mutation, input] of [
      ["answerHandOver", { report: "Done." }],
      ["declineHandOver", { reason: "No." }],
    ] as const)
      expect(await on(world().north, id).refuses(mutation, input)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("makes a stale decision of the giver's", async () => {
    const { id, copy } = await given();
    const { version } = (await seen(world().south, id)) as unknown as { version: number };
    await on(world().north, copy).does("answerHandOver", { report: "Done." });
    await carryAcross(house());
    expect(await on(world().south, id).refuses("urgeComplaint", { expectedVersion: version })).toMatchObject({
      ...{ code: "STALE_VERSION", currentVersion: version + 1 },
    });
  });
});

describe("a law firm", () => {
  it("reads a redacted copy, works, answers, and sees nothing once its grant is revoked", async () => {
    const { headquarters, counsel, south } = world();
    const id = await filed(house().ask, south, { complainants: PEOPLE, ...WORDS });
    await handOver(house().ask, { from: headquarters, to: "Counsel", complaintId: id });
    await carryAcross(house());
    const copy = await taken(counsel);
    const firm = on(counsel, copy);
    expect(await seen(counsel, copy)).toMatchObject({ subject: "余**家漏水", takenOverFrom: { status: "TAKEN" } });
    await firm.does("relayComplaint", { to: "service_specialist" });
    expect(await firm.refuses("withdrawComplaint")).toMatchObject({ code: "FORBIDDEN" });
    await firm.does("answerHandOver", { report: "There is no ground for a claim." });
    await carryAcross(house());
    expect((await seen(south, id)).handOvers).toMatchObject([{ answer: "There is no ground for a claim." }]);
    const LIST = "{ complaints(first: 10) { totalCount edges { node { id } } } }";
    expect((await house().ask(counsel, LIST)).data).toEqual({
      complaints: { totalCount: 1, edges: [{ node: { id: copy } }] },
    });
    await change("losesGrants", counsel.staffId);
    expect((await house().ask(counsel, LIST)).data).toEqual({ complaints: { totalCount: 0, edges: [] } });
    expect(
      await nothingFrom(counsel, "relayComplaint", { complaintId: copy, to: "service_specialist" }),
    ).not.toMatchObject({
      __typename: "RelayComplaintSuccess",
    });
  });
});

describe("what goes wrong in between", () => {
  it("56: a taking over that is cut off is done again, and once", async () => {
    const id = await handOver(house().ask, { from: world().south, to: "North" });
    const consumer = handOverConsumer({ rulebook: openRulebook(), keyring: house().keyring });
    let cuts = 0;
    const cut = {
      ...consumer,
      handle: async (...given: Parameters<typeof consumer.handle>) => {
        await consumer.handle(...given);
        if ((cuts += 1) === 1) throw new Error("cut off");
      },
    };
    await drainConsumers(house().database, [cut]);
    await carryAcross(house());
    expect(cuts).toBe(2);
    expect(await now()).toMatchObject({ taken_over: 1, handed_entries: 1 });
    expect((await seen(world().south, id)).handOvers).toMatchObject([{ status: "TAKEN" }]);
  });

  it("57: of two that follow the journal at once one takes it over", async () => {
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => handOver(house().ask, { from: world().south, to: "North" })),
    );
    await Promise.all([carryAcross(house()), carryAcross(house())]);
    await carryAcross(house());
    expect(await now()).toMatchObject({ taken_over: ids.length });
  });

  it("48: handed over while it is finished, one of the two comes first and both hold", async () => {
    const { south } = world();
    const recipient = await recipientKey(house().ask, south, "North");
    for (let tries = 0; tries < 5; tries += 1) {
      const complaintId = await filed(house().ask, south);
      const given = { complaintId, recipient, sharing: "REDACTED", reason: "Theirs." };
      const [handed, finished] = await Promise.all([
        send(house().ask, south, { mutation: "handOverComplaint", input: given }),
        send(house().ask, south, { mutation: "finishComplaint", input: { complaintId } }),
      ]);
      expect(outcomeOf(finished, "finishComplaint")).toMatchObject({ __typename: "FinishComplaintSuccess" });
      const isHanded = (handed.data["handOverComplaint"] as { __typename: string }).__typename !== "Refusal";
      await carryAcross(house());
      expect((await seen(south, complaintId)).handOvers).toHaveLength(isHanded ? 1 : 0);
    }
  });

  it("40: answered and declined at once, one wins and the giver hears of that one", async () => {
    const { south, north } = world();
    const id = await handOver(house().ask, { from: south, to: "North" });
    await carryAcross(house());
    const complaintId = await taken(north);
    const answers = await Promise.all(
      [
        { mutation: "answerHandOver", input: { complaintId, report: "Done." } },
        { mutation: "declineHandOver", input: { complaintId, reason: "No." } },
        { mutation: "finishComplaint", input: { complaintId } },
      ].map((one) => send(house().ask, north, one)),
    );
    expect(answers.some(({ codes }) => codes.length > 0)).toBe(false);
    await carryAcross(house());
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
    const { south } = world();
    const ids = [await filed(house().ask, south), await filed(house().ask, south)];
    const recipient = await recipientKey(house().ask, south, "North");
    const give = (): Promise<unknown> => {
      const input = { complaintId: ids.pop(), recipient, sharing: "REDACTED", reason: "Theirs." };
      return succeed(house().ask, south, { mutation: "handOverComplaint", input });
    };
    expect((await statementsOf(give)).filter((name) => !name.startsWith("platform"))).toHaveLength(8);
    await carryAcross(house());
    await handOver(house().ask, { from: south, to: "North" });
    sent.length = 0;
    await carryAcross(house());
    expect(sent.filter((name) => /^intake\.|journal\.(lock_streams|history|append)/.test(name))).toHaveLength(11);
  });

  it("are one for the hand-overs of a page, one for where they came from, and one for how those stand", async () => {
    for (const name of ["North", "Counsel"]) await handOver(house().ask, { from: world().south, to: name });
    await carryAcross(house());
    const { headquarters } = world();
    const page = (chosen: string) => (): Promise<unknown> =>
      house().ask(headquarters, `{ complaints(first: 100) { edges { node { ${chosen} } } } }`);
    const sides = "id at reason from { name } to { name organization { id } } consent { medium }";
    expect(await statementsOf(page(`handOvers { ${sides} status outcome } takenOverFrom { ${sides} }`))).toHaveLength(
      3,
    );
    expect(await statementsOf(page("takenOverFrom { status outcome answeredAt }"))).toHaveLength(3);
  });
});
