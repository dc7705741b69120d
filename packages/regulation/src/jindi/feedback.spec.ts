import { describe, expect, it } from "@jest/globals";
import { type ComplaintCase, numbered, shanghai } from "../testing/complaint-case.js";
import { handled, promised, recorded } from "../testing/jindi-case.js";

const OPINION = { filled: ["told_at"], marks: ["way:phone", "reaction:accepts"] };

/** The customer was contacted about progress. */
const contacted = (told: ComplaintCase, at: string): ComplaintCase =>
  told.then(at, "contact.made", { contactId: numbered(61), purpose: "progress", medium: "phone", reached: true });
/** The customer understood, and the date is another. */
const changed = (told: ComplaintCase, at: string, on: string): ComplaintCase =>
  contacted(told, at).then(at, "feedback.extended", { on, understood: true });

describe("telling the customer under Jindi", () => {
  it("JD-7.3.1a the opinion is told, in writing or orally, within the confirmed feedback date", () => {
    expect(recorded().obligation("tell_opinion", "2025-03-05T11:00")).toMatchObject({
      owner: "sales_staff",
      dueAt: shanghai("2025-03-13T00:00"),
    });
    expect(recorded().status("tell_opinion", "2025-03-12T23:59:59")).toBe("open");
    expect(recorded().status("tell_opinion", "2025-03-13T00:00")).toBe("breached");
    for (const way of ["written", "phone", "face_to_face"]) {
      const marks = [`way:${way}`, "reaction:none", "signature:signed"];
      expect(recorded().recordRefusal("2025-03-12T17:00", "opinion_told", { ...OPINION, marks })).toBeUndefined();
      const told = recorded().record("2025-03-12T17:00", "opinion_told", { ...OPINION, marks });
      expect(told.status("tell_opinion", "2025-03-13T00:00")).toBe("met");
    }
    for (const kind of ["substantive", "formal"]) {
      const written = recorded().then("2025-03-12T17:00", "reply.sent", { replyId: numbered(62), kind, public: false });
      expect(written.status("tell_opinion", "2025-03-13T00:00")).toBe("met");
    }
    const courtesy = { replyId: numbered(62), kind: "courtesy", public: false };
    expect(recorded().then("2025-03-12T17:00", "reply.sent", courtesy).status("tell_opinion", "2025-03-13T00:00")).toBe(
      "breached",
    );
    for (const lacking of [{ marks: OPINION.marks }, { ...OPINION, marks: ["reaction:accepts"] }])
      expect(recorded().recordRefusal("2025-03-12T17:00", "opinion_told", lacking)).toBe("JD-7.3.1a");
  });

  it("JD-7.3.1b the customer is asked for their view of the opinion before the complaint is finished", () => {
    const measured = recorded().record("2025-03-05T14:00", "handling_record", { filled: ["handling_measures"] });
    expect(measured.refusal("2025-03-05T15:00", "complaint.finished", {})).toBe("JD-7.3.1b");
    expect(handled().refusal("2025-03-05T15:00", "complaint.finished", {})).toBeUndefined();
    const view = (...marks: readonly string[]): string | undefined =>
      recorded().recordRefusal("2025-03-05T14:30", "opinion_told", { ...OPINION, marks: ["way:phone", ...marks] });
    expect(view()).toBe("JD-7.3.1b");
    for (const reaction of ["accepts", "does_not_accept", "none"]) expect(view(`reaction:${reaction}`)).toBeUndefined();
    expect(view("reaction:amused")).toBe("JD-7.3.1b");
  });

  it("JD-7.3.2 in a face-to-face answer the customer is asked to sign; a refusal is recorded", () => {
    const answer = (...marks: readonly string[]): string | undefined =>
      recorded().recordRefusal("2025-03-05T14:30", "opinion_told", { ...OPINION, marks: ["reaction:none", ...marks] });
    expect(answer("way:face_to_face")).toBe("JD-7.3.2");
    expect(answer("way:face_to_face", "signature:signed")).toBeUndefined();
    expect(answer("way:face_to_face", "signature:refused")).toBeUndefined();
    expect(answer("way:face_to_face", "signature:forged")).toBe("JD-7.3.2");
    expect(answer("way:phone")).toBeUndefined();
  });

  it("JD-7.3.3a a new date is fixed within the confirmed one, after contact and with the customer's understanding", () => {
    const move = { on: "2025-03-19", understood: true };
    const called = contacted(promised(), "2025-03-12T16:00");
    expect(called.refusal("2025-03-12T17:00", "feedback.extended", move)).toBeUndefined();
    expect(called.refusal("2025-03-12T17:00", "feedback.extended", { on: "2025-03-19" })).toBe("JD-7.3.3a");
    expect(promised().refusal("2025-03-12T17:00", "feedback.extended", move)).toBe("JD-7.3.3a");
    expect(called.refusal("2025-03-12T23:59:59", "feedback.extended", move)).toBeUndefined();
    expect(called.refusal("2025-03-13T09:00", "feedback.extended", move)).toBe("JD-7.3.3a");
    expect(called.status("tell_opinion", "2025-03-13T09:00")).toBe("breached");
    const moved = changed(promised(), "2025-03-12T17:00", "2025-03-19");
    expect(moved.obligation("tell_opinion", "2025-03-13T09:00")).toMatchObject({
      status: "open",
      dueAt: shanghai("2025-03-20T00:00"),
    });
  });

  it("JD-7.3.3b the date is changed at most twice; what is not answered then goes to the superior", () => {
    const once = changed(promised(), "2025-03-12T10:00", "2025-03-19");
    const another = { on: "2025-03-26", understood: true };
    expect(
      contacted(once, "2025-03-19T10:00").refusal("2025-03-19T10:00", "feedback.extended", another),
    ).toBeUndefined();
    const twice = changed(once, "2025-03-19T10:00", "2025-03-26");
    const third = { on: "2025-04-02", understood: true };
    expect(contacted(twice, "2025-03-26T10:00").refusal("2025-03-26T10:00", "feedback.extended", third)).toBe(
      "JD-7.3.3b",
    );
    expect(promised().refusal("2025-03-06T10:00", "feedback.promised", { on: "2025-04-02" })).toBe("JD-7.3.3b");
    expect(twice.at("2025-03-26T23:59:59").escalations).toEqual([]);
    expect(twice.at("2025-03-27T00:00").escalations).toMatchObject([{ to: "sales_lead", clause: "JD-7.3.3b" }]);
  });
});
