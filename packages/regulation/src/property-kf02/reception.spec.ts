import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const kf = new ComplaintCase(rulesOf("property-kf02"));
const plain = kf.received("2025-03-05T10:00");
const sympathetic = (told: ComplaintCase): ComplaintCase =>
  told.then("2025-03-05T10:01", "checklist.ticked", { items: ["sympathy_expressed"] });

const whole = ["event_time", "event_place", "person", "course", "request", "contact_details", "contact_way"];
const without = (...fields: readonly string[]): string[] => whole.filter((field) => !fields.includes(field));
/** The clause that refuses the record with these fields. */
const refused = (filled: string[], marks: string[] = []): string | undefined =>
  sympathetic(plain).recordRefusal("2025-03-05T10:05", "service_request_record", { filled, marks });
const recorded = (told: ComplaintCase, at: string): ComplaintCase =>
  told.record(at, "service_request_record", { filled: whole });

describe("reception under KF02", () => {
  it("KF-4.5.1: sympathy comes first, in words that name the department, before the record can be filed", () => {
    const shown = regulationOf("property-kf02").scripts.filter(({ at }) => at.includes("complaint.received"));
    expect(shown[0]).toMatchObject({ code: "sympathy", fills: ["department"] });
    expect(shown[0]?.zh).toContain("代表{department}");
    const filing = { filled: whole };
    for (const channel of ["in_person", "phone", "service_report"]) {
      const told = kf.received("2025-03-05T10:00", { channel });
      expect(told.recordRefusal("2025-03-05T10:05", "service_request_record", filing)).toBe("KF-4.5.1");
      const ticked = sympathetic(told);
      expect(ticked.recordRefusal("2025-03-05T10:05", "service_request_record", filing)).toBeUndefined();
    }
    const letter = kf.received("2025-03-05T10:00", { channel: "letter" });
    expect(letter.recordRefusal("2025-03-05T10:05", "service_request_record", filing)).toBeUndefined();
  });

  it("KF-4.5.1a: the record is written at once, keeps its time, and nothing goes on without it", () => {
    expect(plain.obligation("write_record", "2025-03-05T10:00")).toMatchObject({
      owner: "service_staff",
      dueAt: shanghai("2025-03-05T10:30"),
    });
    expect(plain.status("write_record", "2025-03-05T10:29:59")).toBe("open");
    expect(plain.status("write_record", "2025-03-05T10:30")).toBe("breached");
    expect(recorded(plain, "2025-03-05T10:30").obligation("write_record", "2025-03-05T11:00")).toMatchObject({
      status: "met",
      metAt: shanghai("2025-03-05T10:30"),
    });
    const relay = { to: "complained_dept", relayId: numbered(50) };
    expect(plain.refusal("2025-03-05T10:10", "complaint.relayed", relay)).toBe("KF-4.5.1a");
    expect(plain.refusal("2025-03-05T10:10", "complaint.passed_up", { to: "manager_in_charge" })).toBe("KF-4.5.1a");
    expect(plain.refusal("2025-03-05T10:10", "complaint.finished", {})).toBe("KF-4.5.1a");
    expect(recorded(plain, "2025-03-05T10:05").refusal("2025-03-05T10:10", "complaint.relayed", relay)).toBeUndefined();
    const soon = new ComplaintCase(rulesOf("property-kf02", { firstMoment: "PT10M" })).received("2025-03-05T10:00");
    expect(soon.obligation("write_record", "2025-03-05T10:00").dueAt).toBe(shanghai("2025-03-05T10:10"));
  });

  it("KF-4.5.1a1: the record holds the time and the place of the event", () => {
    expect(refused(without("event_time"))).toBe("KF-4.5.1a1");
    expect(refused(without("event_place"))).toBe("KF-4.5.1a1");
    expect(refused(whole)).toBeUndefined();
  });

  it("KF-4.5.1a2: the record holds the person or the department complained of; one of the two suffices", () => {
    expect(refused(without("person"))).toBe("KF-4.5.1a2");
    expect(refused([...without("person"), "department"])).toBeUndefined();
    expect(refused([...whole, "department"])).toBeUndefined();
    expect(refused(whole)).toBeUndefined();
  });

  it("KF-4.5.1a3: the record holds the course of events", () => {
    expect(refused(without("course"))).toBe("KF-4.5.1a3");
    expect(refused(whole)).toBeUndefined();
  });

  it("KF-4.5.1a4: the record holds the resident's request, or that there is none", () => {
    expect(refused(without("request"))).toBe("KF-4.5.1a4");
    expect(refused(without("request"), ["request:none"])).toBeUndefined();
    expect(refused(whole, ["request:anything"])).toBe("KF-4.5.1a4");
  });

  it("KF-4.5.1a5: the record holds the resident's contact details and way of contact", () => {
    expect(refused(without("contact_details"))).toBe("KF-4.5.1a5");
    expect(refused(without("contact_way"))).toBe("KF-4.5.1a5");
    expect(refused(whole, ["contact_way:phone"])).toBeUndefined();
    expect(refused(whole, ["contact_way:pigeon"])).toBe("KF-4.5.1a5");
  });

  it("KF-4.5.1b3: the supervisor or the manager is called at once, comes and explains", () => {
    const staff = plain.by(holding("service_staff"));
    expect(plain.by(holding("complained_dept")).stepRefusal("2025-03-05T10:10", "supervisor_called")).toBe(
      "KF-4.5.1b3",
    );
    expect(staff.stepRefusal("2025-03-05T10:10", "supervisor_called")).toBe("KF-4.5.1b3");
    expect(staff.stepRefusal("2025-03-05T10:10", "supervisor_called", { party: "supplier" })).toBe("KF-4.5.1b3");
    for (const party of ["service_supervisor", "manager_in_charge"]) {
      expect(staff.stepRefusal("2025-03-05T10:10", "supervisor_called", { party })).toBeUndefined();
      const called = staff.step("2025-03-05T10:10", "supervisor_called", { party });
      expect(called.notices("supervisor_called", "2025-03-05T10:10")).toEqual([party]);
      expect(called.obligation("come_and_explain", "2025-03-05T10:10")).toMatchObject({ owner: party, status: "open" });
      const came = called.then("2025-03-05T10:30", "meeting.held", { post: party, at: shanghai("2025-03-05T10:20") });
      expect(came.status("come_and_explain", "2025-03-05T10:30")).toBe("met");
    }
  });

  it("KF-4.6.1a: every reported matter has its record before it is closed, whatever its validity", () => {
    const { channels } = regulationOf("property-kf02");
    expect(channels.map(({ code }) => code)).toContain("service_report");
    const report = kf.received("2025-03-05T10:00", { channel: "service_report" });
    for (const validity of ["valid", "invalid"]) {
      const told = report
        .then("2025-03-05T11:00", "validity.determined", { validity })
        .then("2025-03-06T09:00", "followup.made", { followUpId: numbered(90), outcome: "reached" })
        .step("2025-03-06T09:10", "explanation_given", { outcome: "understood" });
      expect(told.refusal("2025-03-06T10:00", "complaint.closed", {})).toBe("KF-4.6.1a");
      expect(recorded(told, "2025-03-06T09:30").refusal("2025-03-06T10:00", "complaint.closed", {})).toBeUndefined();
    }
  });

  it("KF-4.7: a letter is handled by the same procedure, counted from its receipt; other forms are taken in as one", () => {
    const channels = regulationOf("property-kf02").channels.map(({ code }) => code);
    expect(channels).toEqual(["in_person", "phone", "service_report", "owner_forum", "letter"]);
    const intake = (channel: string): string | undefined =>
      kf.refusal("2025-03-05T10:00", "complaint.received", {
        channel,
        complainantIds: [numbered(1)],
        receivedBy: "centre",
        regulation: "property-kf02",
        regulationVersion: 1,
      });
    expect(intake("carrier_pigeon")).toBe("KF-4.7");
    for (const channel of channels) expect(intake(channel)).toBeUndefined();
    const letter = kf.received("2025-03-05T15:00", { channel: "letter" }).fact("2025-03-05T15:10", "fault", "company");
    expect(letter.obligation("pass_important", "2025-03-05T15:10").dueAt).toBe(shanghai("2025-03-05T16:00"));
    expect(letter.refusal("2025-03-05T15:20", "complaint.passed_up", { to: "manager_in_charge" })).toBe("KF-4.5.1a");
  });
});
