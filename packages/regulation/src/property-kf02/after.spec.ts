import { describe, expect, it } from "@jest/globals";
import { isRefusal } from "@hearken/kernel";
import { permitsDuty } from "../duties/duty-gate.js";
import { dutiesOf, type Duty, type DutyDone, type DutySpan } from "../duties/duties.js";
import { measure } from "../records/metric.js";
import { keepingOf } from "../records/retention.js";
import { ComplaintCase, holding, numbered, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const rules = rulesOf("property-kf02");
const kf = new ComplaintCase(rules);
const quality = holding("quality_dept");
const staff = holding("service_staff");
const visit = { followUpId: numbered(90), outcome: "reached" };

const finished = kf
  .received("2025-03-05T10:00")
  .record("2025-03-05T10:05", "service_request_record")
  .record("2025-03-06T14:00", "handling_record", { filled: ["process"] })
  .then("2025-03-06T15:00", "complaint.finished", {});
const followedUp = finished.then("2025-03-07T10:00", "followup.made", visit);
const closed = followedUp.then("2025-03-08T10:00", "complaint.closed", {});

const duty = (
  done: readonly DutyDone[],
  at: string,
  { from = "2025-03-01", to = "2025-03-31", ...more }: Partial<DutySpan> = {},
) => ({
  of: (code: string, some = rules): readonly Duty[] =>
    dutiesOf(some, { ...more, from, to, at: shanghai(at) }, done).filter((one) => one.code === code),
});
const done = (code: string, at: string, rest: Partial<DutyDone>): DutyDone => ({
  duty: code,
  on: "2025-03-30",
  occurredAt: shanghai(at),
  sections: [],
  to: [],
  by: numbered(9),
  ...rest,
});
const refusedDuty = (proposed: DutyDone): string | undefined => {
  const answer = permitsDuty(rules, proposed, []);
  return isRefusal(answer) ? answer.clause : undefined;
};

describe("following up under KF02", () => {
  it("KF-4.6.4a: every finished complaint is followed up; nineteen of twenty are 95 percent and not enough", () => {
    expect(finished.obligation("follow_up", "2025-03-06T15:00")).toMatchObject({
      kind: "followup",
      owner: "service_staff",
      status: "open",
    });
    expect(finished.refusal("2025-03-08T10:00", "complaint.closed", {})).toBe("KF-4.6.4a");
    expect(followedUp.status("follow_up", "2025-03-07T10:00")).toBe("met");
    expect(followedUp.refusal("2025-03-08T10:00", "complaint.closed", {})).toBeUndefined();
    const again = followedUp
      .then("2025-03-09T10:00", "complaint.reopened", { reason: "unsolved" })
      .then("2025-03-10T10:00", "complaint.finished", {});
    expect(again.refusal("2025-03-11T10:00", "complaint.closed", {})).toBe("KF-4.6.4a");
    const rate = (some: readonly ComplaintCase[]) =>
      measure(
        rules,
        some.map((one) => one.at("2025-04-01T00:00")),
      ).find((one) => one.rule.code === "follow_up_rate");
    const nineteen = Array.from({ length: 19 }, () => followedUp);
    expect(rate([...nineteen, finished])).toMatchObject({ count: 19, of: 20, value: 0.95, reaches: false });
    expect(rate([...nineteen, closed])).toMatchObject({ value: 1, reaches: true });
    expect(finished.at("2025-04-01T00:00").facts["openObligations"]).toContain("follow_up");
  });
});

describe("what the service centre and the quality department owe every month under KF02", () => {
  const sections = ["statistics", "analysis"];
  const to = ["manager_in_charge"];

  it("KF-4.6.4b: complaints are counted, analysed and reported to the manager in charge before the 30th", () => {
    const reported = (at: string): Duty["status"] | undefined =>
      duty([done("monthly_analysis", at, { sections, to })], "2025-04-01T00:00").of("monthly_analysis")[0]?.status;
    const open = (at: string) => duty([], at).of("monthly_analysis");
    expect(open("2025-03-29T10:00")).toMatchObject([
      { on: "2025-03-30", dueAt: shanghai("2025-03-31T00:00"), owner: "service_supervisor", status: "open" },
    ]);
    expect(reported("2025-03-29T10:00")).toBe("met");
    expect(reported("2025-03-30T23:59:59")).toBe("met");
    expect(reported("2025-03-31T00:00:01")).toBe("met_late");
    expect(open("2025-03-31T00:00:01")).toMatchObject([{ status: "breached", breachTo: ["manager_in_charge"] }]);
    expect(refusedDuty(done("monthly_analysis", "2025-03-29T10:00", { sections: ["statistics"], to }))).toBe(
      "KF-4.6.4b",
    );
    expect(refusedDuty(done("monthly_analysis", "2025-03-29T10:00", { sections, to: [] }))).toBe("KF-4.6.4b");
    expect(refusedDuty(done("monthly_analysis", "2025-03-29T10:00", { sections, to }))).toBeUndefined();
    const february = duty([], "2025-02-01T00:00", { from: "2025-02-01", to: "2025-02-28" });
    expect(february.of("monthly_analysis").map(({ on }) => on)).toEqual(["2025-02-28"]);
    const before = rulesOf("property-kf02", { monthlyAnalysis: "FREQ=MONTHLY;BYMONTHDAY=29" });
    expect(duty([], "2025-03-01T00:00").of("monthly_analysis", before)).toMatchObject([
      { dueAt: shanghai("2025-03-30T00:00") },
    ]);
  });

  it("KF-4.6.4c: the handling records go to the quality department at the same time, and each missing one is named", () => {
    expect(finished.obligation("hand_to_quality", "2025-03-06T15:00")).toMatchObject({
      owner: "service_staff",
      dueAt: shanghai("2025-03-31T00:00"),
    });
    const record = { recordId: numbered(700) };
    expect(finished.by(staff).stepRefusal("2025-03-29T10:00", "records_to_quality")).toBe("KF-4.6.4c");
    expect(finished.by(quality).stepRefusal("2025-03-29T10:00", "records_to_quality", record)).toBe("KF-4.6.4c");
    expect(finished.by(staff).stepRefusal("2025-03-29T10:00", "records_to_quality", record)).toBeUndefined();
    const handed = finished.by(staff).step("2025-03-30T23:59:59", "records_to_quality", record);
    expect(handed.status("hand_to_quality", "2025-03-31T00:00")).toBe("met");
    expect(finished.status("hand_to_quality", "2025-03-30T23:59:59")).toBe("open");
    expect(finished.status("hand_to_quality", "2025-03-31T00:00")).toBe("breached");
    expect(finished.notices("hand_to_quality.breached", "2025-03-31T00:00")).toEqual([
      "service_supervisor",
      "quality_dept",
    ]);
    const afterwards = kf.received("2025-03-30T10:00").then("2025-03-31T10:00", "complaint.finished", {});
    expect(afterwards.obligation("hand_to_quality", "2025-03-31T10:00").dueAt).toBe(shanghai("2025-05-01T00:00"));
  });

  it("KF-4.6.4d: the quality department keeps the handling records for good", () => {
    const kept = keepingOf(rules, {
      kind: "handling_record",
      filedAt: shanghai("2025-03-06T14:00"),
      closedAt: shanghai("2025-03-08T10:00"),
    });
    expect(kept).toMatchObject({ until: null, rule: { keep: "permanent", keeper: "quality_dept" } });
  });
});

describe("learning under KF02", () => {
  const lessons = { filled: ["experience", "lesson"] };

  it("KF-4.6.5a: the quality department makes a case of a closed complaint, with experience and lesson", () => {
    expect(closed.obligation("make_case", "2025-03-08T10:00")).toMatchObject({ owner: "quality_dept", status: "open" });
    const coordinated = followedUp.fact("2025-03-07T11:00", "ground", "utilities");
    expect(
      coordinated.then("2025-03-08T10:00", "complaint.closed", {}).obligations("make_case", "2025-03-08T10:00"),
    ).toEqual([]);
    expect(closed.by(staff).recordRefusal("2025-03-20T10:00", "case_record", lessons)).toBe("KF-4.6.5a");
    const own = closed.by(quality);
    for (const filled of [["experience"], ["lesson"]])
      expect(own.recordRefusal("2025-03-20T10:00", "case_record", { filled })).toBe("KF-4.6.5a");
    expect(own.recordRefusal("2025-03-20T10:00", "case_record", lessons)).toBeUndefined();
    expect(own.record("2025-03-20T10:00", "case_record", lessons).status("make_case", "2025-03-20T10:00")).toBe("met");
  });

  it("KF-4.6.5b: the people concerned are trained on the case; until then the training stands open", () => {
    const made = closed.by(quality).record("2025-03-20T10:00", "case_record", lessons);
    expect(made.obligation("train", "2025-06-20T10:00")).toMatchObject({ owner: "quality_dept", status: "open" });
    const training = { date: "2025-04-02", items: ["service_staff", "complained_dept"], recordId: numbered(701) };
    expect(made.by(staff).stepRefusal("2025-04-02T17:00", "training_held", training)).toBe("KF-4.6.5b");
    for (const missing of ["date", "items", "recordId"] as const)
      expect(made.stepRefusal("2025-04-02T17:00", "training_held", { ...training, [missing]: undefined })).toBe(
        "KF-4.6.5b",
      );
    expect(made.stepRefusal("2025-04-02T17:00", "training_held", training)).toBeUndefined();
    expect(made.step("2025-04-02T17:00", "training_held", training).status("train", "2025-04-02T17:00")).toBe("met");
  });

  it("KF-4.6.6: each project's results of common complaints are published to the owners every month", () => {
    const projects = { subjects: { project: [numbered(801), numbered(802)] } };
    const published = done("monthly_owner_report", "2025-03-28T10:00", {
      on: "2025-03-31",
      subjectId: numbered(802),
      sections: ["common_complaint_results"],
    });
    expect(refusedDuty({ ...published, sections: [] })).toBe("KF-4.6.6");
    expect(refusedDuty(published)).toBeUndefined();
    const april = duty([published], "2025-04-01T00:00:01", projects).of("monthly_owner_report");
    expect(april).toMatchObject([
      {
        subjectId: numbered(801),
        owner: "property_service_center",
        status: "breached",
        breachTo: ["manager_in_charge"],
      },
      { subjectId: numbered(802), status: "met" },
    ]);
    const common = followedUp
      .fact("2025-03-07T11:00", "commonInterest")
      .then("2025-03-08T10:00", "complaint.closed", {});
    expect(closed.obligations("publish_result", "2025-04-02T00:00")).toEqual([]);
    expect(common.obligation("publish_result", "2025-03-08T10:00")).toMatchObject({
      kind: "report",
      owner: "property_service_center",
      dueAt: shanghai("2025-04-01T00:00"),
    });
    expect(common.status("publish_result", "2025-03-31T23:59:59")).toBe("open");
    expect(common.status("publish_result", "2025-04-01T00:00")).toBe("breached");
    expect(common.notices("publish_result.breached", "2025-04-01T00:00")).toEqual(["manager_in_charge"]);
    const report = { reportId: numbered(91), kind: "monthly_owner_report", sections: ["common_complaint_results"] };
    const told = common.then("2025-03-28T10:00", "report.submitted", report);
    expect(told.status("publish_result", "2025-04-01T00:00")).toBe("met");
    const mid = rulesOf("property-kf02", { ownerReport: "FREQ=MONTHLY;BYMONTHDAY=15" });
    expect(new ComplaintCase(mid, common.history).obligation("publish_result", "2025-03-08T10:00").dueAt).toBe(
      shanghai("2025-03-16T00:00"),
    );
  });
});

describe("owners' forums under KF02", () => {
  const postedAt = shanghai("2025-03-05T10:00");
  const post = (readings: Record<string, string> = {}): ComplaintCase =>
    new ComplaintCase(rulesOf("property-kf02", readings)).received("2025-03-05T10:05", {
      channel: "owner_forum",
      postedAt,
    });
  const reply = (confirms: string[] = []) => ({ replyId: numbered(60), kind: "courtesy", public: true, confirms });

  it("KF-4.6.7b: a post is answered within two hours, or within one hour of the department's passing it on", () => {
    const found = post();
    expect(found.obligation("forum_reply", "2025-03-05T10:05")).toMatchObject({
      owner: "forum_watcher",
      dueAt: shanghai("2025-03-05T12:00"),
    });
    expect(found.status("forum_reply", "2025-03-05T11:59:59")).toBe("open");
    expect(found.status("forum_reply", "2025-03-05T12:00")).toBe("breached");
    expect(found.notices("forum_reply.breached", "2025-03-05T12:00")).toEqual(["service_supervisor"]);
    expect(found.at("2025-03-05T12:00").escalations).toMatchObject([{ to: "service_supervisor" }]);
    const answered = found.then("2025-03-05T12:00", "reply.sent", reply(["acceptance_stated"]));
    expect(answered.status("forum_reply", "2025-03-05T12:00")).toBe("met");
    const passedOn = (told: ComplaintCase, at: string): number | null =>
      told.step(at, "post_passed_on").obligation("forum_reply", at).dueAt;
    expect(passedOn(found, "2025-03-05T10:20")).toBe(shanghai("2025-03-05T11:20"));
    expect(passedOn(found, "2025-03-05T11:30")).toBe(shanghai("2025-03-05T12:00"));
    expect(passedOn(post({ forumAlternative: "passed_on" }), "2025-03-05T11:30")).toBe(shanghai("2025-03-05T12:30"));
    const night = kf.received("2025-03-05T22:05", { channel: "owner_forum", postedAt: shanghai("2025-03-05T22:00") });
    expect(night.obligation("forum_reply", "2025-03-05T22:05").dueAt).toBe(shanghai("2025-03-06T00:00"));
    expect(kf.received("2025-03-05T10:00").obligations("forum_reply", "2025-03-06T10:00")).toEqual([]);
  });

  it("KF-4.6.7c: the first reply, courtesy or not, tells that the complaint has been accepted", () => {
    const found = post();
    expect(found.refusal("2025-03-05T11:00", "reply.sent", reply())).toBe("KF-4.6.7c");
    expect(found.refusal("2025-03-05T11:00", "reply.sent", reply(["acceptance_stated"]))).toBeUndefined();
    const answered = found.then("2025-03-05T11:00", "reply.sent", reply(["acceptance_stated"]));
    expect(answered.refusal("2025-03-06T11:00", "reply.sent", reply())).toBeUndefined();
    const { scripts } = regulationOf("property-kf02");
    expect(
      scripts
        .filter(({ at }) => at.includes("reply.sent"))
        .map(({ zh }) => zh)
        .join(),
    ).toContain("已受理");
  });
});
