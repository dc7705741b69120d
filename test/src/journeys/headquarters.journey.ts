import { describe, expect, it } from "@jest/globals";
import { filed, owed, told } from "../testing/complaint.js";
import type { TestHouse } from "../testing/house.js";
import type { Party } from "../testing/party.js";

const CALLER = { name: "余小明", phone: "138 0000 5678", address: "南昌市青山湖区洪城路8号" };
const BY_PHONE = `query ($phone: String!) { complaints(first: 10, filter: { phone: $phone }) {
  edges { node { id complainants { id name phone address } } } } }`;
const TRAIL = `query ($filter: AuditTrailFilter) { auditTrail(first: 20, filter: $filter) {
  edges { node { type actor { id } details { name value } } } } }`;
const CLEAR = "complainantId name phone address";

interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
}

interface Found {
  readonly complaints: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly complainants: readonly Person[] } }[];
  };
}

const foundBy = async (party: Party, phone: string): Promise<Found["complaints"]["edges"]> =>
  (await party.ask<Found>(BY_PHONE, { phone })).complaints.edges;

/** What is owed first: to relay the call. */
async function keyOfRelay(party: Party, id: string): Promise<string | undefined> {
  const KEYS = "query ($id: ID!) { complaint(id: $id) { obligations { key code } } }";
  const { complaint } = await party.ask<{ complaint: { obligations: { key: string; code: string }[] } }>(KEYS, { id });
  return complaint.obligations.find(({ code }) => code === "relay_phone")?.key;
}

/** The journey of a headquarters officer. */
export function headquarters(house: () => TestHouse): void {
  describe("an officer of headquarters", () => {
    it("finds a caller of the whole group by their number, sees them in clear for a purpose, and is seen to have done so", async () => {
      await house().at("2025-03-27T09:00:00+08:00");
      const group = await house().found();
      const south = await filed(group, "subsidiary-1", { complainants: [CALLER] });
      const north = await filed(group, "subsidiary-2", { complainants: [{ ...CALLER, phone: "+86 13800005678" }] });
      const [officer, subsidiary, partner] = [
        group.as("headquarters"),
        group.as("subsidiary-1"),
        group.as("partner-1"),
      ];
      const found = await foundBy(officer, "１３８-０００0-5678");
      expect(found.map(({ node }) => node.id).sort()).toEqual([south, north].sort());
      expect((await foundBy(subsidiary, "13800005678")).map(({ node }) => node.id)).toEqual([south]);
      expect(await foundBy(officer, "13800005679")).toEqual([]);
      expect(await partner.faultOf(BY_PHONE, { phone: "13800005678" })).toBe("FORBIDDEN");

      const person = found.find(({ node }) => node.id === south)?.node.complainants[0];
      expect(person).toMatchObject({ name: "余**", phone: "138****5678", address: "南昌市青山湖区****" });
      const asked = { complaintId: south, complainantId: person?.id, fields: ["NAME", "PHONE"], purpose: "CONTACT" };
      expect(await officer.succeed("revealComplainant", asked, CLEAR)).toMatchObject({
        ...{ complainantId: person?.id, name: "余小明", phone: "138 0000 5678", address: null },
      });
      expect(await partner.refused("revealComplainant", asked)).toMatchObject({ code: "FORBIDDEN" });
      const { auditTrail } = await officer.ask<{ auditTrail: { edges: { node: { details: object[] } }[] } }>(TRAIL, {
        filter: { complaintId: south, types: ["complainant.revealed"] },
      });
      expect(auditTrail.edges.map(({ node }) => node)).toMatchObject([
        { type: "complainant.revealed", actor: { id: group.party("headquarters").staffId } },
      ]);
      expect(auditTrail.edges[0]?.node.details).toContainEqual({ name: "purpose", value: "contact" });
    });

    it("waives what a subsidiary may not, holds a complaint for a court, and erases a person once nothing stands against it", async () => {
      await house().at("2025-03-28T09:00:00+08:00");
      const group = await house().found();
      const complaintId = await filed(group, "subsidiary-1", { complainants: [CALLER] });
      const [officer, subsidiary] = [group.as("headquarters"), group.as("subsidiary-1")];
      const waiver = { complaintId, key: await keyOfRelay(officer, complaintId), reason: "来电人已在现场" };
      expect(await subsidiary.refused("waiveObligation", waiver)).toMatchObject({ code: "FORBIDDEN" });
      await officer.succeed("waiveObligation", waiver);
      const { status } = owed(await told(officer, complaintId), "relay_phone") ?? {};
      expect(status).toBe("WAIVED");

      const [one] = await foundBy(officer, CALLER.phone);
      const person = { complainantId: one?.node.complainants[0]?.id };
      expect(await subsidiary.refused("eraseComplainant", person)).toMatchObject({ code: "FORBIDDEN" });
      expect(await officer.refused("eraseComplainant", person)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
      await officer.succeed("placeLegalHold", { complaintId, reason: "(2025)赣01民初12号" });
      await subsidiary.succeed("withdrawComplaint", { complaintId, reason: "resolved" });
      expect(await officer.refused("eraseComplainant", person)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
      await officer.succeed("releaseLegalHold", { complaintId, reason: "案件终结" });
      await officer.succeed("eraseComplainant", person, "complainantId erasedAt");
      expect(await foundBy(officer, CALLER.phone)).toEqual([]);
      const { complaint } = await officer.ask<{ complaint: { complainants: Person[] } }>(
        "query ($id: ID!) { complaint(id: $id) { complainants { name phone erasedAt } } }",
        { id: complaintId },
      );
      expect(complaint.complainants).toMatchObject([{ name: null, phone: null, erasedAt: expect.any(String) }]);
    });
  });
}
