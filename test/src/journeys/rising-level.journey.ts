import { describe, expect, it } from "@jest/globals";
import { cursorOf, filed, owed, timeline, told, type Told } from "../testing/complaint.js";
import { eventually } from "../testing/eventually.js";
import type { TestHouse } from "../testing/house.js";

const ranks = ({ level }: Told): string | undefined => level?.code;

const SECTIONS = [
  { code: "present_state", text: "现场已经处理。" },
  { code: "help_needed", text: "请工程部协助。" },
];

export function risingLevel(house: () => TestHouse): void {
  describe("the level of a complaint", () => {
    it("rises with a fact at once, and opens the bulletin that is refused by its clause until it is whole", async () => {
      await house().at("2025-03-04T09:00:00+08:00");
      const group = await house().found();
      const officer = group.as("subsidiary-1");
      const id = await filed(group);
      expect((await told(officer, id)).level).toEqual({ code: "general", clause: { id: "LG-5.5.1.4" } });
      await officer.succeed("recordFact", { complaintId: id, name: "mediaPossible", flag: true });
      const hot = await told(officer, id);
      expect(hot.level).toEqual({ code: "hot", clause: { id: "LG-5.5.1.2a" } });
      expect(owed(hot, "hot_bulletin")).toMatchObject({
        owner: { code: "service_center" },
        dueAt: "2025-03-05T10:00:00.000Z",
        status: "OPEN",
      });
      await eventually(
        () => timeline(officer, id),
        (lines) => lines.some(({ type }) => type === "bulletin.opened"),
      );
      const { bulletins } = await told(officer, id);
      expect(bulletins).toMatchObject([
        { kind: "hot", status: "OPEN", demandedSections: ["present_state", "help_needed"] },
      ]);
      const bulletinId = bulletins[0]?.id;
      expect(await officer.refused("issueBulletin", { bulletinId, sections: SECTIONS.slice(0, 1) })).toMatchObject({
        code: "REGULATION",
        clause: { id: "LG-5.5.2.3a" },
        path: ["input", "sections"],
      });
      expect((await told(officer, id)).bulletins).toEqual(bulletins);
      const { bulletin } = await officer.succeed<{ bulletin: unknown }>(
        "issueBulletin",
        { bulletinId, sections: SECTIONS },
        "bulletin { status sections { code text } recipients { code } obligation { code status } }",
      );
      expect(bulletin).toEqual({
        status: "ISSUED",
        sections: SECTIONS,
        recipients: [{ code: "company_leaders" }, { code: "group_coordination" }],
        obligation: { code: "hot_bulletin", status: "MET" },
      });
    });

    it("rises with time alone while we are the cause: hot after a week, major after a month", async () => {
      await house().at("2025-03-10T09:00:00+08:00");
      const group = await house().found();
      const officer = group.as("subsidiary-1");
      const id = await filed(group);
      await officer.succeed("recordFact", { complaintId: id, name: "delayCause", code: "ours" });
      const changes = officer.listen({
        to: "complaintChanges",
        after: await cursorOf(officer, id),
        filter: { complaintId: id, types: ["level.changed"] },
      });
      await changes.next();
      expect(ranks(await told(officer, id))).toBe("general");
      await house().at("2025-03-17T08:59:59+08:00");
      expect(ranks(await told(officer, id))).toBe("general");
      await house().at("2025-03-17T09:00:00+08:00");
      expect(await told(officer, id)).toMatchObject({ level: { code: "hot", clause: { id: "LG-5.5.1.2d" } } });
      await house().at("2025-04-10T08:59:59+08:00");
      expect(ranks(await told(officer, id))).toBe("hot");
      await house().at("2025-04-10T09:00:00+08:00");
      const major = await eventually(
        () => told(officer, id),
        ({ bulletins }) => bulletins.some(({ kind }) => kind === "major"),
      );
      expect(major.level).toEqual({ code: "major", clause: { id: "LG-5.5.1.1d" } });
      expect(owed(major, "major_bulletin")).toMatchObject({ dueAt: "2025-04-10T02:00:00.000Z" });
      expect(owed(major, "express_bulletin")).toMatchObject({ dueAt: "2025-04-17T01:00:00.000Z" });
      // General at its receipt, then hot and major: each was told once.
      await changes.take(2);
      expect(changes.untaken).toEqual([]);
      await changes.close();
    });
  });
}
