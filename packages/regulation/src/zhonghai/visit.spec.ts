import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const told = new ComplaintCase(rulesOf("zhonghai"))
  .received("2025-03-03T09:00", { category: "repair" })
  .then("2025-03-04T10:00", "appointment.made", { at: shanghai("2025-03-05T14:00") })
  .by(holding("worker"));
const packed = ["tools", "protection_material", "repair_material", "cleaning_articles", "shoe_covers"];
const dressed = ["complaint_slip", "note_slips", "clothing", "work_badge"];
const cleared = ["rubbish_taken", "cleaned", "checked", "restored"];
const protection = ["spot_protected", "floor_protected", "route_protected"];
const tick = (one: ComplaintCase, at: string, ...items: string[]): ComplaintCase =>
  items.length === 0 ? one : one.then(at, "checklist.ticked", { items });
const departed = tick(told, "2025-03-05T13:20", ...packed, ...dressed).step("2025-03-05T13:30", "visit_departed");
const unanswered = departed.step("2025-03-05T14:01", "door_knocked", { outcome: "no_answer" });
const twice = unanswered.step("2025-03-05T14:03", "door_knocked", { outcome: "no_answer" });
const absent = twice.step("2025-03-05T14:05", "owner_absent");
const inside = departed.step("2025-03-05T14:01", "door_knocked", { outcome: "answered" });
const working = tick(inside, "2025-03-05T14:10", "owner_consent").step("2025-03-05T14:10", "work_started");
const signed = working.step("2025-03-05T15:00", "owner_opinion", { outcome: "signed" });

/** The clause under which departing is refused when just these items are not ticked. */
const withoutPacking = (...items: string[]): string | undefined =>
  tick(told, "2025-03-05T13:20", ...[...packed, ...dressed].filter((item) => !items.includes(item))).stepRefusal(
    "2025-03-05T13:30",
    "visit_departed",
  );
const without = (list: readonly string[], item: string): string[] => list.filter((one) => one !== item);

describe("a repair visit under Zhonghai", () => {
  it("ZH-11.1.2.1 a visit without an agreed time is warned of and flagged", () => {
    const cold = new ComplaintCase(rulesOf("zhonghai")).received("2025-03-03T09:00", { category: "repair" });
    const ready = tick(cold, "2025-03-05T13:20", ...packed, ...dressed);
    expect(ready.warnings("2025-03-05T13:30", "step.taken", { step: "visit_departed" })).toEqual(["ZH-11.1.2.1"]);
    expect(ready.stepRefusal("2025-03-05T13:30", "visit_departed")).toBeUndefined();
    const flagged = ready.step("2025-03-05T13:30", "visit_departed");
    expect(flagged.notices("unannounced_visit", "2025-03-05T13:30")).toEqual(["repair_supervisor"]);
    expect(departed.notices("unannounced_visit", "2025-03-05T13:30")).toEqual([]);
    const announced = tick(told, "2025-03-05T13:20", ...packed, ...dressed);
    expect(announced.warnings("2025-03-05T13:30", "step.taken", { step: "visit_departed" })).toEqual([]);
    const strict = rulesOf("zhonghai", { unannouncedVisit: "refuse" });
    expect(new ComplaintCase(strict, ready.history).stepRefusal("2025-03-05T13:30", "visit_departed")).toBe(
      "ZH-11.1.2.1",
    );
    expect(
      new ComplaintCase(strict, announced.history).stepRefusal("2025-03-05T13:30", "visit_departed"),
    ).toBeUndefined();
  });

  it("ZH-11.1.3.1 nobody leaves without tools, protective material and repair material", () => {
    for (const item of ["tools", "protection_material", "repair_material"])
      expect(withoutPacking(item)).toBe("ZH-11.1.3.1");
    expect(withoutPacking()).toBeUndefined();
    expect(departed.stepRefusal("2025-03-06T13:30", "visit_departed")).toBe("ZH-11.1.3.1");
  });

  it("ZH-11.1.3.2 nobody leaves without cleaning articles and shoe covers", () => {
    for (const item of ["cleaning_articles", "shoe_covers"]) expect(withoutPacking(item)).toBe("ZH-11.1.3.2");
  });

  it("ZH-11.1.3.3 nobody leaves without the complaint slip and note slips", () => {
    for (const item of ["complaint_slip", "note_slips"]) expect(withoutPacking(item)).toBe("ZH-11.1.3.3");
  });

  it("ZH-11.1.3.4 nobody leaves without uniform and work badge", () => {
    for (const item of ["clothing", "work_badge"]) expect(withoutPacking(item)).toBe("ZH-11.1.3.4");
  });

  it("ZH-11.1.4.1 uniform, badge and shoe covers are confirmed, and an untrained worker is warned of", () => {
    const entering = (...items: string[]): string | undefined =>
      tick(inside, "2025-03-05T14:02", ...items).stepRefusal("2025-03-05T14:02", "entered");
    expect(entering("badge_two_seconds")).toBe("ZH-11.1.4.1");
    expect(entering("badge_two_seconds", "uniform_badge_shoe_covers")).toBeUndefined();
    const assigning = (...items: string[]): readonly string[] =>
      told.warnings("2025-03-04T11:00", "step.taken", { step: "worker_assigned", party: "worker_7", items });
    expect(assigning()).toEqual(["ZH-11.1.4.1"]);
    expect(assigning("etiquette_trained")).toEqual([]);
    expect(told.stepRefusal("2025-03-04T11:00", "worker_assigned")).toBe("ZH-11.1.4.1");
  });

  it("ZH-11.1.4.3a the owner is absent after the second knock without an answer", () => {
    expect(departed.stepRefusal("2025-03-05T14:02", "owner_absent")).toBe("ZH-11.1.4.3a");
    expect(departed.stepRefusal("2025-03-05T14:01", "door_knocked", { outcome: "echo" })).toBe("ZH-11.1.4.3a");
    expect(unanswered.stepRefusal("2025-03-05T14:02", "owner_absent")).toBe("ZH-11.1.4.3a");
    expect(twice.stepRefusal("2025-03-05T14:05", "owner_absent")).toBeUndefined();
    const answered = unanswered.step("2025-03-05T14:03", "door_knocked", { outcome: "answered" });
    expect(answered.stepRefusal("2025-03-05T14:05", "owner_absent")).toBe("ZH-11.1.4.3a");
    const nextVisit = absent.step("2025-03-06T13:30", "visit_departed");
    expect(
      nextVisit
        .step("2025-03-06T14:00", "door_knocked", { outcome: "no_answer" })
        .stepRefusal("2025-03-06T14:01", "owner_absent"),
    ).toBe("ZH-11.1.4.3a");
  });

  it("ZH-11.1.4.3b an absent owner finds a note slip with the time and the department's contact", () => {
    expect(absent.obligation("leave_note", "2025-03-05T14:05")).toMatchObject({ owner: "worker", status: "open" });
    expect(absent.stepRefusal("2025-03-05T14:06", "visit_finished")).toBe("ZH-11.1.4.3b");
    expect(absent.recordRefusal("2025-03-05T14:06", "note_slip", { filled: ["came_at"] })).toBe("ZH-11.1.4.3b");
    expect(absent.recordRefusal("2025-03-05T14:06", "note_slip", { filled: ["contact"] })).toBe("ZH-11.1.4.3b");
    const slip = { filled: ["came_at", "contact"] };
    expect(absent.recordRefusal("2025-03-05T14:06", "note_slip", slip)).toBeUndefined();
    const left = absent.record("2025-03-05T14:06", "note_slip", slip);
    expect(left.status("leave_note", "2025-03-05T14:06")).toBe("met");
    expect(left.stepRefusal("2025-03-05T14:07", "visit_finished")).toBeUndefined();
    expect(left.obligation("reschedule_visit", "2025-03-05T14:07")).toMatchObject({ owner: "worker", status: "open" });
    const again = left.then("2025-03-05T17:00", "appointment.made", { at: shanghai("2025-03-06T14:00") });
    expect(again.status("reschedule_visit", "2025-03-05T17:00")).toBe("met");
  });

  it("ZH-11.1.4.4b the badge is shown at the chest for two seconds", () => {
    const entering = (...items: string[]): string | undefined =>
      tick(inside, "2025-03-05T14:02", ...items).stepRefusal("2025-03-05T14:02", "entered");
    expect(entering("uniform_badge_shoe_covers")).toBe("ZH-11.1.4.4b");
    expect(entering("uniform_badge_shoe_covers", "badge_two_seconds")).toBeUndefined();
  });

  it("ZH-11.1.4.5a work begins only with the owner's agreement, at every visit", () => {
    expect(inside.stepRefusal("2025-03-05T14:10", "work_started")).toBe("ZH-11.1.4.5a");
    const agreed = tick(inside, "2025-03-05T14:10", "owner_consent");
    expect(agreed.stepRefusal("2025-03-05T14:10", "work_started")).toBeUndefined();
    const again = working.step("2025-03-06T13:30", "visit_departed");
    expect(again.stepRefusal("2025-03-06T14:10", "work_started")).toBe("ZH-11.1.4.5a");
  });

  it("ZH-11.1.4.6 in a fitted-out unit the spot, the floor and the route are protected, with a photo", () => {
    const agreed = tick(inside, "2025-03-05T14:05", "owner_consent");
    const fitted = agreed.fact("2025-03-05T14:05", "unitType", "fitted_out");
    const photo = (one: ComplaintCase): ComplaintCase =>
      one.then("2025-03-05T14:08", "evidence.attached", { evidenceId: numbered(30), kind: "photo" });
    const starting = (one: ComplaintCase, ...items: string[]): string | undefined =>
      tick(one, "2025-03-05T14:07", ...items).stepRefusal("2025-03-05T14:10", "work_started");
    for (const item of protection) expect(starting(photo(fitted), ...without(protection, item))).toBe("ZH-11.1.4.6");
    expect(starting(photo(fitted), ...protection)).toBeUndefined();
    expect(starting(fitted, ...protection)).toBe("ZH-11.1.4.6");
    const bare = agreed.fact("2025-03-05T14:05", "unitType", "bare_shell");
    expect(starting(bare)).toBeUndefined();
    const trusting = new ComplaintCase(rulesOf("zhonghai", { protectionPhoto: false }), fitted.history);
    expect(starting(trusting, ...protection)).toBeUndefined();
    expect(starting(trusting)).toBe("ZH-11.1.4.6");
  });

  it("ZH-11.1.4.7 the rubbish is taken away before the visit ends", () => {
    const finishing = (...items: string[]): string | undefined =>
      tick(signed, "2025-03-05T15:10", ...items).stepRefusal("2025-03-05T15:15", "visit_finished");
    expect(finishing(...without(cleared, "rubbish_taken"))).toBe("ZH-11.1.4.7");
    expect(finishing(...cleared)).toBeUndefined();
  });

  it("ZH-11.1.4.9a a worker may answer a question with a technical explanation", () => {
    const question = { outcome: "technical_question" };
    expect(working.stepRefusal("2025-03-05T14:30", "owner_demand", question)).toBeUndefined();
    expect(working.stepRefusal("2025-03-05T14:31", "technical_explanation")).toBeUndefined();
  });

  it("ZH-11.1.4.9b a worker promises nothing and reports a demand to the supervisor", () => {
    const promise = { on: "2025-03-10" };
    expect(working.refusal("2025-03-05T14:30", "feedback.promised", promise)).toBe("ZH-11.1.4.9b");
    expect(working.stepRefusal("2025-03-05T14:30", "demand_accepted")).toBe("ZH-11.1.4.9b");
    const supervisor = working.by(holding("repair_supervisor"));
    expect(supervisor.refusal("2025-03-05T14:30", "feedback.promised", promise)).toBeUndefined();
    expect(supervisor.stepRefusal("2025-03-05T14:30", "demand_accepted")).toBeUndefined();
    expect(working.stepRefusal("2025-03-05T14:30", "owner_demand", { outcome: "other_demand" })).toBeUndefined();
    const demand = working.step("2025-03-05T14:30", "owner_demand", { outcome: "other_demand" });
    expect(demand.notices("owner_demand", "2025-03-05T14:30")).toEqual(["repair_supervisor"]);
    const question = working.step("2025-03-05T14:30", "owner_demand", { outcome: "technical_question" });
    expect(question.notices("owner_demand", "2025-03-05T14:30")).toEqual([]);
    expect(working.stepRefusal("2025-03-05T14:30", "owner_demand")).toBe("ZH-11.1.4.9b");
  });

  it("ZH-11.1.4.10 the site is cleaned, checked and put back before the visit ends", () => {
    const finishing = (...items: string[]): string | undefined =>
      tick(signed, "2025-03-05T15:10", ...items).stepRefusal("2025-03-05T15:15", "visit_finished");
    for (const item of ["cleaned", "checked", "restored"])
      expect(finishing(...without(cleared, item))).toBe("ZH-11.1.4.10");
    expect(finishing(...cleared)).toBeUndefined();
  });

  it("ZH-11.1.4.11 the owner's opinion and signature, or a recorded refusal, end the visit", () => {
    const finishing = (one: ComplaintCase): string | undefined =>
      tick(one, "2025-03-05T15:10", ...cleared).stepRefusal("2025-03-05T15:15", "visit_finished");
    expect(finishing(working)).toBe("ZH-11.1.4.11");
    expect(finishing(signed)).toBeUndefined();
    const refused = working.step("2025-03-05T15:00", "owner_opinion", { outcome: "refused_to_sign" });
    expect(finishing(refused)).toBeUndefined();
    const strict = rulesOf("zhonghai", { signatureRefusal: "not_accepted" });
    expect(finishing(new ComplaintCase(strict, refused.history))).toBe("ZH-11.1.4.11");
    expect(finishing(new ComplaintCase(strict, signed.history))).toBeUndefined();
    expect(working.stepRefusal("2025-03-05T15:00", "owner_opinion", { outcome: "shrug" })).toBe("ZH-11.1.4.11");
  });
});
