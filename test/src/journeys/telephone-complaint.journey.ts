import { describe, expect, it } from "@jest/globals";
import { cursorOf, filed, owed, told } from "../testing/complaint.js";
import { eventually } from "../testing/eventually.js";
import type { TestHouse } from "../testing/house.js";

export function telephoneComplaint(house: () => TestHouse): void {
  describe("a telephone complaint", () => {
    it("says at once who owes what by when under which clause, in Chinese and in English, and what is done in time is met", async () => {
      await house().at("2025-03-03T09:00:00+08:00");
      const group = await house().found();
      const officer = group.as("subsidiary-1");
      const id = await filed(group);
      expect(owed(await told(officer, id), "relay_phone")).toMatchObject({
        label: "deliver a telephone complaint to its addressee",
        owner: { code: "service_center", label: "Customer Service Centre" },
        dueAt: "2025-03-03T01:30:00.000Z",
        status: "OPEN",
        clauses: [{ id: "LG-5.2.2A" }],
      });
      expect(owed(await told(officer, id, "zh-CN"), "relay_phone")).toMatchObject({
        label: "电话投诉传递",
        owner: { code: "service_center", label: "客户服务中心" },
      });

      await house().at("2025-03-03T09:10:00+08:00");
      await officer.succeed("relayComplaint", { complaintId: id, to: "service_specialist" });
      const relayed = await told(officer, id);
      expect(owed(relayed, "relay_phone")).toMatchObject({ status: "MET" });
      expect(owed(relayed, "respond_to_centre")).toMatchObject({
        owner: { code: "service_specialist" },
        dueAt: "2025-03-03T05:10:00.000Z",
        status: "OPEN",
        clauses: [{ id: "LG-5.2.5" }],
      });
      expect(relayed.escalations).toEqual([]);
    });

    it("that is not relayed is breached when due and rises one rung, heard live by whoever may see it and by nobody else", async () => {
      await house().at("2025-03-03T10:00:00+08:00");
      const group = await house().found();
      const north = await filed(group, "subsidiary-2");
      const after = await cursorOf(group.as("headquarters"), north);
      const listen = (name: Parameters<typeof group.as>[0]) =>
        group.as(name).listen({
          to: "obligationChanges",
          after,
          filter: { types: ["obligation.breached"] },
          chosen: "obligation { code status owner { code } }",
        });
      const [headquarters, ours, other, partner] = [
        listen("headquarters"),
        listen("subsidiary-2"),
        listen("subsidiary-1"),
        listen("partner-1"),
      ];
      await house().at("2025-03-03T10:30:00+08:00");
      const breach = {
        type: "obligation.breached",
        complaint: { id: north },
        obligation: { code: "relay_phone", status: "BREACHED", owner: { code: "service_center" } },
      };
      expect(await headquarters.next()).toMatchObject(breach);
      expect(await ours.next()).toMatchObject(breach);
      const late = await told(group.as("subsidiary-2"), north);
      expect(owed(late, "relay_phone")).toMatchObject({ status: "BREACHED" });
      expect(late.escalations).toEqual([{ rung: 1, from: null, to: { code: "company_leaders" } }]);

      // The first that the others hear of is their own.
      const south = await filed(group);
      await house().at("2025-03-03T11:00:00+08:00");
      for (const listener of [other, partner, headquarters]) {
        expect(await listener.next()).toMatchObject({ ...breach, complaint: { id: south } });
      }
      await eventually(
        () => told(group.as("subsidiary-1"), south),
        ({ escalations }) => escalations.length === 1,
      );
      expect(ours.untaken).toEqual([]);
      await Promise.all([headquarters, ours, other, partner].map((changes) => changes.close()));
    });
  });
}
