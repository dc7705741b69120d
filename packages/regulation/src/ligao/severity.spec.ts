import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const ligao = new ComplaintCase(rulesOf("ligao"));
const plain = ligao.received("2025-03-05T10:00");
const reason = { reasonId: numbered(70) };

describe("the level of a complaint under Ligao", () => {
  it("LG-5.5.1: is always exactly one, the highest that fires, with the rule that fired", () => {
    const many = plain.joinedBy(2, "2025-03-05T11:00").fact("2025-03-05T12:00", "litigationFiled");
    expect(many.at("2025-03-05T12:00").levels.map(({ from, to, clause }) => [from, to, clause])).toEqual([
      [null, "general", "LG-5.5.1.4"],
      ["general", "hot", "LG-5.5.1.2c"],
      ["hot", "major", "LG-5.5.1.1a"],
    ]);
  });

  it("LG-5.5.1: does not fall by itself when its fact is corrected", () => {
    const corrected = plain
      .fact("2025-03-05T11:00", "litigationPossible")
      .fact("2025-03-06T11:00", "litigationPossible", false);
    expect(corrected.level("2025-03-07T00:00")).toBe("hot");
  });

  it("LG-5.5.1.1a: is major once legal proceedings began, and the company and the group hear of it", () => {
    const sued = plain.fact("2025-03-05T15:00", "litigationFiled");
    expect(sued.level("2025-03-05T14:59")).toBe("general");
    expect(sued.level("2025-03-05T15:00")).toBe("major");
    expect(sued.notices("major_at_once", "2025-03-05T15:00")).toEqual(["company_leaders", "group_coordination"]);
  });

  it("LG-5.5.1.1b: is major once the media exposed it", () => {
    const exposed = plain.fact("2025-03-05T11:00", "mediaPossible").fact("2025-03-06T11:00", "mediaExposed");
    expect(exposed.level("2025-03-06T10:59")).toBe("hot");
    expect(exposed.levelClause("2025-03-06T11:00")).toBe("LG-5.5.1.1b");
  });

  it("LG-5.5.1.1c: is major when the tenth person joins", () => {
    const nine = plain.joinedBy(8, "2025-03-05T11:00");
    expect(nine.level("2025-03-05T12:00")).toBe("hot");
    const ten = nine.joinedBy(1, "2025-03-05T13:00");
    expect(ten.at("2025-03-05T13:00").levels.at(-1)).toMatchObject({
      to: "major",
      clause: "LG-5.5.1.1c",
      because: { complainants: 10n },
    });
  });

  it("LG-5.5.1.1d: is major one month after it arose, unresolved for our reasons", () => {
    const ours = plain.fact("2025-03-06T10:00", "delayCause", "ours");
    expect(ours.level("2025-04-05T09:59:59")).toBe("hot");
    expect(ours.levelClause("2025-04-05T10:00")).toBe("LG-5.5.1.1d");
    expect(plain.fact("2025-03-06T10:00", "delayCause", "customer").level("2025-06-01T00:00")).toBe("general");
    expect(ours.then("2025-03-10T10:00", "complaint.finished", {}).level("2025-06-01T00:00")).toBe("general");
  });

  it("LG-5.5.1.1d: counts a month from 31 January to the end of February", () => {
    const ours = ligao.received("2025-01-31T10:00").fact("2025-02-01T10:00", "delayCause", "ours");
    expect(ours.level("2025-02-28T09:59")).toBe("hot");
    expect(ours.level("2025-02-28T10:00")).toBe("major");
  });

  it("LG-5.5.1.2a: is hot when it may lead to proceedings or exposure, and major when it does", () => {
    expect(plain.fact("2025-03-05T11:00", "litigationPossible").levelClause("2025-03-05T11:00")).toBe("LG-5.5.1.2a");
    expect(plain.fact("2025-03-05T11:00", "mediaPossible").levelClause("2025-03-05T11:00")).toBe("LG-5.5.1.2a");
    const happened = plain.fact("2025-03-05T11:00", "litigationPossible").fact("2025-03-07T11:00", "litigationFiled");
    expect(happened.level("2025-03-07T11:00")).toBe("major");
  });

  it("LG-5.5.1.2b: is hot when three people complained of the same matter within the window", () => {
    const found = (complainants: number): ComplaintCase =>
      plain.then("2025-03-28T10:00", "recurrence.found", {
        complainants,
        complaintIds: [numbered(1), numbered(2), numbered(3)],
        windowStart: shanghai("2025-02-28T10:00"),
      });
    expect(found(2).level("2025-03-28T10:00")).toBe("general");
    expect(found(3).levelClause("2025-03-28T10:00")).toBe("LG-5.5.1.2b");
    expect(ligao.rules.recurrence).toMatchObject({
      clause: "LG-5.5.1.2b",
      complainants: 3,
      same: ["project", "category", "matter"],
    });
    expect(ligao.rules.recurrence?.within.months).toBe(1);
  });

  it("LG-5.5.1.2c: is hot when the third person joins", () => {
    const two = plain.joinedBy(1, "2025-03-05T11:00");
    expect(two.level("2025-03-05T12:00")).toBe("general");
    expect(two.joinedBy(1, "2025-03-05T13:00").levelClause("2025-03-05T13:00")).toBe("LG-5.5.1.2c");
  });

  it("LG-5.5.1.2c: counts people, not their letters", () => {
    const again = plain.then("2025-03-05T11:00", "complaint.complainant_joined", { complainantId: numbered(1) });
    expect(again.joinedBy(1, "2025-03-05T12:00").level("2025-03-05T12:00")).toBe("general");
  });

  it("LG-5.5.1.2d: is hot one week after it arose, unresolved for our reasons, and then due to become major", () => {
    const ours = plain.fact("2025-03-05T10:00", "delayCause", "ours");
    expect(ours.at("2025-03-05T10:00").nextChangeAt).toBeLessThanOrEqual(shanghai("2025-03-12T10:00"));
    expect(ours.level("2025-03-12T09:59:59")).toBe("general");
    expect(ours.levelClause("2025-03-12T10:00")).toBe("LG-5.5.1.2d");
    expect(ours.at("2025-03-30T10:00").nextChangeAt).toBe(shanghai("2025-04-05T10:00"));
  });

  it("LG-5.5.1.2d: a cause recorded late acts at once", () => {
    const late = plain.fact("2025-03-20T10:00", "delayCause", "ours");
    expect(late.at("2025-03-20T10:00").level).toMatchObject({ code: "hot", since: shanghai("2025-03-20T10:00") });
  });

  it("LG-5.5.1.3a: is important when it is the second complaint after handling was finished", () => {
    expect(ligao.received("2025-03-20T10:00", { previousId: numbered(5) }).levelClause("2025-03-20T10:00")).toBe(
      "LG-5.5.1.3a",
    );
    const linked = plain.then("2025-03-06T10:00", "complaint.linked", { previousId: numbered(5), relation: "repeat" });
    expect(linked.level("2025-03-06T10:00")).toBe("important");
    const related = plain.then("2025-03-06T10:00", "complaint.linked", {
      previousId: numbered(5),
      relation: "same_matter",
    });
    expect(related.level("2025-03-06T10:00")).toBe("general");
  });

  it("LG-5.5.1.3b: is important when it needs the advisers and another company, or either, as the tenant reads it", () => {
    const ask = (told: ComplaintCase, from: string): ComplaintCase =>
      told.then("2025-03-06T10:00", "support.requested", { supportId: numbered(6), from });
    expect(ask(plain, "expert_panel").level("2025-03-06T10:00")).toBe("general");
    expect(ask(ask(plain, "expert_panel"), "group_company").levelClause("2025-03-06T10:00")).toBe("LG-5.5.1.3b");
    const either = new ComplaintCase(rulesOf("ligao", { support: "either" })).received("2025-03-05T10:00");
    expect(ask(either, "expert_panel").level("2025-03-06T10:00")).toBe("important");
  });

  it("LG-5.5.1.4: is general when no other rule fires", () => {
    expect(plain.at("2025-03-05T10:00").level).toEqual({
      code: "general",
      rank: 1,
      clause: "LG-5.5.1.4",
      since: shanghai("2025-03-05T10:00"),
    });
  });

  it("LG-5.5.2.5a: is set by the Centre alone, and what follows counts from then", () => {
    const decision = { level: "hot", ...reason };
    expect(plain.by(holding("functional_handler")).refusal("2025-03-06T10:00", "level.set", decision)).toBe(
      "LG-5.5.2.5a",
    );
    expect(plain.by(holding("service_center")).refusal("2025-03-06T10:00", "level.set", decision)).toBeUndefined();
    const set = plain.by(holding("service_center")).then("2025-03-06T10:00", "level.set", decision);
    expect(set.at("2025-03-06T10:00").level).toEqual({
      code: "hot",
      rank: 3,
      clause: "LG-5.5.2.5a",
      since: shanghai("2025-03-06T10:00"),
    });
    expect(set.obligation("hot_bulletin", "2025-03-06T10:00").dueAt).toBe(shanghai("2025-03-07T18:00"));
  });
});
