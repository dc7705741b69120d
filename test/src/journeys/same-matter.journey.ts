import { describe, expect, it } from "@jest/globals";
import { filed, told } from "../testing/complaint.js";
import { eventually } from "../testing/eventually.js";
import type { TestHouse } from "../testing/house.js";

export function sameMatter(house: () => TestHouse): void {
  describe("one matter that three people complain of within a month", () => {
    it("makes all three complaints hot, and leaves alone who came before the month or complains of something else", async () => {
      await house().at("2025-03-07T09:00:00+08:00");
      const group = await house().found();
      const officer = group.as("subsidiary-1");
      const complain = (reference: string, matter = "leak"): Promise<string> =>
        filed(group, "subsidiary-1", {
          category: "engineering_quality",
          matter,
          complainants: [{ name: "业主", reference }],
        });
      const early = await complain("owner-0");
      await house().at("2025-04-08T09:00:00+08:00");
      const other = await complain("owner-9", "crack");
      const first = await complain("owner-1");
      // The same person again is one person still.
      await complain("owner-1");
      await house().at("2025-04-16T09:00:00+08:00");
      const second = await complain("owner-2");
      const levelOf = async (id: string): Promise<string | undefined> => (await told(officer, id)).level?.code;
      expect(await levelOf(second)).toBe("general");
      await house().at("2025-05-07T09:00:00+08:00");
      const third = await complain("owner-3");
      for (const id of [first, second, third]) {
        const { level } = await eventually(
          () => told(officer, id),
          (seen) => seen.level?.code === "hot",
        );
        expect(level).toEqual({ code: "hot", clause: { id: "LG-5.5.1.2b" } });
      }
      expect([await levelOf(early), await levelOf(other)]).toEqual(["general", "general"]);
    });
  });
}
