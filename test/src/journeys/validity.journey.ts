import { describe, expect, it } from "@jest/globals";
import { DEMO, demoId } from "@hearken/directory/demo-tenant";
import { filed, owed, timeline, told } from "../testing/complaint.js";
import type { TestHouse } from "../testing/house.js";

/** Head of engineering at the first subsidiary: no post of the Centre. */
const ENGINEER = demoId("staff", 204);

export function validity(house: () => TestHouse): void {
  describe("a complaint whose validity is in question", () => {
    it("is referred with an opinion and determined by the Centre alone", async () => {
      await house().at("2025-03-11T09:00:00+08:00");
      const group = await house().found();
      const officer = group.as("subsidiary-1");
      const engineer = group.asStaff(ENGINEER);
      const { organizationId } = group.party("subsidiary-1");
      await officer.succeed(
        "giveGrant",
        { staffId: group.own(ENGINEER), role: "SUBSIDIARY_OFFICER", organizationId },
        "grant { id }",
      );
      const complaintId = await filed(group);
      await officer.succeed("questionValidity", { complaintId });
      expect(owed(await told(officer, complaintId), "refer_validity")).toMatchObject({
        dueAt: "2025-03-11T05:00:00.000Z",
        status: "OPEN",
        clauses: [{ id: "LG-4.1.1.1" }],
      });
      expect(await officer.refused("referValidity", { complaintId })).toMatchObject({
        code: "REGULATION",
        clause: { id: "LG-4.1.1.1a" },
        path: ["input", "opinion"],
      });
      await house().at("2025-03-11T11:00:00+08:00");
      await officer.succeed("referValidity", { complaintId, opinion: "看来属实。" });
      const referred = await told(officer, complaintId);
      expect(owed(referred, "refer_validity")).toMatchObject({ status: "MET" });
      expect(owed(referred, "determine_validity")).toMatchObject({
        owner: { code: "service_center" },
        dueAt: "2025-03-11T07:00:00.000Z",
      });
      expect(await engineer.refused("determineValidity", { complaintId, validity: "VALID" })).toMatchObject({
        code: "REGULATION",
        clause: { id: "LG-4.1.1" },
      });
      expect((await timeline(officer, complaintId)).map(({ type }) => type)).not.toContain("validity.determined");
      const { complaint } = await officer.succeed<{ complaint: object }>("determineValidity", {
        complaintId,
        validity: "VALID",
        consultedStaffIds: [group.own(DEMO["subsidiary-1"].staffId)],
        reason: "属实",
      });
      expect(complaint).toMatchObject({ validity: "VALID" });
      expect(owed(await told(officer, complaintId), "determine_validity")).toMatchObject({ status: "MET" });
    });
  });
}
