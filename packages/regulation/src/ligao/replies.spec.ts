import { describe, expect, it } from "@jest/globals";
import { measure } from "../records/metric.js";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const rules = rulesOf("ligao");
const ligao = new ComplaintCase(rules);
const plain = ligao.received("2025-03-05T10:00");
const forum = ligao.received("2025-03-05T10:00", { channel: "forum" });
const NOON = "2025-03-05T12:00";

interface Answer {
  readonly kind: string;
  readonly public?: boolean;
  readonly confirms?: string[];
}
const payload = ({ kind, public: isPublic = false, confirms = [] }: Answer) => ({
  replyId: numbered(60),
  kind,
  public: isPublic,
  confirms,
});
const refusal = (told: ComplaintCase, answer: Answer): string | undefined =>
  told.refusal(NOON, "reply.sent", payload(answer));
const warnings = (told: ComplaintCase, answer: Answer): readonly string[] =>
  told.warnings(NOON, "reply.sent", payload(answer));

/** Where a text that is shown stands, and what it says. */
function script(code: string): { readonly at: readonly string[]; readonly zh: string; readonly en: string } {
  const found = rules.file.scripts.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no script ${code}`);
  return found;
}

const FORMAL = { kind: "formal", confirms: ["thanks", "signed_as_company"] };

describe("answering under Ligao", () => {
  it("LG-5.3.1a: the first reply on the forum says that the complaint has been accepted, were it a mere courtesy", () => {
    expect(refusal(forum, { kind: "courtesy" })).toBe("LG-5.3.1a");
    expect(refusal(forum, { kind: "courtesy", confirms: ["acceptance_stated"] })).toBeUndefined();
    expect(refusal(plain, { kind: "courtesy" })).toBeUndefined();
    const second = forum.then("2025-03-05T11:00", "reply.sent", payload({ kind: "courtesy" }));
    expect(refusal(second, { kind: "courtesy" })).toBeUndefined();
    expect(script("forum_courtesy")).toMatchObject({ at: ["reply.sent:courtesy"], fills: ["number"] });
    expect(script("forum_courtesy").zh).toContain("已经受理");
  });

  it("LG-5.3.2: a professional question is answered once the department's advice is there; a courtesy may go before", () => {
    const professional = ligao.received("2025-03-05T10:00", { professional: true });
    for (const kind of ["preliminary", "substantive"]) expect(refusal(professional, { kind })).toBe("LG-5.3.2");
    expect(refusal(professional, FORMAL)).toBe("LG-5.3.2");
    expect(refusal(professional, { kind: "courtesy" })).toBeUndefined();
    const advised = professional
      .then("2025-03-05T10:30", "support.requested", { supportId: numbered(6), from: "functional_handler" })
      .then("2025-03-05T11:00", "support.answered", { supportId: numbered(6), from: "functional_handler" });
    expect(refusal(advised, { kind: "substantive" })).toBeUndefined();
    expect(refusal(plain, { kind: "substantive" })).toBeUndefined();
  });

  it("LG-5.3.3: what is published has been proofread", () => {
    expect(refusal(plain, { kind: "substantive", public: true })).toBe("LG-5.3.3");
    expect(refusal(plain, { kind: "substantive", public: true, confirms: ["proofread"] })).toBeUndefined();
    expect(refusal(plain, { kind: "substantive" })).toBeUndefined();
  });

  it("LG-5.3.3a: a reply without thanks is warned of, not refused", () => {
    expect(warnings(plain, { kind: "substantive" })).toEqual(["LG-5.3.3a"]);
    expect(warnings(plain, { kind: "substantive", confirms: ["thanks"] })).toEqual([]);
    expect(script("thanks")).toMatchObject({ at: ["reply.sent:formal"], zh: expect.stringContaining("感谢") });
  });

  it("LG-5.3.3b: a formal reply covers every issue that was raised", () => {
    expect(plain.stepRefusal(NOON, "issues_listed")).toBe("LG-5.3.3b");
    const listed = plain.step("2025-03-05T11:00", "issues_listed", { items: ["leak", "noise", "delay"] });
    const answering = (...issues: string[]): string | undefined =>
      refusal(listed, { kind: "formal", confirms: [...FORMAL.confirms, ...issues] });
    expect(answering("leak", "noise")).toBe("LG-5.3.3b");
    expect(answering("leak", "noise", "delay")).toBeUndefined();
    expect(refusal(listed, { kind: "substantive" })).toBeUndefined();
    expect(refusal(plain, FORMAL)).toBeUndefined();
  });

  it("LG-5.3.3c: a formal reply is signed with the company's name", () => {
    expect(refusal(plain, { kind: "formal", confirms: ["thanks"] })).toBe("LG-5.3.3c");
    expect(refusal(plain, FORMAL)).toBeUndefined();
    expect(refusal(plain, { kind: "substantive" })).toBeUndefined();
  });

  it("LG-5.3.4: the template as it stands is warned of, and guidance stands beside the text", () => {
    const unedited = { kind: "substantive", confirms: ["thanks", "template_unedited"] };
    expect(refusal(plain, unedited)).toBeUndefined();
    expect(warnings(plain, unedited)).toEqual(["LG-5.3.4"]);
    expect(script("reply_guidance")).toMatchObject({ at: ["reply.sent"], zh: expect.stringContaining("避免公式化") });
  });

  it("LG-5.4.3: where responsibility is not ours the reply says so, and a threat of exposure makes the complaint hot", () => {
    const notOurs = plain.fact("2025-03-05T11:00", "finding", "not_ours");
    expect(refusal(notOurs, { kind: "substantive" })).toBe("LG-5.4.3");
    expect(refusal(notOurs, FORMAL)).toBe("LG-5.4.3");
    expect(refusal(notOurs, { kind: "substantive", confirms: ["responsibility_stated"] })).toBeUndefined();
    expect(refusal(notOurs, { kind: "holding", confirms: ["facts_being_checked"] })).toBeUndefined();
    expect(refusal(plain.fact("2025-03-05T11:00", "finding", "shared"), { kind: "substantive" })).toBeUndefined();
    expect(script("clear_refusal")).toMatchObject({ at: ["reply.sent:substantive", "reply.sent:formal"] });
    const threatened = notOurs.fact("2025-03-05T11:30", "exposureThreatened");
    expect(threatened.level("2025-03-05T11:29")).toBe("general");
    expect(threatened.level("2025-03-05T11:30")).toBe("hot");
  });

  it("LG-5.5.1.2a: is hot when the customer threatens exposure", () => {
    const threatened = plain.fact(NOON, "exposureThreatened");
    expect(threatened.levelClause(NOON)).toBe("LG-5.5.1.2a");
  });

  it("LG-5.4.3a: what cannot be answered at once is answered after the facts were established", () => {
    expect(refusal(plain, { kind: "holding" })).toBe("LG-5.4.3a");
    const holdingReply = { kind: "holding", confirms: ["facts_being_checked"] };
    expect(refusal(plain, holdingReply)).toBeUndefined();
    const held = plain.then(NOON, "reply.sent", payload(holdingReply));
    expect(held.obligation("final_answer", NOON)).toMatchObject({ owner: "service_specialist", status: "open" });
    const answered = (kind: string): string | undefined =>
      held.then("2025-03-06T10:00", "reply.sent", payload({ kind })).status("final_answer", "2025-03-06T10:00");
    expect(answered("courtesy")).toBe("open");
    expect(answered("substantive")).toBe("met");
    expect(answered("formal")).toBe("met");
    expect(script("holding_reply")).toMatchObject({ at: ["reply.sent:holding"], zh: expect.stringContaining("核实") });
  });
});

describe("promises under Ligao", () => {
  it("LG-5.1.2.2: a promise is kept by its day, or the head of the department hears", () => {
    const first = { date: "2025-03-20", recordId: numbered(30) };
    expect(plain.stepRefusal(NOON, "promise_made", { recordId: numbered(30) })).toBe("LG-5.1.2.2");
    expect(plain.stepRefusal(NOON, "promise_made", { date: "2025-03-20" })).toBe("LG-5.1.2.2");
    expect(plain.stepRefusal(NOON, "promise_kept")).toBe("LG-5.1.2.2");
    const promised = plain
      .then("2025-03-05T11:00", "complaint.relayed", { to: "functional_handler", relayId: numbered(50) })
      .step(NOON, "promise_made", first)
      .step("2025-03-06T12:00", "promise_made", { date: "2025-04-10", recordId: numbered(31) });
    expect(promised.obligations("keep_promise", "2025-03-07T00:00").map(({ owner, dueAt }) => [owner, dueAt])).toEqual([
      ["functional_handler", shanghai("2025-03-21T00:00")],
      ["functional_handler", shanghai("2025-04-11T00:00")],
    ]);
    expect(promised.notices("keep_promise.breached", "2025-03-20T23:59:59")).toEqual([]);
    expect(promised.notices("keep_promise.breached", "2025-03-21T00:00")).toEqual(["dept_head"]);
    const kept = promised.step("2025-03-20T15:00", "promise_kept", { recordId: numbered(30) });
    expect(kept.obligations("keep_promise", "2025-03-21T00:00").map(({ status }) => status)).toEqual(["met", "open"]);
  });

  it("LG-5.1.2.2a: a commitment goes into a reply only once it was approved", () => {
    const committing = { kind: "substantive", confirms: ["commitment"] };
    expect(refusal(plain, committing)).toBe("LG-5.1.2.2a");
    expect(refusal(plain, { kind: "substantive" })).toBeUndefined();
    const approval = { recordId: numbered(33) };
    expect(plain.by(holding("service_specialist")).stepRefusal(NOON, "commitment_approved", approval)).toBe(
      "LG-5.1.2.2a",
    );
    expect(plain.by(holding("dept_head")).stepRefusal(NOON, "commitment_approved")).toBe("LG-5.1.2.2a");
    expect(plain.by(holding("dept_head")).stepRefusal(NOON, "commitment_approved", approval)).toBeUndefined();
    const approved = plain.by(holding("dept_head")).step("2025-03-05T11:00", "commitment_approved", approval);
    expect(refusal(approved.by(holding("service_specialist")), committing)).toBeUndefined();
  });
});

describe("how a complaint ends under Ligao", () => {
  it("LG-5.1.1: the closing note says what we improve and what we learned of the customer", () => {
    const filing = (...filled: string[]): string | undefined => plain.recordRefusal(NOON, "closing_note", { filled });
    expect(filing("customer_information")).toBe("LG-5.1.1");
    expect(filing("improvement_point")).toBe("LG-5.1.1");
    expect(filing("improvement_point", "customer_information")).toBeUndefined();
  });

  it("LG-5.1.2.3: the conduct checklist asks for empathy, facts, the professional department and convenience", () => {
    const conduct = rules.file.checklists.find(({ code }) => code === "conduct");
    expect(conduct?.at).toEqual(["complaint.received", "complaint.finished"]);
    expect(conduct?.items.map(({ code }) => code)).toEqual([
      "empathy",
      "facts_and_evidence",
      "professional_department_consulted",
      "customer_convenience",
    ]);
    const ticked = plain.then(NOON, "checklist.ticked", { items: ["empathy"] });
    expect(ticked.at(NOON).facts["ticked"]).toEqual(["empathy"]);
  });

  it("LG-5.1.2.1b: the Centre hears of every complaint that recurs", () => {
    const again = ligao.received("2025-03-12T10:00", { previousId: numbered(5) });
    expect(again.notices("recurred", "2025-03-12T10:00")).toEqual(["service_center"]);
    const linking = (relation: string): readonly string[] =>
      plain.then(NOON, "complaint.linked", { previousId: numbered(5), relation }).notices("recurred", NOON);
    expect(linking("repeat")).toEqual(["service_center"]);
    expect(linking("related")).toEqual([]);
    expect(plain.notices("recurred", NOON)).toEqual([]);
    const figures = measure(
      rules,
      [again, plain, plain, plain].map((told) => told.at("2025-04-01T00:00")),
    );
    expect(figures.find(({ rule }) => rule.code === "recurrence_rate")).toMatchObject({ count: 1, of: 4, value: 0.25 });
  });

  it("LG-5.4.1a: a dispute ends with a finding of responsibility, and where it is not ours the customer is told", () => {
    const disputed = plain.fact("2025-03-05T11:00", "dispute");
    const finishing = (told: ComplaintCase, responsibility?: string): string | undefined =>
      told.refusal(NOON, "complaint.finished", responsibility === undefined ? {} : { responsibility });
    expect(finishing(disputed)).toBe("LG-5.4.1a");
    for (const finding of ["ours", "not_ours", "shared"]) expect(finishing(disputed, finding)).toBeUndefined();
    expect(finishing(plain)).toBeUndefined();
    const finished = (responsibility: string): ComplaintCase =>
      disputed
        .then(NOON, "complaint.finished", { responsibility })
        .then("2025-03-06T10:00", "followup.made", { followUpId: numbered(90), outcome: "satisfied" });
    expect(finished("not_ours").refusal("2025-03-07T10:00", "complaint.closed", {})).toBe("LG-5.4.1a");
    expect(finished("ours").refusal("2025-03-07T10:00", "complaint.closed", {})).toBeUndefined();
    const explained = finished("not_ours").then("2025-03-06T12:00", "reply.sent", payload({ kind: "substantive" }));
    expect(explained.refusal("2025-03-07T10:00", "complaint.closed", {})).toBeUndefined();
  });

  it("LG-5.4.1b: a solution outside the standard list is taken with its reason, and marked as such", () => {
    expect(plain.stepRefusal(NOON, "flexible_solution")).toBe("LG-5.4.1b");
    expect(plain.stepRefusal(NOON, "flexible_solution", { recordId: numbered(34) })).toBeUndefined();
    const flexible = plain.step(NOON, "flexible_solution", { recordId: numbered(34) });
    expect(flexible.at(NOON).facts["steps"]).toContain("flexible_solution");
  });
});
