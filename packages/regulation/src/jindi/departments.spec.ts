import { describe, expect, it } from "@jest/globals";
import { type ComplaintCase, holding, numbered, regulationOf, rulesOf, shanghai } from "../testing/complaint-case.js";
import { measure } from "../records/metric.js";
import {
  DEPUTY,
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

const ENGINEERING = holding("eng_head");
const TECHNICAL = holding("tech_head");
const AT = "2025-03-05T12:00";
const SHEET = numbered(701);
const sheet = (addressee: string): { recordId: string; filled: string[]; marks: string[] } => ({
  recordId: SHEET,
  filled: ["handling_record", "issuer"],
  marks: [`addressee:${addressee}`],
});
const RETURN = { recordId: SHEET, filled: ["handling_opinion", "solution"] };

/** A work sheet to a department, prepared by the lead and issued by the sales manager. */
const issued = (party = "eng_head", told: ComplaintCase = recorded()): ComplaintCase =>
  told
    .by(LEAD)
    .record("2025-03-05T11:00", "work_sheet", sheet(party))
    .by(MANAGER)
    .step("2025-03-05T11:30", "sheet_issued", { party, recordId: SHEET });
const finishedWithEngineering = (): ComplaintCase =>
  issued("eng_head", handled())
    .by(ENGINEERING)
    .record("2025-03-05T14:45", "work_sheet_return", RETURN)
    .by(STAFF)
    .then("2025-03-05T15:00", "complaint.finished", {});
const LISTED = { filled: ["number", "customer", "result", "date"] };
const listed = (told: ComplaintCase): ComplaintCase =>
  told.by(LEAD).record("2025-03-05T16:00", "record_list_entry", LISTED);

describe("work sheets under Jindi", () => {
  it("JD-5.2a the deputy general manager handles the work sheets that the sales manager submits", () => {
    const submitted = recorded().by(MANAGER).record(AT, "work_sheet", sheet("deputy_gm"));
    expect(submitted.obligation("handle_sheet", AT)).toMatchObject({ owner: "deputy_gm", status: "open" });
    expect(
      submitted
        .by(DEPUTY)
        .record("2025-03-06T10:00", "work_sheet_return", RETURN)
        .status("handle_sheet", "2025-03-06T10:00"),
    ).toBe("met");
    const other = { ...RETURN, recordId: numbered(702) };
    expect(
      submitted.record("2025-03-06T10:00", "work_sheet_return", other).status("handle_sheet", "2025-03-06T10:00"),
    ).toBe("open");
    expect(recorded().by(LEAD).record(AT, "work_sheet", sheet("deputy_gm")).obligations("handle_sheet", AT)).toEqual(
      [],
    );
  });

  it("JD-5.3 the head of engineering names a responsible person before work starts", () => {
    const owed = issued().by(ENGINEERING);
    expect(owed.obligation("name_responsible", AT)).toMatchObject({ owner: "eng_head", status: "open" });
    expect(owed.stepRefusal(AT, "sheet_work_started")).toBe("JD-5.3");
    const naming = { recordId: SHEET, staffId: numbered(50) };
    expect(owed.stepRefusal(AT, "responsible_named", naming)).toBeUndefined();
    expect(owed.stepRefusal(AT, "responsible_named", { recordId: SHEET })).toBe("JD-5.3");
    expect(owed.by(LEAD).stepRefusal(AT, "responsible_named", naming)).toBe("JD-5.3");
    const named = owed.step(AT, "responsible_named", naming);
    expect(named.status("name_responsible", AT)).toBe("met");
    expect(named.stepRefusal(AT, "sheet_work_started")).toBeUndefined();
    expect(named.by(LEAD).stepRefusal(AT, "sheet_work_started")).toBe("JD-5.3");
    expect(issued("tech_head").obligations("name_responsible", AT)).toEqual([]);
  });

  it("JD-5.5b work sheets to other departments are signed and issued by the sales manager", () => {
    const prepared = recorded().by(LEAD).record("2025-03-05T11:00", "work_sheet", sheet("eng_head"));
    const issue = { party: "eng_head", recordId: SHEET };
    expect(prepared.stepRefusal(AT, "sheet_issued", issue)).toBe("JD-5.5b");
    expect(prepared.by(MANAGER).stepRefusal(AT, "sheet_issued", issue)).toBeUndefined();
    expect(prepared.by(MANAGER).stepRefusal(AT, "sheet_issued", { recordId: SHEET })).toBe("JD-5.5b");
  });

  it("JD-7.2.3 another department is given a complaint by a work sheet, and returns it with opinion and solution", () => {
    const to = { to: "eng_head", relayId: numbered(51) };
    for (const party of ["eng_head", "tech_head", "other_dept_head", "property_company"])
      expect(recorded().refusal(AT, "complaint.relayed", { ...to, to: party })).toBe("JD-7.2.3");
    expect(recorded().by(LEAD).stepRefusal(AT, "sheet_issued", { party: "eng_head", recordId: SHEET })).toBe(
      "JD-7.2.3",
    );
    expect(issued().refusal(AT, "complaint.relayed", to)).toBeUndefined();
    expect(issued().notices("sheet_received", AT)).toEqual(["eng_head"]);
    expect(issued().obligation("return_sheet", AT)).toMatchObject({ owner: "eng_head", status: "open" });
    for (const filled of [["solution"], ["handling_opinion"]])
      expect(issued().recordRefusal(AT, "work_sheet_return", { ...RETURN, filled })).toBe("JD-7.2.3");
    expect(issued().recordRefusal(AT, "work_sheet_return", RETURN)).toBeUndefined();
    const waiting = issued("eng_head", handled()).by(STAFF);
    expect(waiting.refusal("2025-03-05T15:00", "complaint.finished", {})).toBe("JD-7.2.3");
    const back = waiting.record("2025-03-05T14:45", "work_sheet_return", RETURN);
    expect(back.status("return_sheet", "2025-03-05T15:00")).toBe("met");
    expect(back.refusal("2025-03-05T15:00", "complaint.finished", {})).toBeUndefined();
    expect(regulationOf("jindi").categories.map(({ code }) => code)).toContain("other_dept");
  });

  it("JD-9b a work sheet is GFP19-2-F2.1, belongs to its handling record and names issuer and addressee", () => {
    expect(regulationOf("jindi").forms.find(({ code }) => code === "work_sheet")?.printed).toBe("GFP19-2-F2.1");
    expect(recorded().recordRefusal(AT, "work_sheet", sheet("eng_head"))).toBeUndefined();
    for (const filled of [["handling_record"], ["issuer"]])
      expect(recorded().recordRefusal(AT, "work_sheet", { ...sheet("eng_head"), filled })).toBe("JD-9b");
    expect(recorded().recordRefusal(AT, "work_sheet", { ...sheet("eng_head"), marks: [] })).toBe("JD-9b");
    expect(recorded().recordRefusal(AT, "work_sheet", sheet("archivist"))).toBe("JD-9b");
  });
});

describe("what other departments receive and handle under Jindi", () => {
  it("JD-7.5.1 the receiving department names a person as soon as possible, and the lead hears of it at once", () => {
    const entered = promised("other_dept");
    expect(entered.notices("from_other_dept", "2025-03-05T10:00")).toEqual(["sales_lead"]);
    expect(entered.obligation("name_contact", "2025-03-05T10:00")).toMatchObject({
      owner: "other_dept_head",
      dueAt: shanghai("2025-03-05T14:00"),
    });
    expect(entered.status("name_contact", "2025-03-05T14:00")).toBe("breached");
    expect(entered.recordRefusal("2025-03-05T10:10", "handling_record", FIRST_RECORD)).toBe("JD-7.5.1");
    expect(entered.by(ENGINEERING).stepRefusal("2025-03-05T10:10", "contact_named")).toBe("JD-7.5.1");
    expect(entered.by(STAFF).stepRefusal("2025-03-05T10:10", "contact_named", { staffId: numbered(50) })).toBe(
      "JD-7.5.1",
    );
    const named = entered
      .by(ENGINEERING)
      .step("2025-03-05T14:00", "contact_named", { staffId: numbered(50) })
      .by(LEAD);
    expect(named.status("name_contact", "2025-03-05T15:00")).toBe("met");
    expect(named.recordRefusal("2025-03-05T15:00", "handling_record", FIRST_RECORD)).toBeUndefined();
    expect(regulationOf("jindi").channels.map(({ code }) => code)).toContain("other_dept");
  });

  it("JD-5.6f the lead is told of it and communicates with the other department", () => {
    const entered = received("other_dept");
    expect(entered.notices("from_other_dept", "2025-03-05T10:00")).toEqual(["sales_lead"]);
    expect(entered.obligation("communicate", AT)).toMatchObject({ owner: "sales_lead", status: "open" });
    expect(entered.by(LEAD).stepRefusal(AT, "dept_contact", { party: "eng_head" })).toBeUndefined();
    expect(entered.by(STAFF).stepRefusal(AT, "dept_contact", { party: "eng_head" })).toBe("JD-5.6f");
    expect(entered.by(LEAD).step(AT, "dept_contact", { party: "eng_head" }).status("communicate", AT)).toBe("met");
    expect(received("phone").obligations("communicate", AT)).toEqual([]);
  });

  it("JD-7.5.3 the lead learns the customer's view of what another department handled", () => {
    const told = finishedWithEngineering();
    expect(told.obligation("learn_view", "2025-03-05T15:00")).toMatchObject({ kind: "followup", owner: "sales_lead" });
    expect(finished().obligations("learn_view", "2025-03-05T15:00")).toEqual([]);
    expect(listed(told).refusal("2025-03-06T10:00", "complaint.closed", {})).toBe("JD-7.5.3");
    const learnt = listed(told).then("2025-03-06T09:00", "followup.made", {
      followUpId: numbered(80),
      outcome: "satisfied",
    });
    expect(learnt.status("learn_view", "2025-03-06T10:00")).toBe("met");
    expect(learnt.refusal("2025-03-06T10:00", "complaint.closed", {})).toBeUndefined();
  });

  it("JD-7.5.4 every result is entered in the list of complaint records before the complaint is closed", () => {
    for (const told of [finished(), finishedWithEngineering()]) {
      expect(told.obligation("enter_list", "2025-03-05T15:00")).toMatchObject({ owner: "sales_lead", status: "open" });
      expect(told.refusal("2025-03-06T10:00", "complaint.closed", {})).toBe("JD-7.5.4");
      expect(listed(told).status("enter_list", "2025-03-05T16:00")).toBe("met");
    }
    expect(listed(finished()).refusal("2025-03-06T10:00", "complaint.closed", {})).toBeUndefined();
  });

  it("JD-9c the list is GFP19-2-F3, a line for each complaint with number, customer, result and date", () => {
    expect(regulationOf("jindi").forms.find(({ code }) => code === "record_list_entry")?.printed).toBe("GFP19-2-F3");
    expect(finished().by(LEAD).recordRefusal("2025-03-05T16:00", "record_list_entry", LISTED)).toBeUndefined();
    expect(finished().by(STAFF).recordRefusal("2025-03-05T16:00", "record_list_entry", LISTED)).toBe("JD-9c");
    for (const missing of LISTED.filled) {
      const filled = LISTED.filled.filter((field) => field !== missing);
      expect(finished().by(LEAD).recordRefusal("2025-03-05T16:00", "record_list_entry", { filled })).toBe("JD-9c");
    }
  });
});

describe("what must not arise again under Jindi", () => {
  const RECORD = {
    filled: ["correction", "prevention", "owner", "verification"],
    marks: ["cause:design", "procedure:GFP14-1"],
  };

  it("JD-1 the same matter complained of again is linked, told to the lead and counted", () => {
    const again = received().then("2025-03-05T10:02", "complaint.linked", {
      previousId: numbered(9),
      relation: "repeat",
    });
    expect(again.notices("recurrence", AT)).toEqual(["sales_lead"]);
    expect(rulesOf("jindi").recurrence).toMatchObject({ clause: "JD-1", complainants: 2 });
    const share = measure(rulesOf("jindi"), [again.at(AT), received().at(AT)]).find(
      ({ rule }) => rule.code === "recurrence_share",
    );
    expect(share).toMatchObject({ count: 1, of: 2, value: 0.5 });
  });

  it("JD-3 corrective and preventive measures refer to GFP14-1", () => {
    const filing = (...marks: readonly string[]): string | undefined =>
      recorded()
        .by(TECHNICAL)
        .recordRefusal(AT, "capa_record", { ...RECORD, marks: ["cause:design", ...marks] });
    expect(filing("procedure:GFP14-1")).toBeUndefined();
    expect(filing()).toBe("JD-3");
    expect(filing("procedure:GFP20-1")).toBe("JD-3");
  });

  it("JD-7.6b a nonconformity of design or construction opens corrective and preventive measures, one of service none", () => {
    for (const cause of ["design", "construction"]) {
      const found = recorded().by(TECHNICAL).fact(AT, "cause", cause);
      expect(found.obligation("open_capa", AT)).toMatchObject({ owner: "tech_head", status: "open" });
      expect(found.record(AT, "capa_record", RECORD).status("open_capa", AT)).toBe("met");
    }
    expect(recorded().by(TECHNICAL).fact(AT, "cause", "service").obligations("open_capa", AT)).toEqual([]);
    expect(recorded().by(TECHNICAL).recordRefusal(AT, "capa_record", RECORD)).toBeUndefined();
    expect(recorded().by(STAFF).recordRefusal(AT, "capa_record", RECORD)).toBe("JD-7.6b");
    const marks = ["procedure:GFP14-1"];
    expect(
      recorded()
        .by(TECHNICAL)
        .recordRefusal(AT, "capa_record", { ...RECORD, marks }),
    ).toBe("JD-7.6b");
    for (const missing of RECORD.filled) {
      const filled = RECORD.filled.filter((field) => field !== missing);
      expect(
        recorded()
          .by(TECHNICAL)
          .recordRefusal(AT, "capa_record", { ...RECORD, filled }),
      ).toBe("JD-7.6b");
    }
    expect(regulationOf("jindi").categories.map(({ code }) => code)).toContain("design_construction");
  });

  it("JD-7.4.3b what the sales meeting decided has an owner and a date, and the lead supervises it until it is done", () => {
    const action = { recordId: numbered(90), party: "sales_staff", date: "2025-04-10" };
    const set = recorded().by(LEAD).step("2025-03-31T10:00", "measure_set", action);
    const both = set.step("2025-03-31T10:00", "measure_set", { ...action, recordId: numbered(91), date: "2025-04-20" });
    const dues = both.obligations("supervise_measure", "2025-04-01T10:00").map(({ owner, dueAt }) => [owner, dueAt]);
    expect(dues).toEqual([
      ["sales_lead", shanghai("2025-04-11T00:00")],
      ["sales_lead", shanghai("2025-04-21T00:00")],
    ]);
    const done = both.step("2025-04-10T16:00", "measure_done", { recordId: numbered(90) });
    expect(done.obligations("supervise_measure", "2025-04-21T00:00").map(({ status }) => status)).toEqual([
      "met",
      "breached",
    ]);
    for (const [missing, refused] of [
      ["party", { recordId: numbered(90), date: "2025-04-10" }],
      ["date", { recordId: numbered(90), party: "sales_staff" }],
    ] as const)
      expect([missing, recorded().by(LEAD).stepRefusal(AT, "measure_set", refused)]).toEqual([missing, "JD-7.4.3b"]);
    expect(set.stepRefusal("2025-04-10T16:00", "measure_done", { recordId: numbered(90) })).toBeUndefined();
  });
});
