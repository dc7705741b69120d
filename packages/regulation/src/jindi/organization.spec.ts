import { describe, expect, it } from "@jest/globals";
import { isRefusal } from "@hearken/kernel";
import { dutiesOf, type Duty, type DutyDone } from "../duties/duties.js";
import { permitsDuty } from "../duties/duty-gate.js";
import { keepingOf } from "../records/retention.js";
import { numbered, rulesOf, shanghai } from "../testing/complaint-case.js";
import type { Readings } from "../rules/builder.js";
import { handled, received } from "../testing/jindi-case.js";

/** That the duty of a day was done, with everything that it needs. */
const done = (duty: string, on: string, at: string, given: Partial<DutyDone> = {}): DutyDone => {
  const rule = rulesOf("jindi").duties.find(({ code }) => code === duty);
  if (rule === undefined) throw new Error(`no duty ${duty}`);
  const { sections, to } = rule;
  return { duty, on, occurredAt: shanghai(at), sections, to, by: numbered(1), ...given };
};

/** The duties of a code whose day lies between the first of March 2025 and `to`. */
function duties(
  code: string,
  {
    at,
    to = "2025-03-31",
    list = [],
    readings = {},
  }: {
    at: string;
    to?: string;
    list?: readonly DutyDone[];
    readings?: Readings;
  },
): readonly Duty[] {
  return dutiesOf(rulesOf("jindi", readings), { from: "2025-03-01", to, at: shanghai(at) }, list).filter(
    (one) => one.code === code,
  );
}
const theDuty = (...asked: Parameters<typeof duties>): Duty => {
  const [one, ...others] = duties(...asked);
  if (one === undefined || others.length > 0) throw new Error(`${others.length + 1} duties of ${asked[0]}`);
  return one;
};
/** The clause under which it may not be called done. */
const refused = (proposed: DutyDone, before: readonly DutyDone[] = []): string | undefined => {
  const answer = permitsDuty(rulesOf("jindi"), proposed, before);
  return isRefusal(answer) ? answer.clause : undefined;
};
const without = (one: DutyDone, what: string): DutyDone => ({
  ...one,
  sections: one.sections.filter((section) => section !== what),
  to: one.to.filter((post) => post !== what),
});

const MARCH = "2025-03-31";
const REPORT = done("monthly_report", MARCH, "2025-03-31T16:00");
const COPIES = done("monthly_report_copies", MARCH, "2025-03-31T16:30");
/** Breached once March is over, met when done before. */
function isOwedForMarch(code: string, owner: string): void {
  expect(theDuty(code, { at: "2025-03-31T23:59:59" })).toMatchObject({
    owner,
    status: "open",
    dueAt: shanghai("2025-04-01T00:00"),
  });
  expect(theDuty(code, { at: "2025-04-01T00:00:01" }).status).toBe("breached");
  expect(theDuty(code, { at: "2025-04-01T10:00", list: [done(code, MARCH, "2025-03-20T10:00")] }).status).toBe("met");
}

describe("every day under Jindi", () => {
  it("JD-5.6d the lead reads the day's handling records and work sheets", () => {
    const ninth = duties("daily_reading", { at: "2025-03-09T23:59:59" });
    expect(ninth).toHaveLength(31);
    expect(ninth.filter(({ status }) => status === "breached")).toHaveLength(8);
    const read = done("daily_reading", "2025-03-05", "2025-03-05T23:59:59");
    const fifth = duties("daily_reading", { at: "2025-03-06T10:00", list: [read] }).find(
      ({ on }) => on === "2025-03-05",
    );
    expect(fifth).toMatchObject({ owner: "sales_lead", status: "met", metAt: shanghai("2025-03-05T23:59:59") });
    expect(refused(without(read, "handling_records"))).toBe("JD-5.6d");
    expect(refused(without(read, "work_sheets"))).toBe("JD-5.6d");
    const weekdays = { readingDays: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" };
    expect(duties("daily_reading", { at: "2025-03-09T10:00", readings: weekdays })).toHaveLength(21);
  });

  it("JD-7.4.1 the lead makes sure that complaints are handled in time, and hears of what was not", () => {
    expect(refused(without(done("daily_reading", "2025-03-05", "2025-03-05T18:00"), "handled_in_time"))).toBe(
      "JD-7.4.1",
    );
    const [first] = duties("daily_reading", { at: "2025-03-02T10:00" });
    expect(first).toMatchObject({ status: "breached", breachTo: ["sales_manager"] });
    const promised = received().then("2025-03-05T10:05", "feedback.promised", { on: "2025-03-12" });
    expect(promised.obligation("tell_opinion", "2025-03-12T00:00")).toMatchObject({ warned: true, status: "open" });
    expect(promised.at("2025-03-13T00:00").notices).toContainEqual(
      expect.objectContaining({ code: "tell_opinion.breached", clause: "JD-7.4.1", to: ["sales_lead"] }),
    );
  });
});

describe("every month under Jindi", () => {
  it("JD-7.4.2a the lead's complaint report is with the sales manager and the deputy general manager at its end", () => {
    isOwedForMarch("monthly_report", "sales_lead");
    expect(theDuty("monthly_report", { at: "2025-03-30T12:00" })).toMatchObject({
      to: ["sales_manager", "deputy_gm"],
      warnAt: shanghai("2025-03-31T00:00"),
    });
    expect(refused(REPORT)).toBeUndefined();
    for (const missing of ["gathering", "analysis", "sales_manager", "deputy_gm"])
      expect(refused(without(REPORT, missing))).toBe("JD-7.4.2a");
  });

  it("JD-1 the report counts the complaints that arose again", () => {
    expect(refused(without(REPORT, "recurrences"))).toBe("JD-1");
  });

  it("JD-5.6e the lead makes the complaint report once a month; a miss is told to the sales manager", () => {
    expect(duties("monthly_report", { at: "2025-06-01T10:00", to: "2025-05-31" })).toHaveLength(3);
    expect(theDuty("monthly_report", { at: "2025-04-01T10:00" })).toMatchObject({
      status: "breached",
      breachTo: ["sales_manager"],
    });
  });

  it("JD-7.5.3 the report reflects the customers' views of what other departments handled", () => {
    expect(refused(without(REPORT, "views_of_customers"))).toBe("JD-7.5.3");
  });

  it("JD-7.4.2b the report and copies of the handling records go to the head of the technical section", () => {
    isOwedForMarch("monthly_report_copies", "sales_lead");
    expect(refused(COPIES, [REPORT])).toBeUndefined();
    expect(refused(COPIES)).toBe("JD-7.4.2b");
    for (const missing of ["report", "handling_records", "tech_head"])
      expect(refused(without(COPIES, missing), [REPORT])).toBe("JD-7.4.2b");
  });

  it("JD-5.5d the sales manager checks the report and the handling at least once a month", () => {
    isOwedForMarch("monthly_check", "sales_manager");
    const check = done("monthly_check", MARCH, "2025-03-20T10:00");
    expect(refused(check)).toBeUndefined();
    for (const missing of ["report", "handling", "findings"]) expect(refused(without(check, missing))).toBe("JD-5.5d");
  });

  it("JD-7.4.3a the sales meeting analyses and discusses the complaint report", () => {
    isOwedForMarch("sales_meeting", "sales_lead");
    expect(refused(without(done("sales_meeting", MARCH, "2025-03-28T10:00"), "report_discussed"))).toBe("JD-7.4.3a");
  });

  it("JD-7.4.3b the lead enters the outcome in the minutes of the sales meeting", () => {
    expect(refused(without(done("sales_meeting", MARCH, "2025-03-28T10:00"), "outcome"))).toBe("JD-7.4.3b");
  });

  it("JD-7.6a the technical section analyses the report and the copies once it received them", () => {
    const received = { at: "2025-04-02T10:00", list: [COPIES] };
    expect(duties("technical_analysis", { at: "2025-04-02T10:00" })).toEqual([]);
    expect(theDuty("technical_analysis", received)).toMatchObject({ owner: "tech_head", status: "open" });
    const analysed = done("technical_analysis", MARCH, "2025-04-08T10:00");
    expect(theDuty("technical_analysis", { at: "2025-04-09T10:00", list: [COPIES, analysed] }).status).toBe("met");
    for (const missing of ["technicians", "analysis"]) expect(refused(without(analysed, missing))).toBe("JD-7.6a");
  });

  it("JD-5.4 the technicians' measures name the complaints that they are about", () => {
    const analysed = done("technical_analysis", MARCH, "2025-04-08T10:00");
    for (const missing of ["measures", "complaints"]) expect(refused(without(analysed, missing))).toBe("JD-5.4");
    const half = without(analysed, "measures");
    expect(theDuty("technical_analysis", { at: "2025-04-09T10:00", list: [COPIES, half] }).status).toBe("open");
    expect(theDuty("technical_analysis", { at: "2025-05-02T10:00", list: [COPIES, half] }).status).toBe("breached");
  });

  it("JD-7.5.2a the lead contacts the engineering department and the property company, and each miss shows", () => {
    isOwedForMarch("contact_engineering", "sales_lead");
    isOwedForMarch("contact_property_company", "sales_lead");
    const list = [done("contact_engineering", MARCH, "2025-03-10T10:00")];
    expect(theDuty("contact_engineering", { at: "2025-04-01T10:00", list }).status).toBe("met");
    expect(theDuty("contact_property_company", { at: "2025-04-01T10:00", list }).status).toBe("breached");
    for (const code of ["contact_engineering", "contact_property_company"])
      expect(refused(without(done(code, MARCH, "2025-03-10T10:00"), "handling"))).toBe("JD-7.5.2a");
  });

  it("JD-7.5.2b the lead checks the departments' work sheets and reports to the sales manager", () => {
    isOwedForMarch("check_sheets", "sales_lead");
    const check = done("check_sheets", MARCH, "2025-03-31T10:00");
    expect(refused(check)).toBeUndefined();
    for (const missing of ["overdue_sheets", "sales_manager"])
      expect(refused(without(check, missing))).toBe("JD-7.5.2b");
    const weekly = { sheetCheck: "FREQ=WEEKLY;BYDAY=FR" };
    expect(duties("check_sheets", { at: "2025-03-01T10:00", readings: weekly })).toHaveLength(4);
  });
});

describe("every year under Jindi", () => {
  const DECEMBER = "2025-12-31";
  const LAST_REPORT = done("monthly_report", DECEMBER, "2025-12-30T16:00");
  const SUMMARY = done("annual_summary", DECEMBER, "2025-12-31T12:00");
  const ofTheYear = (code: string, at: string, list: readonly DutyDone[] = []): Duty =>
    theDuty(code, { at, to: DECEMBER, list });

  it("JD-7.4.4 the sales manager's summary from the monthly reports is with the management representative at its end", () => {
    expect(ofTheYear("annual_summary", "2025-12-31T23:59:59")).toMatchObject({
      owner: "sales_manager",
      to: ["mgmt_rep"],
      status: "open",
      dueAt: shanghai("2026-01-01T00:00"),
    });
    expect(ofTheYear("annual_summary", "2026-01-01T00:00:01").status).toBe("breached");
    expect(refused(SUMMARY, [LAST_REPORT])).toBeUndefined();
    expect(refused(SUMMARY, [REPORT])).toBe("JD-7.4.4");
    for (const missing of ["monthly_reports", "mgmt_rep"])
      expect(refused(without(SUMMARY, missing), [LAST_REPORT])).toBe("JD-7.4.4");
  });

  it("JD-5.5e the sales manager gathers and analyses the year's complaints in the summary", () => {
    expect(ofTheYear("annual_summary", "2025-12-01T10:00").owner).toBe("sales_manager");
    for (const missing of ["gathering", "analysis"])
      expect(refused(without(SUMMARY, missing), [LAST_REPORT])).toBe("JD-5.5e");
  });

  it("JD-5.2b the deputy general manager approves the summary before it goes to the management review", () => {
    expect(duties("approve_summary_deputy", { at: "2026-01-02T10:00", to: DECEMBER })).toEqual([]);
    expect(ofTheYear("approve_summary_deputy", "2026-01-02T10:00", [SUMMARY])).toMatchObject({
      owner: "deputy_gm",
      status: "open",
    });
    const submission = done("submit_to_review", DECEMBER, "2026-01-10T10:00");
    const byRep = done("approve_summary_rep", DECEMBER, "2026-01-05T10:00");
    expect(isRefusal(permitsDuty(rulesOf("jindi"), submission, [SUMMARY, byRep]))).toBe(true);
    expect(
      refused(submission, [SUMMARY, byRep, done("approve_summary_deputy", DECEMBER, "2026-01-05T10:00")]),
    ).toBeUndefined();
  });

  it("JD-7.4.5 the management representative approves the summary and submits it to the management review", () => {
    expect(ofTheYear("approve_summary_rep", "2026-01-02T10:00", [SUMMARY])).toMatchObject({
      owner: "mgmt_rep",
      status: "open",
    });
    expect(ofTheYear("submit_to_review", "2026-01-02T10:00", [SUMMARY])).toMatchObject({
      owner: "mgmt_rep",
      status: "open",
    });
    const submission = done("submit_to_review", DECEMBER, "2026-01-10T10:00");
    const byDeputy = done("approve_summary_deputy", DECEMBER, "2026-01-05T10:00");
    const byRep = done("approve_summary_rep", DECEMBER, "2026-01-05T10:00");
    expect(refused(submission, [SUMMARY, byDeputy])).toBe("JD-7.4.5");
    expect(refused(submission, [SUMMARY, byDeputy, byRep])).toBeUndefined();
    expect(refused(without(submission, "agenda"), [SUMMARY, byDeputy, byRep])).toBe("JD-7.4.5");
  });
});

describe("what is kept under Jindi", () => {
  const rules = rulesOf("jindi");
  const at = (text: string): ReturnType<typeof shanghai> => shanghai(text);

  it("JD-8.1a records, work sheets, the list, letters and replies are kept one year from the last record", () => {
    for (const kind of [
      ...[
        "handling_record",
        "opinion_told",
        "work_sheet",
        "work_sheet_return",
        "record_list_entry",
        "evidence",
        "reply",
      ],
    ]) {
      const record = { kind, filedAt: at("2025-02-01T10:00"), closedAt: null, lastRecordAt: at("2025-03-10T10:00") };
      const until = keepingOf(rules, record)?.until ?? null;
      expect(until).toBe(at("2026-03-10T10:00"));
    }
    const letter = { channel: "written" } as const;
    const listed = handled(letter.channel)
      .then("2025-03-05T15:00", "complaint.finished", {})
      .record("2025-03-05T16:00", "record_list_entry", { filled: ["number", "customer", "result", "date"] });
    expect(listed.refusal("2025-03-06T10:00", "complaint.closed", {})).toBe("JD-8.1a");
    const scanned = listed.then("2025-03-05T17:00", "evidence.attached", { evidenceId: numbered(30), kind: "letter" });
    expect(scanned.refusal("2025-03-06T10:00", "complaint.closed", {})).toBeUndefined();
  });

  it("JD-8.1b they are kept by the part-time archivist of the sales department", () => {
    const record = { kind: "handling_record", filedAt: at("2025-03-10T10:00"), closedAt: null };
    expect(keepingOf(rules, record)?.rule.keeper).toBe("archivist");
  });

  it("JD-8.2 complaint reports and annual summaries are kept by the lead for two years", () => {
    for (const kind of ["monthly_report", "annual_summary"]) {
      const keeping = keepingOf(rules, { kind, filedAt: at("2025-03-31T16:00"), closedAt: null });
      expect(keeping?.until).toBe(at("2027-03-31T16:00"));
      expect(keeping?.rule.keeper).toBe("sales_lead");
    }
  });
});
