import { describe, expect, it } from "@jest/globals";
import { drainConsumers, parked } from "@hearken/journal";
import { newId, tenantScope } from "@hearken/kernel";
import { loadRegulation, prepare } from "@hearken/regulation";
import { openRulebook } from "@hearken/service-kit";
import { filed, recipientKey, type Input } from "../testing/complaints.harness.js";
import { handOverHouse } from "../testing/hand-over-house.harness.js";
import { carryAcross, CONSENT, handOver, happened, PEOPLE, WORDS } from "../testing/hand-over.harness.js";
import { buildWorld } from "../testing/world.harness.js";
import { handOverConsumer } from "./hand-over.consumer.js";

/** A procedure that takes nothing in. */
const REFUSING = `
regulation: refusing
version: 1
title: {zh: 无, en: Refusing}
effectiveFrom: "2015-01-01"
register: ligao
posts: [{code: desk, zh: 前台, en: desk}]
ladder: [desk]
categories: [{code: other, zh: 其他, en: other}]
channels: [{code: phone, zh: 电话, en: telephone}]
levels: [{code: base, rank: 1, zh: 低, en: base, clause: LG-5.5.1.4}]
obligations: []
gates: [{action: complaint.received, clause: LG-5.2.1, require: "false", message: {zh: 不受理, en: not taken in}}]
`;

const { house, world, now, nothingFrom, seen, change, taken, on } = handOverHouse();

describe("a complaint that is handed over", () => {
  it("becomes one of the recipient's own, redacted, with the history until then and nothing that is written later", async () => {
    const { south, north } = world();
    const id = await filed(house().ask, south, {
      complainants: PEOPLE,
      ...WORDS,
      category: "engineering_quality",
      matter: "leak",
    });
    await on(south, id).does("relayComplaint", { to: "service_specialist", staffId: south.staffId });
    await on(south, id).does("referValidity", { opinion: "Confidential." });
    await handOver(house().ask, { from: south, to: "North", complaintId: id });
    expect((await seen(south, id)).handOvers).toMatchObject([{ status: "OFFERED", reason: "It is theirs to answer." }]);
    await on(south, id)
      .does("questionValidity")
      .catch(() => undefined);
    await on(south, id).does("tickChecklist", { items: ["empathy"] });
    await carryAcross(house());

    const copy = await seen(north, await taken(north));
    expect(copy).toMatchObject({
      ...{ status: "OPEN", version: 2, regulation: { code: "ligao" }, channel: { code: "phone" } },
      ...{ category: { code: "engineering_quality" }, subject: "余**家漏水" },
      text: "业主余**（***－****－****）称客厅漏水，王 *可作证，身份证*****************X。",
      complainants: expect.arrayContaining([
        { name: "余**", phone: null, reference: null },
        { name: "王**", phone: null, reference: null },
      ]),
    });
    expect(happened(copy)).toEqual(["complaint.received", "complaint.taken_over"]);
    expect(copy.takenOverFrom).toMatchObject({
      ...{ status: "TAKEN", sharing: "REDACTED", reason: null, outcome: null, consent: null },
      given: { channel: "phone", category: "engineering_quality", matter: "leak" },
      from: { name: "South", kind: "subsidiary", organization: null },
      to: { name: "North", organization: { id: north.organizationId } },
      history: {
        edges: [
          { node: { version: 1, type: "complaint.received", payload: { channel: "phone", receivedBy: "centre" } } },
          {
            node: {
              ...{ version: 2, type: "complaint.relayed", payload: { to: "service_specialist" } },
              posts: expect.arrayContaining(["service_center"]),
            },
          },
          { node: { version: 3, type: "validity.referred", payload: {} } },
        ],
      },
    });
    const told = JSON.stringify(copy);
    for (const secret of ["余小明", "13800001234", "1234", "4321", "Confidential", "theirs to answer", "owner-1"])
      expect(told).not.toContain(secret);
    expect(told).not.toContain(south.staffId);
    const given = await seen(south, id);
    expect(given.handOvers).toMatchObject([
      {
        ...{ status: "TAKEN", sharing: "REDACTED", answeredAt: null, history: { edges: [] } },
        to: { name: "North", kind: "subsidiary", organization: null },
        from: { organization: { id: south.organizationId } },
      },
    ]);
    expect(given).toMatchObject({ status: "OPEN", takenOverFrom: null });
    expect(happened(given)).not.toContain("complaint.taken_over");
  });

  it("goes along with names and telephone numbers by consent, whose note stays", async () => {
    const { south, north } = world();
    const id = await filed(house().ask, south, { complainants: PEOPLE, ...WORDS });
    const more = { sharing: "IDENTIFIED", consent: CONSENT };
    await handOver(house().ask, { from: south, to: "North", complaintId: id, more });
    await carryAcross(house());
    const copy = await seen(north, await taken(north));
    expect(copy).toMatchObject({
      ...WORDS,
      complainants: expect.arrayContaining([
        { name: "余**", phone: "138****1234", reference: null },
        { name: "王**", phone: "079****4321", reference: null },
      ]),
      takenOverFrom: { sharing: "IDENTIFIED", consent: { medium: "phone", note: null } },
    });
    expect((await seen(south, id)).handOvers).toMatchObject([{ consent: { medium: "phone", note: CONSENT.note } }]);
  });

  it("takes along who stands behind it still, and masks who once did", async () => {
    const { south, north } = world();
    const id = await filed(house().ask, south, { complainants: PEOPLE, ...WORDS });
    const { data } = await house().ask(
      south,
      "query ($id: ID!) { complaint(id: $id) { complainants { id reference } } }",
      {
        id,
      },
    );
    const [first] = (
      data["complaint"] as { complainants: { id: string; reference: string | null }[] }
    ).complainants.filter(({ reference }) => reference === "owner-1");
    await on(south, id).does("removeComplainant", { complainantId: first?.id });
    await handOver(house().ask, { from: south, to: "North", complaintId: id });
    await carryAcross(house());
    const copy = await seen(north, await taken(north));
    expect(copy).toMatchObject({ complainants: [{ name: "王**" }], subject: "余**家漏水" });
  });

  it("is seen by neither side's people beyond their wall, and by headquarters on both", async () => {
    const { south, north, partner, headquarters } = world();
    const id = await handOver(house().ask, { from: south, to: "North" });
    await carryAcross(house());
    const copy = await taken(north);
    const ONE = "query ($id: ID!) { complaint(id: $id) { id } }";
    for (const [asker, other] of [
      [south, copy],
      [partner, copy],
      [north, id],
    ] as const)
      expect((await house().ask(asker, ONE, { id: other })).codes).toEqual(["NOT_FOUND"]);
    expect((await seen(headquarters, copy)).takenOverFrom).toMatchObject({
      from: { name: "South", organization: { id: south.organizationId } },
    });
    const chosen = "handOvers { id } takenOverFrom { id }";
    const page = `{ complaints(first: 10) { edges { node { id ${chosen} } } } }`;
    expect(JSON.stringify((await house().ask(partner, page)).data)).not.toContain(copy);
  });

  it("is about the recipient's project where whoever hands it over reaches that", async () => {
    const { headquarters, south, north } = world();
    const id = await filed(house().ask, south);
    const to = { from: headquarters, to: "North", complaintId: id };
    const recipient = await recipientKey(house().ask, headquarters, "North");
    const input = { complaintId: id, recipient, sharing: "REDACTED", reason: "Theirs." };
    for (const projectId of [south.projectId, newId(), "no-id", ""])
      expect(await nothingFrom(headquarters, "handOverComplaint", { ...input, projectId })).toBe("NOT_FOUND");
    for (const projectId of [north.projectId, south.projectId])
      expect(await nothingFrom(south, "handOverComplaint", { ...input, projectId })).toBe("NOT_FOUND");
    await handOver(house().ask, { ...to, more: { projectId: north.projectId } });
    await carryAcross(house());
    const { data } = await house().ask(north, "query ($id: ID!) { complaint(id: $id) { project { id } } }", {
      id: await taken(north),
    });
    expect(data["complaint"]).toEqual({ project: { id: north.projectId } });
  });

  it("comes under another channel, visibly, where the recipient's regulation does not know its own", async () => {
    const { south, north } = world();
    await change("adopts", north.organizationId, "sales-plan");
    const id = await filed(house().ask, south, { channel: "mailbox", category: "engineering_quality", matter: "leak" });
    await handOver(house().ask, { from: south, to: "North", complaintId: id });
    await carryAcross(house());
    expect(await seen(north, await taken(north))).toMatchObject({
      ...{ regulation: { code: "sales-plan" }, channel: { code: "other" } },
      takenOverFrom: { given: { channel: "mailbox", category: "engineering_quality", matter: "leak" } },
    });
    await handOver(house().ask, { from: south, to: "North", more: { channel: "email" } });
    await carryAcross(house());
    expect(await seen(north, await taken(north))).toMatchObject({ channel: { code: "email" } });
  });
});

describe("a hand-over is refused, and nothing happens", () => {
  const input = async (name: string, more: Input = {}): Promise<Input> => ({
    ...{
      complaintId: await filed(house().ask, world().south),
      recipient: await recipientKey(house().ask, world().south, name),
    },
    ...{ sharing: "REDACTED", reason: "Theirs.", ...more },
  });
  const refused = async (code: string, given: Input, ...path: string[]): Promise<void> => {
    expect(await nothingFrom(world().south, "handOverComplaint", given)).toMatchObject({
      ...{ code, path: ["input", ...path] },
    });
  };

  it("to oneself, and to whom the group does not work with", async () => {
    await refused("INVALID_INPUT", await input("South"), "recipient");
    await change("isSuspended", world().counsel.organizationId);
    await refused("INVALID_INPUT", await input("Counsel"), "recipient");
  });

  it("to whoever goes by no regulation", async () => {
    const given = await input("North");
    await change("aloneHasRules", world().south.organizationId);
    await refused("INVALID_INPUT", given, "recipient");
  });

  it("with names and without consent, or with one that was given later", async () => {
    await refused("INVALID_INPUT", await input("North", { sharing: "IDENTIFIED" }), "consent");
    const consent = { medium: "phone", givenAt: "2125-03-03T10:00:00+08:00" };
    await refused("INVALID_INPUT", await input("North", { consent }), "consent", "givenAt");
    const wordy = { ...CONSENT, note: "长".repeat(1_001) };
    await refused("INVALID_INPUT", await input("North", { consent: wordy }), "consent", "note");
  });

  it("to nobody: a key of another group, an organization's id or anything else stands for none", async () => {
    const stranger = await buildWorld(house().database);
    const foreign = await recipientKey(house().ask, stranger.south, "North");
    for (const recipient of [foreign, world().north.organizationId, newId(), "x", "%"])
      expect(await nothingFrom(world().south, "handOverComplaint", await input("North", { recipient }))).toBe(
        "NOT_FOUND",
      );
  });

  it("by partners and readers; they are not told to whom it could be", async () => {
    for (const asker of [world().partner, world().counsel, world().reader]) {
      expect(await nothingFrom(asker, "handOverComplaint", await input("North"))).toMatchObject({ code: "FORBIDDEN" });
      expect((await house().ask(asker, "{ handOverRecipients(first: 1) { edges { node { key } } } }")).codes).toEqual([
        "FORBIDDEN",
      ]);
    }
  });

  it("twice to one and the same, until they answered; beside them to another", async () => {
    const { south, north } = world();
    const id = await handOver(house().ask, { from: south, to: "North" });
    const again = { ...(await input("North")), complaintId: id };
    await refused("ALREADY_EXISTS", again, "recipient");
    await carryAcross(house());
    await refused("ALREADY_EXISTS", again, "recipient");
    await handOver(house().ask, { from: south, to: "Counsel", complaintId: id });
    await on(north, await taken(north)).does("declineHandOver", { reason: "It is yours." });
    await carryAcross(house());
    await handOver(house().ask, { from: south, to: "North", complaintId: id });
  });

  it("back to where it came from, over however many", async () => {
    const { south, north, headquarters } = world();
    await handOver(house().ask, { from: south, to: "North" });
    await carryAcross(house());
    const there = await taken(north);
    const back = (await input("South"))["recipient"];
    const more = { recipient: back, sharing: "REDACTED", reason: "Back." };
    expect(await on(north, there).refuses("handOverComplaint", more)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await handOver(house().ask, { from: north, to: "Top", complaintId: there });
    await carryAcross(house());
    const above = on(headquarters, await taken(headquarters));
    for (const name of ["South", "North"])
      expect(
        await above.refuses("handOverComplaint", {
          ...more,
          recipient: await recipientKey(house().ask, headquarters, name),
        }),
      ).toMatchObject({ code: "ILLEGAL_TRANSITION", path: ["input", "recipient"] });
  });

  it("once it is finished", async () => {
    const given = await input("North");
    await on(world().south, String(given["complaintId"])).does("finishComplaint");
    expect(await nothingFrom(world().south, "handOverComplaint", given)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });
});

describe("a hand-over that cannot be taken over", () => {
  const failed = async (id: string): Promise<Record<string, unknown>> => {
    await carryAcross(house());
    const given = await seen(world().south, id);
    expect(given.handOvers).toMatchObject([{ status: "FAILED", answeredAt: expect.any(String) }]);
    expect(happened(given)).toContain("complaint.hand_over_failed");
    const scope = tenantScope(world().tenantId);
    expect(await house().database.read(scope, (uow) => parked(uow))).toEqual([]);
    expect(await now()).toMatchObject({ taken_over: 0, handed_entries: 0 });
    return given.handOvers[0] ?? {};
  };

  it("is told as failed: the recipient was suspended meanwhile", async () => {
    const id = await handOver(house().ask, { from: world().south, to: "Counsel" });
    await change("isSuspended", world().counsel.organizationId);
    expect(await failed(id)).toMatchObject({ failure: "SUSPENDED" });
  });

  it("is told as failed: the recipient goes by no rules any more", async () => {
    const id = await handOver(house().ask, { from: world().south, to: "North" });
    await change("aloneHasRules", world().south.organizationId);
    expect(await failed(id)).toMatchObject({ failure: "UNREGULATED" });
  });

  it("is told as failed, with its clause: the recipient's regulation refuses it", async () => {
    const id = await handOver(house().ask, { from: world().south, to: "North" });
    const rulebook = openRulebook();
    const refusing: typeof rulebook = {
      ...rulebook,
      of: async (...asked) => {
        const inForce = await rulebook.of(...asked);
        return { ...inForce, regulation: prepare(loadRegulation(REFUSING, "refusing.yaml"), inForce.calendar) };
      },
    };
    await drainConsumers(house().database, [handOverConsumer({ rulebook: refusing, keyring: house().keyring })]);
    expect(await failed(id)).toMatchObject({ failure: "REFUSED", failureClause: { id: "LG-5.2.1" } });
  });

  it("is told as failed: the complainant took it back before", async () => {
    const id = await handOver(house().ask, { from: world().south, to: "North" });
    await on(world().south, id).does("withdrawComplaint");
    expect(await failed(id)).toMatchObject({ failure: "WITHDRAWN" });
  });
});

describe("recipients", () => {
  const LIST = `query ($first: Int!, $after: String, $search: String) { handOverRecipients(first: $first, after: $after, search: $search) {
    edges { node { key name kind suspended } } pageInfo { hasNextPage endCursor } } }`;
  interface Listed {
    readonly edges: readonly { readonly node: Record<string, unknown> }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  }
  const list = async (variables: Input): Promise<Listed> =>
    (await house().ask(world().south, LIST, variables)).data["handOverRecipients"] as Listed;

  it("are all organizations of the group by name, and no id of them", async () => {
    await change("isSuspended", world().counsel.organizationId);
    const first = await list({ first: 3 });
    const rest = await list({ first: 3, after: first.pageInfo.endCursor });
    const all = [...first.edges, ...rest.edges].map(({ node }) => node);
    expect(all.map(({ name, kind, suspended }) => [name, kind, suspended])).toEqual([
      ["Counsel", "partner", true],
      ["North", "subsidiary", false],
      ["South", "subsidiary", false],
      ["Top", "headquarters", false],
    ]);
    expect(new Set(all.map(({ key }) => key)).size).toBe(4);
    expect(JSON.stringify([first, rest])).not.toContain(world().north.organizationId);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it("are found by a part of their name, and by nothing else", async () => {
    expect((await list({ first: 5, search: "oUT" })).edges).toHaveLength(1);
    for (const search of ["%", "_", "' or true --", "\\"]) expect((await list({ first: 5, search })).edges).toEqual([]);
    for (const search of ["", "\u0000", "\ud800", "长".repeat(201)])
      expect((await house().ask(world().south, LIST, { first: 5, search })).codes).toEqual(["BAD_USER_INPUT"]);
    for (const first of [0, 101])
      expect((await house().ask(world().south, LIST, { first })).codes).toEqual(["BAD_USER_INPUT"]);
    expect((await house().ask(world().south, LIST, { first: 1, after: "x" })).codes).toEqual(["BAD_USER_INPUT"]);
  });
});
