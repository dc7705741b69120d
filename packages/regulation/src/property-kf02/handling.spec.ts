import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const kf = new ComplaintCase(rulesOf("property-kf02"));
const head = holding("complained_dept_head");
const department = holding("complained_dept");
const staff = holding("service_staff");

const whole = ["event_time", "event_place", "department", "course", "request", "contact_details", "contact_way"];
const recorded = kf
  .received("2025-03-05T10:00")
  .record("2025-03-05T10:05", "service_request_record", { filled: whole });
const relay = { to: "complained_dept", relayId: numbered(50) };
const relayed = recorded.then("2025-03-05T10:10", "complaint.relayed", relay);
const process = { filled: ["process"] };
const measures = { filled: ["process", "corrective_measure", "preventive_measure"] };
const handled = relayed.record("2025-03-06T14:00", "handling_record", process);
const finished = handled.by(head).then("2025-03-06T15:00", "complaint.finished", {});
const fedBack = finished.by(department).step("2025-03-06T15:10", "result_fed_back");
const feedback = (medium: string, reached = true) => ({
  contactId: numbered(61),
  purpose: "feedback",
  medium,
  reached,
});

describe("handling under KF02", () => {
  it("KF-4.6.1b: what is recorded is passed to the department concerned at the first moment", () => {
    expect(recorded.obligation("pass_on", "2025-03-05T10:05")).toMatchObject({
      owner: "service_staff",
      dueAt: shanghai("2025-03-05T10:35"),
    });
    expect(recorded.status("pass_on", "2025-03-05T10:34:59")).toBe("open");
    expect(recorded.status("pass_on", "2025-03-05T10:35")).toBe("breached");
    expect(relayed.obligation("pass_on", "2025-03-05T12:00")).toMatchObject({
      status: "met",
      metAt: shanghai("2025-03-05T10:10"),
    });
    expect(relayed.obligation("handle", "2025-03-05T10:10").owner).toBe("complained_dept_head");
    const atOnce = new ComplaintCase(rulesOf("property-kf02", { firstMoment: "PT5M" }), recorded.history);
    expect(atOnce.obligation("pass_on", "2025-03-05T10:05").dueAt).toBe(shanghai("2025-03-05T10:10"));
    const police = recorded
      .fact("2025-03-05T10:20", "ground", "authorities")
      .then("2025-03-05T10:20", "validity.determined", { validity: "invalid" });
    expect(police.status("pass_on", "2025-03-05T11:00")).toBe("void");
  });

  it("KF-4.6.1c: a valid complaint is not finished without its corrective and its preventive measure", () => {
    const valid = relayed.then("2025-03-05T11:00", "validity.determined", { validity: "valid" }).by(head);
    const done = (filled: string[]): string | undefined =>
      valid
        .record("2025-03-06T14:00", "handling_record", { filled })
        .refusal("2025-03-06T15:00", "complaint.finished", {});
    expect(done(["process"])).toBe("KF-4.6.1c");
    expect(done(["process", "corrective_measure"])).toBe("KF-4.6.1c");
    expect(done(["process", "preventive_measure"])).toBe("KF-4.6.1c");
    expect(done(measures.filled)).toBeUndefined();
    expect(valid.recordRefusal("2025-03-06T14:00", "handling_record", measures)).toBeUndefined();
  });

  it("KF-4.6.1d: the department feeds the result back to the service centre, which then owes the resident word", () => {
    expect(finished.obligation("feed_back", "2025-03-06T15:00")).toMatchObject({
      owner: "complained_dept",
      status: "open",
    });
    expect(finished.by(staff).stepRefusal("2025-03-06T15:10", "result_fed_back")).toBe("KF-4.6.1d");
    expect(finished.by(department).stepRefusal("2025-03-06T15:10", "result_fed_back")).toBeUndefined();
    expect(fedBack.status("feed_back", "2025-03-06T15:10")).toBe("met");
    expect(fedBack.notices("result_fed_back", "2025-03-06T15:10")).toEqual(["service_center"]);
    expect(fedBack.at("2025-03-06T15:10").facts["openObligations"]).toContain("tell_resident");
    const early = handled.by(department).step("2025-03-06T14:30", "result_fed_back");
    const solved = early.by(head).then("2025-03-06T15:00", "complaint.finished", {});
    expect(solved.obligations("feed_back", "2025-03-06T15:00")).toEqual([]);
    const reopened = solved.then("2025-03-06T16:00", "complaint.reopened", { reason: "unsolved" });
    const again = reopened.then("2025-03-07T15:00", "complaint.finished", {});
    expect(again.status("feed_back", "2025-03-07T15:00")).toBe("open");
  });

  it("KF-4.6.2a: the head of the department complained of finishes within the limit", () => {
    const half = "2025-03-07T09:30";
    const late = relayed.record(half, "handling_record", process);
    expect(late.by(department).refusal(half, "complaint.finished", {})).toBe("KF-4.6.2a");
    expect(late.by(staff).refusal(half, "complaint.finished", {})).toBe("KF-4.6.2a");
    expect(late.by(head).refusal(half, "complaint.finished", {})).toBeUndefined();
    expect(late.by(holding("complained_dept", "complained_dept_head")).refusal(half, "complaint.finished", {})).toBe(
      undefined,
    );
    const solved = (at: string) => late.by(head).then(at, "complaint.finished", {}).obligation("solve_minor", at);
    expect(solved(half)).toMatchObject({ status: "met", by: head.id, owner: "complained_dept_head" });
    expect(solved("2025-03-07T10:00").status).toBe("met");
    expect(solved("2025-03-07T10:00:01").status).toBe("met_late");
    const excessive = recorded
      .then("2025-03-05T11:00", "validity.determined", { validity: "invalid" })
      .record("2025-03-05T12:00", "handling_record", process);
    expect(excessive.by(staff).refusal(half, "complaint.finished", {})).toBeUndefined();
  });

  it("KF-4.6.2b: handling is not finished before its course stands in the handling record", () => {
    expect(relayed.by(head).refusal("2025-03-06T15:00", "complaint.finished", {})).toBe("KF-4.6.2b");
    expect(handled.by(head).refusal("2025-03-06T15:00", "complaint.finished", {})).toBeUndefined();
    const reopened = finished.then("2025-03-06T16:00", "complaint.reopened", { reason: "unsolved" });
    expect(reopened.refusal("2025-03-07T15:00", "complaint.finished", {})).toBe("KF-4.6.2b");
    expect(relayed.recordRefusal("2025-03-06T14:00", "handling_record")).toBe("KF-4.6.2b");
    expect(relayed.recordRefusal("2025-03-06T14:00", "handling_record", process)).toBeUndefined();
  });

  it("KF-4.6.2c: the handling record is with the service centre on the day that handling is finished", () => {
    const record = { recordId: numbered(700) };
    expect(finished.obligation("hand_over_record", "2025-03-06T15:00")).toMatchObject({
      owner: "complained_dept",
      dueAt: shanghai("2025-03-07T00:00"),
    });
    expect(finished.status("hand_over_record", "2025-03-06T23:59:59")).toBe("open");
    expect(finished.status("hand_over_record", "2025-03-07T00:00")).toBe("breached");
    expect(finished.notices("hand_over_record.breached", "2025-03-07T00:00")).toEqual([
      "complained_dept_head",
      "service_supervisor",
    ]);
    const dept = finished.by(department);
    expect(dept.stepRefusal("2025-03-06T16:00", "handling_record_handed_over")).toBe("KF-4.6.2c");
    expect(dept.by(staff).stepRefusal("2025-03-06T16:00", "handling_record_handed_over", record)).toBe("KF-4.6.2c");
    expect(dept.stepRefusal("2025-03-06T16:00", "handling_record_handed_over", record)).toBeUndefined();
    const handed = dept.step("2025-03-06T16:00", "handling_record_handed_over", record);
    expect(handed.status("hand_over_record", "2025-03-07T00:00")).toBe("met");
  });

  it("KF-4.6.2d: the handling record that came in is noted in the request record before the complaint is closed", () => {
    const received = finished
      .by(department)
      .step("2025-03-06T16:00", "handling_record_handed_over", { recordId: numbered(700) })
      .then("2025-03-06T17:00", "followup.made", { followUpId: numbered(90), outcome: "reached" });
    expect(received.obligation("note_handling", "2025-03-06T17:00")).toMatchObject({
      owner: "service_staff",
      status: "open",
    });
    expect(received.refusal("2025-03-06T18:00", "complaint.closed", {})).toBe("KF-4.6.2d");
    const note = { filled: ["handling_note"] };
    const sympathetic = received.then("2025-03-06T17:00", "checklist.ticked", { items: ["sympathy_expressed"] });
    expect(sympathetic.recordRefusal("2025-03-06T17:30", "service_request_record", note)).toBeUndefined();
    const noted = received.record("2025-03-06T17:30", "service_request_record", note);
    expect(noted.status("note_handling", "2025-03-06T17:30")).toBe("met");
    expect(noted.refusal("2025-03-06T18:00", "complaint.closed", {})).toBeUndefined();
  });
});

describe("feedback under KF02", () => {
  const informed = fedBack.by(staff).step("2025-03-06T15:30", "supervisor_informed");

  it("KF-4.6.3a: the supervisor hears of the result before the resident does", () => {
    expect(fedBack.obligation("report_to_supervisor", "2025-03-06T15:10")).toMatchObject({
      owner: "service_staff",
      status: "open",
    });
    const tell = feedback("home_visit");
    expect(finished.refusal("2025-03-06T15:20", "contact.made", tell)).toBe("KF-4.6.3a");
    expect(fedBack.refusal("2025-03-06T15:20", "contact.made", tell)).toBe("KF-4.6.3a");
    expect(fedBack.by(department).stepRefusal("2025-03-06T15:30", "supervisor_informed")).toBe("KF-4.6.3a");
    expect(fedBack.by(staff).stepRefusal("2025-03-06T15:30", "supervisor_informed")).toBeUndefined();
    expect(informed.status("report_to_supervisor", "2025-03-06T15:30")).toBe("met");
    expect(informed.notices("supervisor_informed", "2025-03-06T15:30")).toEqual(["service_supervisor"]);
    expect(informed.refusal("2025-03-06T15:40", "contact.made", tell)).toBeUndefined();
    const again = informed.by(department).step("2025-03-06T16:00", "result_fed_back");
    expect(again.refusal("2025-03-06T16:10", "contact.made", tell)).toBe("KF-4.6.3a");
  });

  it("KF-4.6.3b: the resident hears of the result on the day of the feedback", () => {
    expect(fedBack.obligation("tell_resident", "2025-03-06T15:10")).toMatchObject({
      owner: "service_staff",
      dueAt: shanghai("2025-03-07T00:00"),
    });
    expect(fedBack.status("tell_resident", "2025-03-06T23:59:59")).toBe("open");
    expect(fedBack.status("tell_resident", "2025-03-07T00:00")).toBe("breached");
    expect(fedBack.notices("tell_resident.breached", "2025-03-07T00:00")).toEqual(["service_supervisor"]);
    const told = (reached: boolean): string | undefined =>
      informed
        .then("2025-03-06T18:00", "contact.made", feedback("computer_notice", reached))
        .status("tell_resident", "2025-03-06T18:00");
    expect(told(true)).toBe("met");
    expect(told(false)).toBe("open");
  });

  it("KF-4.6.3c: the result is fed back by computer notification or by a visit", () => {
    for (const medium of ["computer_notice", "home_visit"])
      expect(informed.refusal("2025-03-06T16:00", "contact.made", feedback(medium))).toBeUndefined();
    expect(informed.refusal("2025-03-06T16:00", "contact.made", feedback("phone"))).toBe("KF-4.6.3c");
    const lenient = new ComplaintCase(rulesOf("property-kf02", { otherFeedback: "allowed" }), informed.history);
    expect(lenient.refusal("2025-03-06T16:00", "contact.made", feedback("phone"))).toBeUndefined();
  });
});

describe("demands under KF02", () => {
  const reason = { recordId: numbered(71) };

  it("KF-4.8a: a demand is rejected with a reason alone, and the supervisor sees it", () => {
    expect(recorded.stepRefusal("2025-03-05T11:00", "demand_rejected")).toBe("KF-4.8a");
    expect(recorded.stepRefusal("2025-03-05T11:00", "demand_rejected", reason)).toBeUndefined();
    const rejected = recorded.step("2025-03-05T11:00", "demand_rejected", reason);
    expect(rejected.notices("demand_rejected", "2025-03-05T11:00")).toEqual(["service_supervisor"]);
    const { guidance } = regulationOf("property-kf02");
    expect(guidance).toContainEqual({ clause: "KF-4.8a", at: ["step.taken:demand_rejected"] });
  });

  it("KF-4.8b: a demand that cannot be met is explained to the owner, whose reaction is noted, before closing", () => {
    const followedUp = handled
      .by(head)
      .then("2025-03-06T15:00", "complaint.finished", {})
      .then("2025-03-06T16:00", "followup.made", { followUpId: numbered(90), outcome: "reached" });
    expect(followedUp.refusal("2025-03-06T18:00", "complaint.closed", {})).toBeUndefined();
    const rejected = followedUp.step("2025-03-06T16:10", "demand_rejected", reason);
    const excessive = followedUp.fact("2025-03-06T16:10", "ground", "extra_services");
    for (const told of [rejected, excessive]) {
      expect(told.refusal("2025-03-06T18:00", "complaint.closed", {})).toBe("KF-4.8b");
      expect(told.stepRefusal("2025-03-06T17:00", "explanation_given")).toBe("KF-4.8b");
      for (const outcome of ["understood", "not_understood"]) {
        expect(told.stepRefusal("2025-03-06T17:00", "explanation_given", { outcome })).toBeUndefined();
        const explained = told.step("2025-03-06T17:00", "explanation_given", { outcome });
        expect(explained.refusal("2025-03-06T18:00", "complaint.closed", {})).toBeUndefined();
      }
    }
  });
});
