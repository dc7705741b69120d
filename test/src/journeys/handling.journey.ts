import { describe, expect, it } from "@jest/globals";
import { filed, owed, told } from "../testing/complaint.js";
import type { TestHouse } from "../testing/house.js";

export function handling(house: () => TestHouse): void {
  describe("a complaint that is handled to its end", () => {
    it("is answered for by the promised date, which moves only once the customer was told of progress", async () => {
      await house().at("2025-03-05T09:00:00+08:00");
      const group = await house().found();
      const officer = group.as("subsidiary-1");
      const complaintId = await filed(group);
      await officer.succeed("promiseFeedback", { complaintId, on: "2025-03-07" });
      expect(owed(await told(officer, complaintId), "promised_feedback")).toMatchObject({
        owner: { code: "service_specialist" },
        dueAt: "2025-03-07T16:00:00.000Z",
        status: "OPEN",
      });
      const before = await told(officer, complaintId);
      expect(await officer.refused("extendFeedback", { complaintId, on: "2025-03-12", reason: "雨天" })).toMatchObject({
        code: "REGULATION",
        clause: { id: "LG-5.1.2.1a" },
        path: ["input", "on"],
      });
      expect(await told(officer, complaintId)).toEqual(before);
      await officer.succeed("recordContact", { complaintId, purpose: "progress", medium: "phone", reached: true });
      await officer.succeed("extendFeedback", { complaintId, on: "2025-03-12", reason: "雨天" });
      expect(owed(await told(officer, complaintId), "promised_feedback")).toMatchObject({
        dueAt: "2025-03-12T16:00:00.000Z",
        status: "OPEN",
      });
      await officer.succeed("sendReply", { complaintId, kind: "substantive", public: false, text: "屋顶已修好。" });
      expect(owed(await told(officer, complaintId), "promised_feedback")).toMatchObject({ status: "MET" });
    });

    it("is finished, followed up, closed and reopened, and cannot be closed before the visit", async () => {
      await house().at("2025-03-06T09:00:00+08:00");
      const group = await house().found();
      const officer = group.as("subsidiary-1");
      const complaintId = await filed(group);
      const status = async (): Promise<string> => (await told(officer, complaintId)).status;
      await officer.succeed("relayComplaint", { complaintId, to: "service_specialist" });
      await officer.succeed("finishComplaint", { complaintId, responsibility: "OURS", summary: "屋顶已修好。" });
      expect(await status()).toBe("FINISHED");
      expect(owed(await told(officer, complaintId), "follow_up")).toMatchObject({
        owner: { code: "service_specialist" },
        status: "OPEN",
        clauses: [{ id: "LG-5.1.2.2b" }],
      });
      expect(await officer.refused("closeComplaint", { complaintId })).toMatchObject({
        code: "REGULATION",
        clause: { id: "LG-5.1.2.2b" },
      });
      expect(await status()).toBe("FINISHED");
      await officer.succeed("recordFollowUp", { complaintId, outcome: "satisfied", satisfaction: 5 });
      expect(owed(await told(officer, complaintId), "follow_up")).toMatchObject({ status: "MET" });
      await officer.succeed("closeComplaint", { complaintId });
      expect(await status()).toBe("CLOSED");
      expect(await officer.refused("relayComplaint", { complaintId, to: "service_specialist" })).toMatchObject({
        code: "ILLEGAL_TRANSITION",
      });
      await officer.succeed("reopenComplaint", { complaintId, reason: "recurred", explanation: "又漏了。" });
      expect(await status()).toBe("OPEN");
    });
  });
}
