import { describe, expect, it } from "@jest/globals";
import { numbered, regulationOf, rulesOf, shanghai, ComplaintCase } from "../testing/complaint-case.js";
import {
  FIRST_RECORD,
  finished,
  handled,
  LEAD,
  MANAGER,
  promised,
  received,
  recorded,
  STAFF,
} from "../testing/jindi-case.js";
import { seriesKey, writeNumber } from "../records/numbering.js";

const AT = "2025-03-05T10:10";
const withoutFields = (...fields: readonly string[]): typeof FIRST_RECORD => ({
  ...FIRST_RECORD,
  filled: FIRST_RECORD.filled.filter((field) => !fields.includes(field)),
});

describe("what is recorded under Jindi", () => {
  it("JD-2 oral and written complaints in sales and leasing are recorded, each with its service line", () => {
    const channels = regulationOf("jindi").channels.map(({ code }) => code);
    expect(channels).toEqual(expect.arrayContaining(["written", "oral", "phone"]));
    const line = (...marks: readonly string[]): string | undefined =>
      promised("oral").recordRefusal(AT, "handling_record", { ...FIRST_RECORD, marks: [...marks, "on_the_spot:yes"] });
    expect(line("service_line:sales")).toBeUndefined();
    expect(line("service_line:leasing")).toBeUndefined();
    expect(line("service_line:property")).toBe("JD-2");
    expect(line()).toBe("JD-2");
  });

  it("JD-5.7a sales staff record and handle customers' complaints", () => {
    expect(promised().recordRefusal(AT, "handling_record", FIRST_RECORD)).toBeUndefined();
    expect(promised().by(MANAGER).recordRefusal(AT, "handling_record", FIRST_RECORD)).toBe("JD-5.7a");
    expect(received().obligation("record_complaint", AT)).toMatchObject({ owner: "sales_staff", status: "open" });
    expect(received().obligation("handle", AT).owner).toBe("sales_staff");
  });

  it("JD-5.7b the lead hears at once of what cannot be handled on the spot", () => {
    const answered = (answer: string): readonly string[] =>
      promised()
        .record(AT, "handling_record", { ...FIRST_RECORD, marks: ["service_line:sales", `on_the_spot:${answer}`] })
        .notices("not_on_the_spot", AT);
    expect(answered("no")).toEqual(["sales_lead"]);
    expect(answered("yes")).toEqual([]);
    expect(promised().recordRefusal(AT, "handling_record", { ...FIRST_RECORD, marks: ["service_line:sales"] })).toBe(
      "JD-5.7b",
    );
  });

  it("JD-7.1.1a a written complaint has its handling record before it is finished", () => {
    expect(received("written").obligation("record_complaint", AT)).toMatchObject({ status: "open", dueAt: null });
    expect(recorded("written").status("record_complaint", AT)).toBe("met");
    expect(received("written").refusal(AT, "complaint.finished", {})).toBe("JD-7.1.1a");
    expect(handled("written").refusal("2025-03-05T15:00", "complaint.finished", {})).toBeUndefined();
  });

  it("JD-7.1.1b a written complaint's record holds the expected feedback time and when the customer was told", () => {
    const file = (told: ComplaintCase, record: typeof FIRST_RECORD): string | undefined =>
      told.recordRefusal("2025-03-05T15:00", "handling_record", record);
    expect(file(promised("written"), FIRST_RECORD)).toBeUndefined();
    expect(file(promised("written"), withoutFields("repeated_and_confirmed"))).toBeUndefined();
    expect(file(promised("written"), withoutFields("expected_feedback"))).toBe("JD-7.1.1b");
    expect(file(promised("written"), withoutFields("told_at"))).toBe("JD-7.1.1b");
    expect(file(received("written"), FIRST_RECORD)).toBe("JD-7.1.1b");
  });

  it("JD-7.1.2a an oral or telephone complaint has its handling record, which is owed until it is there", () => {
    for (const channel of ["oral", "phone"]) {
      expect(received(channel).status("record_complaint", "2025-03-09T10:00")).toBe("open");
      expect(recorded(channel).status("record_complaint", AT)).toBe("met");
      expect(received(channel).refusal(AT, "complaint.finished", {})).toBe("JD-7.1.2a");
      expect(handled(channel).refusal("2025-03-05T15:00", "complaint.finished", {})).toBeUndefined();
    }
  });

  it("JD-7.1.2b what was said is repeated and confirmed by the customer", () => {
    const unconfirmed = withoutFields("repeated_and_confirmed");
    expect(promised("oral").recordRefusal(AT, "handling_record", unconfirmed)).toBe("JD-7.1.2b");
    expect(promised("phone").recordRefusal(AT, "handling_record", unconfirmed)).toBe("JD-7.1.2b");
    expect(promised("oral").recordRefusal(AT, "handling_record", FIRST_RECORD)).toBeUndefined();
  });

  it("JD-7.1.2c an oral or telephone complaint's record holds the expected feedback time that the customer was told", () => {
    for (const channel of ["oral", "phone"]) {
      const told = promised(channel);
      expect(told.recordRefusal(AT, "handling_record", withoutFields("expected_feedback"))).toBe("JD-7.1.2c");
      expect(told.recordRefusal(AT, "handling_record", withoutFields("told_at"))).toBe("JD-7.1.2c");
      expect(received(channel).recordRefusal(AT, "handling_record", FIRST_RECORD)).toBe("JD-7.1.2c");
      expect(told.recordRefusal(AT, "handling_record", FIRST_RECORD)).toBeUndefined();
    }
  });

  it("JD-9a the handling record has the fifteen fields of GFP19-2-F1.1, filled in stages", () => {
    const form = regulationOf("jindi").forms.find(({ code }) => code === "handling_record");
    const fifteen = [
      ...["number", "complainant", "phone", "address", "complaint_matter", "expected_feedback"],
      ...["complainant_signature", "record_time", "recorder", "handling_measures", "handler", "date"],
      ...["execution", "executor", "completion_date"],
    ];
    expect(form?.printed).toBe("GFP19-2-F1.1");
    expect(form?.fields.slice(0, 15).map(({ code }) => code)).toEqual(fifteen);
    const all = [...fifteen, "told_at", "repeated_and_confirmed"];
    expect(promised().recordRefusal(AT, "handling_record", { ...FIRST_RECORD, filled: all })).toBeUndefined();
    for (const field of ["complainant", "complaint_matter", "record_time", "recorder"])
      expect(promised().recordRefusal(AT, "handling_record", withoutFields(field))).toBe("JD-9a");
    const later = recorded().by(MANAGER);
    expect(later.recordRefusal("2025-03-06T10:00", "handling_record", { filled: ["execution"] })).toBeUndefined();
    expect(later.recordRefusal("2025-03-06T10:00", "handling_record", { filled: ["hearsay"] })).toBe("JD-9a");
  });

  it("JD-9d every handling record has a number of its own, and the forms print code and revision", () => {
    const rules = rulesOf("jindi");
    const [numbering] = rules.numbering;
    if (numbering === undefined) throw new Error("nothing is numbered");
    const at = { series: 0, date: "2025-03-05" };
    expect([1, 2].map((count) => writeNumber(numbering.pattern, count, at))).toEqual(["TS20250001", "TS20250002"]);
    expect(seriesKey(numbering, at)).not.toBe(seriesKey(numbering, { series: 0, date: "2026-01-01" }));
    const { number: _number, ...unnumbered } = FIRST_RECORD;
    expect(promised().recordRefusal(AT, "handling_record", unnumbered)).toBe("JD-9d");
    expect(promised().recordRefusal(AT, "handling_record", { ...unnumbered, number: "No. 1" })).toBe("JD-9d");
    const again = { number: "TS20250002", filled: ["execution"] };
    expect(recorded().recordRefusal("2025-03-06T10:00", "handling_record", again)).toBe("JD-9d");
    const other = rulesOf("jindi", { recordNumber: "KS-{number:3}" });
    const kept = new ComplaintCase(other, promised().history, STAFF);
    expect(kept.recordRefusal(AT, "handling_record", { ...unnumbered, number: "KS-001" })).toBeUndefined();
    const printed = regulationOf("jindi").forms.map((form) => form.printed);
    expect(printed).toEqual(expect.arrayContaining(["GFP19-2-F1.1", "GFP19-2-F2.1"]));
  });
});

describe("what staff handle themselves under Jindi", () => {
  it("JD-7.2.1a is finished with its measures on the handling record", () => {
    const told = recorded().record("2025-03-05T14:30", "opinion_told", {
      filled: ["told_at"],
      marks: ["way:phone", "reaction:accepts"],
    });
    expect(told.refusal("2025-03-05T15:00", "complaint.finished", {})).toBe("JD-7.2.1a");
    expect(handled().refusal("2025-03-05T15:00", "complaint.finished", {})).toBeUndefined();
  });

  it("JD-7.2.1b the superior knows the result within one day: 24 hours, or by the end of the next day", () => {
    const tell = { noticeId: numbered(70), kind: "result", to: ["sales_lead"] };
    expect(finished().obligation("tell_superior", "2025-03-05T15:00")).toMatchObject({
      owner: "sales_staff",
      dueAt: shanghai("2025-03-06T15:00"),
    });
    expect(finished().status("tell_superior", "2025-03-06T14:59:59")).toBe("open");
    expect(finished().status("tell_superior", "2025-03-06T15:00")).toBe("breached");
    expect(finished().then("2025-03-06T10:00", "notice.sent", tell).status("tell_superior", "2025-03-07T10:00")).toBe(
      "met",
    );
    const onTheSecond = finished().then("2025-03-06T15:00", "notice.sent", tell);
    expect(onTheSecond.status("tell_superior", "2025-03-07T10:00")).toBe("met");
    const elsewhere = finished().then("2025-03-06T10:00", "notice.sent", { ...tell, to: ["archivist"] });
    expect(elsewhere.status("tell_superior", "2025-03-06T15:00")).toBe("breached");
    const byNextDay = new ComplaintCase(rulesOf("jindi", { oneDay: "end_of_next_day" }), finished().history);
    expect(byNextDay.obligation("tell_superior", "2025-03-05T15:00").dueAt).toBe(shanghai("2025-03-07T00:00"));
  });

  it("JD-5.6c the lead supervises and checks it, and hears of a result that was not told", () => {
    const owed = received();
    expect(owed.obligation("supervise", AT)).toMatchObject({ owner: "sales_lead", status: "open", dueAt: null });
    expect(owed.by(LEAD).stepRefusal(AT, "supervision")).toBeUndefined();
    expect(owed.by(STAFF).stepRefusal(AT, "supervision")).toBe("JD-5.6c");
    expect(owed.by(LEAD).step(AT, "supervision").status("supervise", AT)).toBe("met");
    expect(finished().notices("tell_superior.breached", "2025-03-06T15:00")).toEqual(["sales_lead"]);
  });
});
