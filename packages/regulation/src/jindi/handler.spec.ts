import type { Actor, StaffId } from "@hearken/kernel";
import { describe, expect, it } from "@jest/globals";
import { type ComplaintCase, numbered, regulationOf } from "../testing/complaint-case.js";
import { DEPUTY, GENERAL, handled, LEAD, MANAGER, received, recorded, STAFF } from "../testing/jindi-case.js";

const LATER = "2025-03-05T16:00";
const SHEET = { filled: ["handling_record", "issuer"] };
const reason = { reasonId: numbered(60) };

const about = (post: string): ComplaintCase =>
  handled().then("2025-03-05T14:40", "complaint.accused", { post, staffId: numbered(40) });
const handlerOf = (told: ComplaintCase): unknown => told.at(LATER).facts["handler"];
const mayFinish = (told: ComplaintCase, who: Actor): string | undefined =>
  told.by(who).refusal(LATER, "complaint.finished", {});
const categories = (): readonly string[] => regulationOf("jindi").categories.map(({ code }) => code);

/** Handled by the one above the accused, who hears of it; nobody below may finish it. */
function isHandledBy(post: string, { told, who, below }: { told: ComplaintCase; who: Actor; below: Actor }): string {
  expect(handlerOf(told)).toBe(post);
  expect(told.obligation("handle", LATER)).toMatchObject({ owner: post, status: "open" });
  expect(told.notices("accused_handler", LATER)).toEqual([post]);
  expect(mayFinish(told, who)).toBeUndefined();
  return mayFinish(told, below) ?? "";
}

/** Passed up as far as the post. */
function with_(post: "sales_lead" | "sales_manager" | "deputy_gm" | "general_manager"): ComplaintCase {
  const way = [
    ["sales_lead", STAFF],
    ["sales_manager", LEAD],
    ["deputy_gm", MANAGER],
    ["general_manager", DEPUTY],
  ] as const;
  const until = way.findIndex(([to]) => to === post);
  return way
    .slice(0, until + 1)
    .reduce<ComplaintCase>(
      (told, [to, who], index) =>
        told.by(who).then(`2025-03-05T1${1 + index}:00`, "complaint.passed_up", { to, ...reason }),
      recorded().record("2025-03-05T10:20", "work_sheet", { ...SHEET, marks: ["addressee:sales_lead"] }),
    );
}

describe("who handles under Jindi", () => {
  it("JD-4 whoever is complained of is never the handler, and the handler follows from the post complained of", () => {
    const told = about("sales_lead");
    expect(handlerOf(told)).toBe("sales_manager");
    expect(told.notices("accused_handler", LATER)).toEqual(["sales_manager"]);
    const accused = handled().then("2025-03-05T14:40", "complaint.accused", { staffId: STAFF.id });
    expect(mayFinish(accused, STAFF)).toBe("JD-4");
    expect(mayFinish(accused, { ...STAFF, id: numbered(41) })).toBeUndefined();
    expect(mayFinish(handled(), LEAD)).toBe("JD-4");
  });

  it("JD-4 neither does who acts on behalf of the one complained of handle it, with their posts or with their own", () => {
    const accused = handled().then("2025-03-05T14:40", "complaint.accused", { staffId: numbered(43) });
    const colleague = { ...STAFF, id: numbered(41) };
    const actingFor = (staffId: string): Actor => ({
      ...colleague,
      onBehalfOf: [{ staffId: staffId as StaffId, posts: ["sales_staff"] }],
    });
    expect(mayFinish(accused, colleague)).toBeUndefined();
    expect(mayFinish(accused, actingFor(numbered(43)))).toBe("JD-4");
    expect(mayFinish(accused, { ...actingFor(numbered(43)), posts: ["sales_staff", "sales_lead"] })).toBe("JD-4");
    expect(mayFinish(accused, actingFor(numbered(44)))).toBeUndefined();
    expect(mayFinish(handled(), actingFor(numbered(43)))).toBeUndefined();
  });

  it("JD-5.1 the general manager handles a complaint about the deputy general manager", () => {
    const told = about("deputy_gm");
    expect(isHandledBy("general_manager", { told, who: GENERAL, below: DEPUTY })).toBe("JD-5.1");
    expect(told.by(STAFF).refusal(LATER, "reply.sent", { replyId: numbered(1), kind: "formal", public: false })).toBe(
      "JD-5.1",
    );
    expect(categories()).toContain("deputy_gm_complaint");
  });

  it("JD-5.2c the deputy general manager handles a complaint about the sales manager; the chain through them is skipped", () => {
    const told = about("sales_manager");
    expect(isHandledBy("deputy_gm", { told, who: DEPUTY, below: MANAGER })).toBe("JD-5.2c");
    const withLead = with_("sales_lead").then("2025-03-05T14:40", "complaint.accused", { post: "sales_manager" });
    expect(handlerOf(withLead)).toBe("deputy_gm");
    expect(categories()).toContain("sales_manager_complaint");
  });

  it("JD-5.5a the sales manager handles a complaint about the lead", () => {
    expect(isHandledBy("sales_manager", { told: about("sales_lead"), who: MANAGER, below: LEAD })).toBe("JD-5.5a");
    expect(categories()).toContain("sales_lead_complaint");
  });

  it("JD-5.6a the lead handles a complaint about sales staff, who remain recorder only", () => {
    expect(isHandledBy("sales_lead", { told: about("sales_staff"), who: LEAD, below: STAFF })).toBe("JD-5.6a");
    const atReceipt = received().then("2025-03-05T10:01", "complaint.accused", { post: "sales_staff" });
    expect(atReceipt.refusal("2025-03-05T10:05", "feedback.promised", { on: "2025-03-12" })).toBeUndefined();
    expect(categories()).toContain("sales_staff_complaint");
  });

  it("JD-5.8 exactly one post is responsible for handling, from receipt until it is finished", () => {
    for (const told of [received(), about("sales_lead"), with_("deputy_gm")]) {
      const [handle, ...others] = told.obligations("handle", LATER);
      expect(others).toEqual([]);
      expect(handle).toMatchObject({ owner: handlerOf(told), status: "open", dueAt: null });
    }
    const finished = handled().then("2025-03-05T15:00", "complaint.finished", {});
    expect(finished.status("handle", LATER)).toBe("met");
    const reopened = finished.then("2025-03-06T09:00", "complaint.reopened", { reason: "not_solved" });
    expect(reopened.obligations("handle", "2025-03-06T10:00").map(({ status }) => status)).toEqual(["met", "open"]);
  });
});

describe("passing up under Jindi", () => {
  it("JD-5.6b the lead handles what staff find hard to handle, with the reason", () => {
    const ready = recorded().record("2025-03-05T10:20", "work_sheet", { ...SHEET, marks: ["addressee:sales_lead"] });
    expect(ready.refusal("2025-03-05T11:00", "complaint.passed_up", { to: "sales_lead" })).toBe("JD-5.6b");
    expect(ready.refusal("2025-03-05T11:00", "complaint.passed_up", { to: "sales_lead", ...reason })).toBeUndefined();
    expect(with_("sales_lead").obligation("handle", LATER)).toMatchObject({ owner: "sales_lead", status: "open" });
  });

  it("JD-5.5c the sales manager handles what the lead finds hard to handle, with the reason", () => {
    const told = with_("sales_lead").by(LEAD);
    expect(told.refusal(LATER, "complaint.passed_up", { to: "sales_manager" })).toBe("JD-5.5c");
    expect(told.refusal(LATER, "complaint.passed_up", { to: "sales_manager", ...reason })).toBeUndefined();
    expect(with_("sales_manager").obligation("handle", LATER)).toMatchObject({
      owner: "sales_manager",
      status: "open",
    });
  });

  it("JD-5.2d the deputy general manager handles what the sales manager finds hard to handle, with the reason", () => {
    const told = with_("sales_manager").by(MANAGER);
    expect(told.refusal(LATER, "complaint.passed_up", { to: "deputy_gm" })).toBe("JD-5.2d");
    expect(told.refusal(LATER, "complaint.passed_up", { to: "deputy_gm", ...reason })).toBeUndefined();
    expect(with_("deputy_gm").obligation("handle", LATER)).toMatchObject({ owner: "deputy_gm", status: "open" });
  });

  it("JD-7.2.2a staff pass up with the handling record and the work sheet; then the lead owns it", () => {
    const up = { to: "sales_lead", ...reason };
    expect(received().refusal(LATER, "complaint.passed_up", up)).toBe("JD-7.2.2a");
    expect(recorded().refusal(LATER, "complaint.passed_up", up)).toBe("JD-7.2.2a");
    const sheetAlone = received().record("2025-03-05T10:20", "work_sheet", {
      ...SHEET,
      marks: ["addressee:sales_lead"],
    });
    expect(sheetAlone.refusal(LATER, "complaint.passed_up", up)).toBe("JD-7.2.2a");
    const both = recorded().record("2025-03-05T10:20", "work_sheet", { ...SHEET, marks: ["addressee:sales_lead"] });
    expect(both.refusal(LATER, "complaint.passed_up", up)).toBeUndefined();
    const passed = both.then("2025-03-05T11:00", "complaint.passed_up", up);
    expect(passed.obligation("handle", LATER).owner).toBe("sales_lead");
  });

  it("JD-7.2.2b it rises step by step through lead, manager, deputy and general manager, where it ends", () => {
    expect(received().level(LATER)).toBe("single");
    const withLead = with_("sales_lead").by(LEAD);
    for (const to of ["deputy_gm", "general_manager", "sales_lead"])
      expect(withLead.refusal(LATER, "complaint.passed_up", { to, ...reason })).toBe("JD-7.2.2b");
    expect(handlerOf(with_("general_manager"))).toBe("general_manager");
    const top = with_("general_manager").by(GENERAL);
    for (const to of ["general_manager", "deputy_gm"])
      expect(top.refusal(LATER, "complaint.passed_up", { to, ...reason })).toBe("JD-7.2.2b");
    const skipping = withLead.then("2025-03-05T13:00", "complaint.accused", { post: "sales_manager" });
    expect(handlerOf(skipping)).toBe("deputy_gm");
  });
});
