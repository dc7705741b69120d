import { describe, expect, it } from "@jest/globals";
import type { Instant } from "@hearken/kernel";
import { evaluate } from "../evaluation/evaluate.js";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const ligao = new ComplaintCase(rulesOf("ligao"));
const plain = ligao.received("2025-03-05T10:00");
const inWarranty = ligao.received("2025-03-05T10:00", { stage: "in_warranty", category: "engineering_quality" });
const NEXT = "2025-03-06T10:00";
const centre = holding("service_center");
const propertySide = holding("property_specialist");
const handler = (told: ComplaintCase, at = NEXT): string => told.obligation("handle_complaint", at).owner;

describe("who handles a complaint under Ligao", () => {
  it("LG-4.1.2: what is passed up is the Centre's to handle, and the specialist follows it", () => {
    const major = inWarranty.fact("2025-03-05T11:00", "litigationFiled");
    expect(handler(major, "2025-03-05T11:00")).toBe("service_specialist");
    const passedUp = major.then("2025-03-05T12:00", "complaint.passed_up", { to: "service_center" });
    expect(handler(passedUp, "2025-03-05T12:00")).toBe("service_center");
    const replied = passedUp.then("2025-03-05T13:00", "reply.sent", {
      replyId: numbered(60),
      kind: "preliminary",
      public: false,
      panelOpinionId: numbered(72),
    });
    expect(replied.obligation("follow_implementation", NEXT).owner).toBe("service_specialist");
  });

  it("LG-4.2.3: an engineering complaint in warranty is the specialist's, and ends with solution, measures and repair", () => {
    expect(handler(inWarranty)).toBe("service_specialist");
    expect(
      handler(
        ligao.received("2026-06-02T10:00", { stage: "after_warranty", category: "engineering_quality" }),
        "2026-06-03T10:00",
      ),
    ).toBe("property_specialist");
    const finishing = (told: ComplaintCase): string | undefined =>
      told.refusal("2025-03-10T10:00", "complaint.finished", {});
    const decided = inWarranty.step(NEXT, "solution_set", { recordId: numbered(31) });
    const done = decided.step(NEXT, "measures_taken", { recordId: numbered(32) });
    for (const told of [inWarranty, decided, done]) expect(finishing(told)).toBe("LG-4.2.3");
    expect(done.stepRefusal(NEXT, "contractor_repair", { party: "builder_1" })).toBe("LG-4.2.3");
    expect(done.stepRefusal(NEXT, "contractor_repair", { outcome: "repaired" })).toBe("LG-4.2.3");
    expect(inWarranty.stepRefusal(NEXT, "solution_set")).toBe("LG-4.2.3");
    expect(inWarranty.stepRefusal(NEXT, "measures_taken")).toBe("LG-4.2.3");
    const repaired = done.step(NEXT, "contractor_repair", { party: "builder_1", outcome: "repaired" });
    expect(finishing(repaired)).toBeUndefined();
    expect(finishing(plain)).toBeUndefined();
  });

  it("LG-4.2.4: the project's specialist assists the property-side specialist, and does not close", () => {
    const led = plain
      .then("2025-03-05T10:10", "complaint.relayed", { to: "property_specialist", relayId: numbered(50) })
      .then("2025-03-05T11:00", "reply.sent", { replyId: numbered(60), kind: "substantive", public: false })
      .then("2025-03-05T12:00", "complaint.finished", {})
      .then(NEXT, "followup.made", { followUpId: numbered(90), outcome: "satisfied" });
    const closing = (...posts: readonly string[]): string | undefined =>
      led.by(holding(...posts)).refusal("2025-03-07T10:00", "complaint.closed", {});
    expect(closing("service_specialist")).toBe("LG-4.2.4");
    expect(closing("property_specialist")).toBeUndefined();
    expect(closing("service_specialist", "property_specialist")).toBeUndefined();
    const explanation = { contactId: numbered(61), purpose: "progress", medium: "phone", reached: true };
    expect(led.by(holding("service_specialist")).refusal(NEXT, "contact.made", explanation)).toBeUndefined();
  });

  it("LG-4.3.1: what comes in after move-in is the property-side specialist's, until it is handed on", () => {
    const moved = ligao.received("2025-03-05T10:00", { stage: "in_warranty", category: "property_management" });
    expect(handler(moved)).toBe("property_specialist");
    expect(handler(ligao.received("2025-03-05T10:00", { stage: "after_warranty" }))).toBe("property_specialist");
    expect(handler(ligao.received("2025-03-05T10:00", { stage: "pre_move_in" }))).toBe("service_specialist");
    for (const to of ["functional_handler", "dept_head", "service_center"]) {
      const handedOn = moved.then("2025-03-05T11:00", "complaint.relayed", { to, relayId: numbered(51) });
      expect(handler(handedOn)).toBe(to);
    }
    const settled = moved.then("2025-03-05T11:00", "complaint.categorized", { category: "engineering_quality" });
    expect(handler(settled)).toBe("service_specialist");
  });

  it("LG-4.2.2: before move-in the specialist prepares the handover and gathers what is known of the customers", () => {
    const estate = ligao.project("2025-03-05T10:00", { moveInAt: shanghai("2025-06-01T00:00") });
    expect(estate.obligation("prepare_handover", "2025-03-05T10:00")).toMatchObject({
      owner: "service_specialist",
      dueAt: shanghai("2025-06-01T00:00"),
    });
    const specialist = estate.by(holding("service_specialist"));
    expect(estate.stepRefusal(NEXT, "customer_basics_gathered", { number: 100 })).toBe("LG-4.2.2");
    expect(specialist.stepRefusal(NEXT, "customer_basics_gathered")).toBe("LG-4.2.2");
    expect(specialist.stepRefusal(NEXT, "customer_basics_gathered", { number: 100 })).toBeUndefined();
    expect(estate.status("prepare_handover", "2025-05-31T23:59:59")).toBe("open");
    expect(estate.notices("prepare_handover.breached", "2025-06-01T00:00")).toEqual(["service_center"]);
    const gathered = specialist.step("2025-05-20T10:00", "customer_basics_gathered", { number: 100 });
    expect(gathered.obligation("prepare_handover", "2025-06-01T00:00")).toMatchObject({
      status: "met",
      by: specialist.actor.id,
    });
    expect(plain.obligations("prepare_handover", NEXT)).toEqual([]);
  });

  it("LG-4.2.1: a construction fault found before move-in is rectified by then, by somebody who is named", () => {
    const found = ligao
      .received("2025-03-05T10:00", { stage: "pre_move_in", category: "engineering_quality" })
      .then("2025-03-05T10:05", "fact.recorded", { name: "plannedMoveInAt", at: shanghai("2025-06-01T00:00") });
    expect(found.obligation("rectify", "2025-03-05T10:05")).toMatchObject({
      owner: "service_specialist",
      dueAt: shanghai("2025-06-01T00:00"),
      status: "open",
    });
    const specialist = found.by(holding("service_specialist"));
    expect(specialist.stepRefusal(NEXT, "rectification", { outcome: "ordered" })).toBe("LG-4.2.1");
    expect(specialist.stepRefusal(NEXT, "rectification", { party: "builder_1" })).toBe("LG-4.2.1");
    expect(found.stepRefusal(NEXT, "rectification", { outcome: "ordered", party: "builder_1" })).toBe("LG-4.2.1");
    expect(specialist.stepRefusal(NEXT, "rectification", { outcome: "ordered", party: "builder_1" })).toBeUndefined();
    const ordered = found.step(NEXT, "rectification", { outcome: "ordered", party: "builder_1" });
    expect(ordered.status("rectify", "2025-05-31T23:59")).toBe("open");
    expect(ordered.status("rectify", "2025-06-01T00:00")).toBe("breached");
    expect(ordered.notices("rectify.breached", "2025-06-01T00:00")).toEqual(["service_center"]);
    const done = ordered.step("2025-05-20T10:00", "rectification", { outcome: "done", party: "builder_1" });
    expect(done.status("rectify", "2025-06-02T00:00")).toBe("met");
    expect(inWarranty.obligations("rectify", NEXT)).toEqual([]);
  });

  it("LG-4.1.4: the Centre collects the result of what is finished and closed", () => {
    const closed = plain
      .then("2025-03-05T16:00", "complaint.finished", {})
      .then(NEXT, "complaint.closed", {})
      .at("2025-03-07T00:00")
      .notices.filter(({ code }) => code === "result_collected");
    expect(closed.map(({ to, at }) => [to, at])).toEqual([
      [["service_center"], shanghai("2025-03-05T16:00")],
      [["service_center"], shanghai(NEXT)],
    ]);
  });
});

describe("what the Centre lays down under Ligao", () => {
  it("LG-4.3.2a: the property-side specialist carries out the very directive that the Centre gave", () => {
    const directive = { recordId: numbered(40) };
    expect(plain.by(propertySide).stepRefusal(NEXT, "centre_directive", directive)).toBe("LG-4.3.2a");
    expect(plain.by(centre).stepRefusal(NEXT, "centre_directive")).toBe("LG-4.3.2a");
    expect(plain.by(centre).stepRefusal(NEXT, "centre_directive", directive)).toBeUndefined();
    const directed = plain.by(centre).step(NEXT, "centre_directive", directive).by(propertySide);
    expect(directed.obligation("carry_out_directive", NEXT).owner).toBe("property_specialist");
    expect(directed.stepRefusal("2025-03-07T10:00", "directive_carried_out")).toBe("LG-4.3.2a");
    const another = directed.step("2025-03-07T10:00", "directive_carried_out", { recordId: numbered(41) });
    expect(another.status("carry_out_directive", "2025-03-08T00:00")).toBe("open");
    const done = directed.step("2025-03-07T10:00", "directive_carried_out", directive);
    expect(done.status("carry_out_directive", "2025-03-08T00:00")).toBe("met");
  });

  it("LG-4.3.3: the Centre hears of a latent need that the property-side specialist reports", () => {
    const need = { party: "campaign_2025", recordId: numbered(42) };
    expect(plain.by(propertySide).stepRefusal(NEXT, "latent_need", { recordId: numbered(42) })).toBe("LG-4.3.3");
    expect(plain.by(propertySide).stepRefusal(NEXT, "latent_need", { party: "campaign_2025" })).toBe("LG-4.3.3");
    expect(plain.by(holding("functional_handler")).stepRefusal(NEXT, "latent_need", need)).toBe("LG-4.3.3");
    expect(plain.by(propertySide).stepRefusal(NEXT, "latent_need", need)).toBeUndefined();
    expect(plain.by(propertySide).step(NEXT, "latent_need", need).notices("latent_need_told", NEXT)).toEqual([
      "service_center",
    ]);
  });

  it("LG-4.4: a department gives the professional support that it is asked for", () => {
    const asked = plain.then(NEXT, "support.requested", { supportId: numbered(6), from: "functional_handler" });
    expect(asked.obligation("professional_support", NEXT)).toMatchObject({
      owner: "functional_handler",
      status: "open",
    });
    const answer = (supportId: string): ComplaintCase =>
      asked.then("2025-03-07T10:00", "support.answered", { supportId, from: "functional_handler" });
    expect(answer(numbered(7)).status("professional_support", "2025-03-08T00:00")).toBe("open");
    expect(answer(numbered(6)).status("professional_support", "2025-03-08T00:00")).toBe("met");
    const panel = plain.then(NEXT, "support.requested", { supportId: numbered(6), from: "expert_panel" });
    expect(panel.obligations("professional_support", NEXT)).toEqual([]);
  });

  it("LG-4.4b: the head of a department answers for what its handler owes", () => {
    const post = ligao
      .received("2025-03-05T10:00", { channel: "forum" })
      .then("2025-03-05T10:30", "complaint.relayed", { to: "functional_handler", relayId: numbered(50) });
    expect(post.obligation("respond_to_centre", "2025-03-05T11:00").owner).toBe("functional_handler");
    for (const code of ["respond_to_centre", "reply_on_forum"]) {
      expect(post.notices(`${code}.breached`, "2025-03-05T14:29:59")).toEqual([]);
      expect(post.notices(`${code}.breached`, "2025-03-05T14:30")).toContain("dept_head");
    }
    const byEmployee = ligao.received("2025-03-05T10:00", { channel: "oral", receivedBy: "employee" });
    expect(byEmployee.notices("relay_to_centre.breached", "2025-03-05T10:30")).toEqual(["dept_head"]);
    expect(ligao.rules.superiors.get("functional_handler")).toBe("dept_head");
  });

  it("LG-5.5.2.5b: the Centre requires opinions of departments, and sees which have given theirs", () => {
    expect(plain.by(propertySide).stepRefusal(NEXT, "opinion_required", { party: "sales" })).toBe("LG-5.5.2.5b");
    expect(plain.by(centre).stepRefusal(NEXT, "opinion_required")).toBe("LG-5.5.2.5b");
    expect(plain.by(centre).stepRefusal(NEXT, "opinion_required", { party: "sales" })).toBeUndefined();
    const asked = plain
      .by(centre)
      .then("2025-03-06T09:00", "level.set", { level: "hot", reasonId: numbered(70) })
      .step(NEXT, "opinion_required", { party: "sales" })
      .step(NEXT, "opinion_required", { party: "legal" })
      .by(holding("functional_handler"));
    expect(asked.stepRefusal("2025-03-07T10:00", "opinion_given", { party: "legal" })).toBe("LG-5.5.2.5b");
    const answered = asked.step("2025-03-07T10:00", "opinion_given", { party: "legal", recordId: numbered(43) });
    const opinions = answered.obligations("department_opinion", "2025-03-08T00:00");
    expect(opinions.map(({ key, owner, status }) => [key, owner, status])).toEqual([
      ["department_opinion:sales", "functional_handler", "open"],
      ["department_opinion:legal", "functional_handler", "met"],
    ]);
    expect(answered.level("2025-03-08T00:00")).toBe("hot");
  });
});

describe("what an employee relays under Ligao", () => {
  const told = (at: string): ComplaintCase => ligao.received(at, { channel: "oral", receivedBy: "employee" });

  it("LG-5.2.2A: in working time within half an hour", () => {
    expect(told("2025-03-03T15:00").obligation("relay_to_centre", "2025-03-03T15:00").dueAt).toBe(
      shanghai("2025-03-03T15:30"),
    );
  });

  it("LG-5.2.2D: outside hours of a working day within one hour after work starts", () => {
    expect(told("2025-03-03T20:00").obligation("relay_to_centre", "2025-03-03T20:00").dueAt).toBe(
      shanghai("2025-03-04T10:00"),
    );
  });

  it("LG-5.2.2Ea: on a holiday within the same day", () => {
    expect(told("2025-05-01T15:20").obligation("relay_to_centre", "2025-05-01T15:20").dueAt).toBe(
      shanghai("2025-05-02T00:00"),
    );
  });

  it("LG-4.3.2: an emergency does not wait for working time", () => {
    const emergency = new ComplaintCase(rulesOf("ligao", { hours: "working" })).received("2025-03-03T16:00", {
      receivedBy: "specialist",
      emergency: true,
    });
    expect(emergency.obligation("report_to_centre", "2025-03-03T16:00").dueAt).toBe(shanghai("2025-03-03T20:00"));
  });
});

describe("what is late under Ligao", () => {
  const at10 = "2025-03-05T10:00";
  const relay = { to: "functional_handler", relayId: numbered(50) };
  const major = plain.fact("2025-03-05T11:00", "mediaExposed");
  const questioned = plain.then("2025-03-05T10:05", "validity.questioned", {});

  it.each([
    ["relay_phone", plain, "2025-03-05T10:30", "company_leaders"],
    ["relay_electronic", ligao.received(at10, { channel: "electronic" }), "2025-03-05T10:30", "company_leaders"],
    ["relay_forum", ligao.received(at10, { channel: "forum" }), "2025-03-05T11:00", "company_leaders"],
    [
      "relay_off_hours",
      ligao.received("2025-03-05T21:00", { channel: "forum" }),
      "2025-03-06T10:00",
      "company_leaders",
    ],
    ["relay_holiday", ligao.received("2025-03-09T10:00"), "2025-03-10T00:00", "company_leaders"],
    [
      "respond_to_centre",
      plain.then("2025-03-05T10:05", "complaint.relayed", relay),
      "2025-03-05T14:05",
      "service_center",
    ],
    [
      "reply_on_forum",
      ligao.received(at10, { channel: "forum" }).then("2025-03-05T10:05", "complaint.relayed", relay),
      "2025-03-05T14:05",
      "service_center",
    ],
    [
      "promised_feedback",
      plain.then(at10, "feedback.promised", { on: "2025-03-06" }),
      "2025-03-07T00:00",
      "service_center",
    ],
    [
      "determine_validity",
      questioned.then("2025-03-05T10:10", "validity.referred", { opinionId: numbered(70) }),
      "2025-03-05T14:10",
      "company_leaders",
    ],
    [
      "report_to_centre",
      ligao.received(at10, { receivedBy: "specialist", emergency: true }),
      "2025-03-05T14:00",
      "service_center",
    ],
    [
      "preliminary_reply",
      major.then("2025-03-05T12:00", "complaint.passed_up", { to: "service_center" }),
      "2025-03-06T12:00",
      "company_leaders",
    ],
    ["appoint_command", major, "2025-03-05T12:00", "company_principal"],
  ] as const)("LG-5.1.2.1: %s rises a rung at the second, and whoever must hear of it does", (code, told, at, post) => {
    const earlier = evaluate(told.rules, told.history, (shanghai(at) - 1) as Instant);
    expect(earlier.escalations.filter(({ cause }) => cause.startsWith(`${code}:`))).toEqual([]);
    expect(told.notices(`${code}.breached`, at)).toContain(post);
    const rungs = told.at(at).escalations.filter(({ cause }) => cause.startsWith(`${code}:`));
    expect(rungs).toMatchObject([{ clause: "LG-5.1.2.1", at: shanghai(at) }]);
  });

  it("LG-5.1.2.1: the group hears when the principal did not appear", () => {
    const collective = plain.joinedBy(2, "2025-03-05T11:00");
    expect(collective.notices("principal_appears.breached", "2025-03-05T11:59")).toEqual([]);
    expect(collective.notices("principal_appears.breached", "2025-03-05T12:00")).toEqual(["group_coordination"]);
  });

  it("LG-5.1.2.1: every open complaint has a clock or somebody who owes it", () => {
    const standing = plain.then("2025-03-05T10:10", "complaint.relayed", relay).at("2025-03-05T10:10");
    expect(standing.obligations.filter(({ status }) => status === "open").map(({ code }) => code)).toEqual(
      expect.arrayContaining(["handle_complaint", "respond_to_centre"]),
    );
    expect(standing.nextChangeAt).not.toBeNull();
  });
});
