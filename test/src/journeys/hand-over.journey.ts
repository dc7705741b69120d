import { describe, expect, it } from "@jest/globals";
import { filed, owed, told } from "../testing/complaint.js";
import { eventually } from "../testing/eventually.js";
import type { Groups, TestHouse } from "../testing/house.js";
import type { Party } from "../testing/party.js";

const PERSON = { name: "余小明", phone: "13800001234" };
const WORDS = {
  subject: "余小明家漏水",
  text: "余小明（１３８ ００００ １２３４）称客厅漏水。",
  complainants: [PERSON],
};
const SECRETS = ["余小明", "00001234", "１２３４", "内部意见"];

const SEEN = `query ($id: ID!) { complaint(id: $id) { id number status subject text regulation { code }
  complainants { name phone } words { text }
  handOvers { id status outcome answer to { name organization { id } } }
  takenOverFrom { id status outcome sharing reason from { name organization { id } } history(first: 20) { edges { node { type posts payload } } } } } }`;
const READ = "query ($id: ID!) { complaint(id: $id) { id } }";
const PAGE = "{ complaints(first: 100) { edges { node { id takenOverFrom { id } } } } }";

interface Seen {
  readonly id: string;
  readonly handOvers: readonly { readonly status: string }[];
  readonly takenOverFrom: object | null;
}

const seen = async (party: Party, id: string): Promise<Seen> =>
  (await party.ask<{ complaint: Seen }>(SEEN, { id })).complaint;

async function keyOf(party: Party, search: string): Promise<string | undefined> {
  const { handOverRecipients } = await party.ask<{ handOverRecipients: { edges: { node: { key: string } }[] } }>(
    "query ($search: String) { handOverRecipients(first: 1, search: $search) { edges { node { key } } } }",
    { search },
  );
  return handOverRecipients.edges[0]?.node.key;
}

/** The one complaint of a party that came from another organization, once it is there. */
async function takenOver(party: Party): Promise<string> {
  const { complaints } = await eventually(
    () => party.ask<{ complaints: { edges: { node: { id: string; takenOverFrom: object | null } }[] } }>(PAGE),
    (page) => page.complaints.edges.some(({ node }) => node.takenOverFrom !== null),
  );
  return complaints.edges.find(({ node }) => node.takenOverFrom !== null)?.node.id ?? "";
}

const answered = (party: Party, id: string): Promise<Seen> =>
  eventually(
    () => seen(party, id),
    ({ handOvers }) => handOvers.every(({ status }) => !["OFFERED", "TAKEN"].includes(status)),
  );

/** Somebody of a law firm that the group works with, over what is the firm's. */
async function counselOf(group: Groups): Promise<{ readonly counsel: Party; readonly grantId: string }> {
  const headquarters = group.as("headquarters");
  const parentId = group.party("headquarters").organizationId;
  const { organization } = await headquarters.succeed<{ organization: { id: string } }>(
    "addOrganization",
    { parentId, kind: "PARTNER", name: "明理律师事务所" },
    "organization { id }",
  );
  const organizationId = organization.id;
  const { staff } = await headquarters.succeed<{ staff: { id: string } }>(
    "addStaff",
    { organizationId, name: "方律师" },
    "staff { id }",
  );
  const { grant } = await headquarters.succeed<{ grant: { id: string } }>(
    "giveGrant",
    { staffId: staff.id, role: "PARTNER", organizationId },
    "grant { id }",
  );
  return { counsel: group.asStaff(staff.id), grantId: grant.id };
}

export function handOver(house: () => TestHouse): void {
  describe("a complaint that is handed over", () => {
    it("from one subsidiary to another goes on at both, each by its own clock, and each side hears of its own", async () => {
      await house().at("2025-03-25T09:00:00+08:00");
      const group = await house().found();
      const [south, north] = [group.as("subsidiary-1"), group.as("subsidiary-2")];
      const [heardSouth, heardNorth] = [south, north].map((party) => party.listen({ to: "complaintChanges" }));
      const id = await filed(group, "subsidiary-1", WORDS);
      await south.succeed("relayComplaint", { complaintId: id, to: "service_specialist" });
      await south.succeed("referValidity", { complaintId: id, opinion: "内部意见" });
      await house().at("2025-03-26T09:00:00+08:00");
      const given = { complaintId: id, recipient: await keyOf(south, "合肥"), sharing: "REDACTED", reason: "属其项目" };
      await south.succeed("handOverComplaint", given);
      const copy = await takenOver(north);

      const theirs = await seen(north, copy);
      expect(theirs).toMatchObject({
        ...{ status: "OPEN", subject: "余**家漏水", words: [], complainants: [{ name: "余**", phone: null }] },
        takenOverFrom: {
          ...{ status: "TAKEN", reason: null, from: { name: "南昌公司", organization: null } },
          history: {
            edges: expect.arrayContaining([{ node: expect.objectContaining({ type: "validity.referred" }) }]),
          },
        },
      });
      for (const secret of SECRETS) expect(JSON.stringify(theirs)).not.toContain(secret);
      expect(await south.faultOf(READ, { id: copy })).toBe("NOT_FOUND");
      expect(await north.faultOf(READ, { id })).toBe("NOT_FOUND");

      const relay = await eventually(
        async () => owed(await told(north, copy), "relay_phone"),
        (one) => one !== undefined,
      );
      expect(Date.parse(relay?.dueAt ?? "")).toBeGreaterThan(Date.parse("2025-03-26T09:00:00+08:00"));
      await north.succeed("relayComplaint", { complaintId: copy, to: "service_specialist" });
      await north.succeed("finishComplaint", { complaintId: copy, responsibility: "OURS", summary: "内部意见" });
      const mine = await answered(south, id);
      expect(mine).toMatchObject({
        status: "OPEN",
        handOvers: [{ status: "ANSWERED", outcome: "FINISHED", answer: null }],
      });

      const heard = { south: new Map<string, Set<string>>(), north: new Map<string, Set<string>>() };
      for (const [side, changes, last] of [
        ["south", heardSouth, "complaint.hand_over_answered"],
        ["north", heardNorth, "complaint.finished"],
      ] as const) {
        for (let type = ""; type !== last;) {
          const change = await changes?.next();
          type = change?.type ?? last;
          if (change !== undefined)
            heard[side].set(type, (heard[side].get(type) ?? new Set()).add(change.complaint.id));
        }
        await changes?.close();
      }
      expect(heard.south.get("complaint.handed_over")).toEqual(new Set([id]));
      expect(heard.north.get("complaint.taken_over")).toEqual(new Set([copy]));
      expect([heard.south.has("complaint.taken_over"), heard.north.has("complaint.handed_over")]).toEqual([
        false,
        false,
      ]);
    });

    it("from headquarters to a law firm is read there redacted, worked on and answered, and gone with its grant", async () => {
      await house().at("2025-03-27T09:00:00+08:00");
      const group = await house().found();
      const headquarters = group.as("headquarters");
      const { counsel, grantId } = await counselOf(group);
      const id = await filed(group, "subsidiary-1", WORDS);
      const given = { complaintId: id, recipient: await keyOf(headquarters, "律师"), reason: "请出具法律意见" };
      expect(await headquarters.refused("handOverComplaint", { ...given, sharing: "IDENTIFIED" })).toMatchObject({
        ...{ code: "INVALID_INPUT", path: ["input", "consent"] },
      });
      await headquarters.succeed("handOverComplaint", { ...given, sharing: "REDACTED" });
      const copy = await takenOver(counsel);
      const theirs = await seen(counsel, copy);
      expect(theirs).toMatchObject({ regulation: { code: "ligao" }, takenOverFrom: { from: { name: "南昌公司" } } });
      for (const secret of SECRETS) expect(JSON.stringify(theirs)).not.toContain(secret);
      expect(await counsel.ask(PAGE)).toEqual({
        complaints: { edges: [{ node: expect.objectContaining({ id: copy }) }] },
      });
      expect(await counsel.faultOf("{ handOverRecipients(first: 1) { edges { node { key } } } }")).toBe("FORBIDDEN");

      const evidence = { kind: "letter", uri: "https://files.example/opinion", label: "Opinion" };
      await counsel.succeed("attachEvidence", { complaintId: copy, ...evidence });
      expect(await counsel.refused("closeComplaint", { complaintId: copy })).toMatchObject({ code: "FORBIDDEN" });
      await counsel.succeed("answerHandOver", { complaintId: copy, report: "应由施工单位承担维修责任。" });
      expect(await answered(group.as("subsidiary-1"), id)).toMatchObject({
        handOvers: [{ status: "ANSWERED", outcome: "REPORTED", answer: "应由施工单位承担维修责任。" }],
      });

      await headquarters.succeed("revokeGrant", { grantId }, "grant { id }");
      expect(await counsel.faultOf(READ, { id: copy })).toBe("NOT_FOUND");
      expect(await counsel.ask(PAGE)).toEqual({ complaints: { edges: [] } });
      expect(await headquarters.ask(READ, { id: copy })).toEqual({ complaint: { id: copy } });
    });
  });
}
