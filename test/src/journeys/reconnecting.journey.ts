import { describe, expect, it } from "@jest/globals";
import { cursorOf, filed, timeline } from "../testing/complaint.js";
import { eventually } from "../testing/eventually.js";
import type { TestHouse } from "../testing/house.js";

export function reconnecting(house: () => TestHouse): void {
  describe("a subscriber that comes back with its cursor", () => {
    it("gets exactly what it missed and then what happens, without gap or repetition", async () => {
      await house().at("2025-03-12T09:00:00+08:00");
      const group = await house().found();
      const officer = group.as("subsidiary-1");
      const complaintId = await filed(group);
      const after = await cursorOf(officer, complaintId);
      const listening = { to: "complaintChanges", filter: { complaintId } } as const;
      const first = officer.listen({ ...listening, after });
      const heard = await first.take(2);
      await first.close();

      await officer.succeed("relayComplaint", { complaintId, to: "service_specialist" });
      await officer.succeed("urgeComplaint", { complaintId });
      await filed(group);
      await eventually(
        () => timeline(officer, complaintId),
        (lines) => lines.some(({ type }) => type === "obligation.met"),
      );
      const second = officer.listen({ ...listening, after: heard.at(-1)?.cursor });
      heard.push(await second.next());
      // Nothing follows from a contact: it is the last line.
      await officer.succeed("recordContact", { complaintId, purpose: "progress", medium: "phone", reached: true });
      const [, ...since] = await timeline(officer, complaintId);
      heard.push(...(await second.take(since.length - heard.length)));
      expect(heard.map(({ type, cursor }) => ({ type, cursor }))).toEqual(
        since.map(({ type, cursor }) => ({ type, cursor })),
      );
      expect(since.at(-1)?.type).toBe("contact.made");
      expect(second.untaken).toEqual([]);
      await second.close();
    });

    it("is told so when the cursor is forged, another group's, or too old", async () => {
      await house().at("2025-03-13T09:00:00+08:00");
      const group = await house().found();
      const stranger = await house().found();
      const officer = group.as("subsidiary-1");
      const own = await cursorOf(officer, await filed(group));
      const foreign = await cursorOf(stranger.as("subsidiary-1"), await filed(stranger));
      const endOf = async (after: string): Promise<readonly unknown[]> => {
        const changes = officer.listen({ to: "complaintChanges", after });
        const { codes } = await changes.end();
        expect(changes.untaken).toEqual([]);
        await changes.close();
        return codes;
      };
      for (const forged of ["", "forged", `${own}x`, `x${own}`, foreign]) {
        expect(await endOf(forged)).toEqual(["BAD_USER_INPUT"]);
      }
      await house().at("2025-03-14T09:00:00.001+08:00");
      expect(await endOf(own)).toEqual(["RESYNC_REQUIRED"]);
    });
  });
}
