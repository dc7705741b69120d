import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, postsOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const ligao = new ComplaintCase(rulesOf("ligao"));
const inWorkingTime = new ComplaintCase(rulesOf("ligao", { hours: "working" }));
const relay = { to: "service_specialist", relayId: numbered(50) };

describe("relaying under Ligao", () => {
  it("LG-5.2.2A: a telephone complaint is delivered within half an hour of the call's end", () => {
    const call = ligao.received("2025-03-03T09:55", { callEndedAt: shanghai("2025-03-03T10:12") });
    expect(call.obligation("relay_phone", "2025-03-03T10:00")).toMatchObject({
      owner: "service_center",
      dueAt: shanghai("2025-03-03T10:42"),
      clauses: ["LG-5.2.2A"],
    });
    expect(call.status("relay_phone", "2025-03-03T10:41")).toBe("open");
    expect(call.status("relay_phone", "2025-03-03T10:42")).toBe("breached");
    expect(call.then("2025-03-03T10:41", "complaint.relayed", relay).status("relay_phone", "2025-03-03T12:00")).toBe(
      "met",
    );
  });

  it("LG-5.2.2A: the half hour runs past closing", () => {
    const call = ligao.received("2025-03-03T17:40", { callEndedAt: shanghai("2025-03-03T17:50") });
    expect(call.obligation("relay_phone", "2025-03-03T17:50").dueAt).toBe(shanghai("2025-03-03T18:20"));
  });

  it("LG-5.2.2B: an e-mail in working time is delivered within half an hour of its arrival", () => {
    const mail = ligao.received("2025-03-03T14:00", { channel: "electronic" });
    expect(mail.status("relay_electronic", "2025-03-03T14:29")).toBe("open");
    expect(mail.obligation("relay_electronic", "2025-03-03T14:30")).toMatchObject({
      status: "breached",
      breachedAt: shanghai("2025-03-03T14:30"),
    });
  });

  it("LG-5.2.2C: a post on the forum is delivered within one hour of being posted", () => {
    const post = ligao.received("2025-03-03T10:20", { channel: "forum", postedAt: shanghai("2025-03-03T10:05") });
    expect(post.status("relay_forum", "2025-03-03T11:04")).toBe("open");
    expect(post.status("relay_forum", "2025-03-03T11:05")).toBe("breached");
  });

  it("LG-5.2.2D: what arises outside hours of a working day is delivered within one hour after work starts", () => {
    const post = ligao.received("2025-03-03T21:10", { channel: "forum", postedAt: shanghai("2025-03-03T21:10") });
    const mail = ligao.received("2025-03-04T07:40", { channel: "electronic" });
    for (const told of [post, mail]) {
      expect(told.obligation("relay_off_hours", "2025-03-04T08:00").dueAt).toBe(shanghai("2025-03-04T10:00"));
      expect(told.obligations("relay_forum", "2025-03-04T12:00")).toEqual([]);
      expect(told.obligations("relay_electronic", "2025-03-04T12:00")).toEqual([]);
      expect(told.status("relay_off_hours", "2025-03-04T10:00")).toBe("breached");
    }
  });

  it("LG-5.2.2D: a post of Friday evening waits for Monday's opening", () => {
    const post = ligao.received("2025-03-07T20:00", { channel: "forum" });
    expect(post.obligation("relay_off_hours", "2025-03-07T20:00").dueAt).toBe(shanghai("2025-03-10T10:00"));
  });

  it("LG-5.2.2D: does not speak of telephone calls, which keep their half hour", () => {
    const call = ligao.received("2025-03-03T21:10");
    expect(call.obligations("relay_off_hours", "2025-03-03T21:10")).toEqual([]);
    expect(call.obligation("relay_phone", "2025-03-03T21:10").dueAt).toBe(shanghai("2025-03-03T21:40"));
  });

  it("LG-5.2.2Ea: what comes in on a holiday is delivered within the same day", () => {
    const item = ligao.received("2025-05-01T15:20", { channel: "mailbox" });
    expect(item.obligation("relay_holiday", "2025-05-01T16:00")).toMatchObject({
      owner: "service_center",
      dueAt: shanghai("2025-05-02T00:00"),
    });
    expect(item.status("relay_holiday", "2025-05-01T23:59:59")).toBe("open");
    expect(item.status("relay_holiday", "2025-05-02T00:00")).toBe("breached");
    expect(item.then("2025-05-01T22:00", "complaint.relayed", relay).status("relay_holiday", "2025-05-03T00:00")).toBe(
      "met",
    );
  });

  it("LG-5.2.2Ea: a make-up working Sunday is no holiday", () => {
    const mail = ligao.received("2025-04-27T10:00", { channel: "electronic" });
    expect(mail.obligations("relay_holiday", "2025-04-27T10:00")).toEqual([]);
    expect(mail.obligation("relay_electronic", "2025-04-27T10:00").dueAt).toBe(shanghai("2025-04-27T10:30"));
  });

  it("LG-5.2.2Ea: an ordinary Saturday is a holiday or merely off hours, as the tenant reads it", () => {
    const asHoliday = ligao.received("2025-03-08T10:00", { channel: "electronic" });
    expect(asHoliday.obligation("relay_holiday", "2025-03-08T10:00").dueAt).toBe(shanghai("2025-03-09T00:00"));
    const offHours = new ComplaintCase(rulesOf("ligao", { weekends: "off_hours" })).received("2025-03-08T10:00", {
      channel: "electronic",
    });
    expect(offHours.obligations("relay_holiday", "2025-03-08T10:00")).toEqual([]);
    expect(offHours.obligation("relay_off_hours", "2025-03-08T10:00").dueAt).toBe(shanghai("2025-03-10T10:00"));
  });

  it.each([
    ["by telephone in hours", "2025-03-03T10:00", "phone", "relay_phone"],
    ["by e-mail in hours", "2025-03-03T10:00", "electronic", "relay_electronic"],
    ["on the forum in hours", "2025-03-03T10:00", "forum", "relay_forum"],
    ["by telephone at night", "2025-03-03T22:00", "phone", "relay_phone"],
    ["on the forum at night", "2025-03-03T22:00", "forum", "relay_off_hours"],
    ["by telephone on a Sunday", "2025-03-09T10:00", "phone", "relay_holiday"],
    ["on the forum on a holiday", "2025-05-03T10:00", "forum", "relay_holiday"],
  ] as const)("LG-5.2.2: exactly one relay is owed for a complaint %s", (_, at, channel, code) => {
    const relays = ligao
      .received(at, { channel })
      .at(at)
      .obligations.filter((one) => one.code.startsWith("relay_"));
    expect(relays.map((one) => one.code)).toEqual([code]);
  });

  it("LG-5.2.4: an employee relays to the Centre by the limits above", () => {
    const told = ligao.received("2025-03-03T15:00", { channel: "oral", receivedBy: "employee" });
    expect(told.obligation("relay_to_centre", "2025-03-03T15:00")).toMatchObject({
      owner: "employee",
      dueAt: shanghai("2025-03-03T15:30"),
    });
    expect(told.status("relay_to_centre", "2025-03-03T15:30")).toBe("breached");
    const elsewhere = told.then("2025-03-03T15:10", "complaint.relayed", relay);
    expect(elsewhere.status("relay_to_centre", "2025-03-03T15:29")).toBe("open");
    const relayed = told.then("2025-03-03T15:10", "complaint.relayed", { to: "service_center", relayId: numbered(51) });
    expect(relayed.status("relay_to_centre", "2025-03-03T16:00")).toBe("met");
  });

  it("LG-5.2.4a: no relay is owed once the complainant, with consent, was given a contact point", () => {
    const told = ligao.received("2025-03-03T15:00", { channel: "oral", receivedBy: "employee" });
    const point = { consent: true, contactPoint: "service_center" };
    expect(told.refusal("2025-03-03T15:05", "complaint.contact_point_given", { ...point, consent: false })).toBe(
      "LG-5.2.4a",
    );
    expect(told.refusal("2025-03-03T15:05", "complaint.contact_point_given", { consent: true })).toBe("LG-5.2.4a");
    expect(told.refusal("2025-03-03T15:05", "complaint.contact_point_given", point)).toBeUndefined();
    const given = told.then("2025-03-03T15:05", "complaint.contact_point_given", point);
    expect(given.status("relay_to_centre", "2025-03-03T18:00")).toBe("void");
  });
});

describe("answering under Ligao", () => {
  const relayed = ligao.received("2025-03-03T10:05").then("2025-03-03T10:30", "complaint.relayed", relay);

  it("LG-5.2.5: the addressee responds to the Centre in writing within four hours", () => {
    expect(relayed.obligation("respond_to_centre", "2025-03-03T11:00")).toMatchObject({
      owner: "service_specialist",
      dueAt: shanghai("2025-03-03T14:30"),
    });
    const oral = relayed.then("2025-03-03T14:00", "relay.answered", { relayId: numbered(50), form: "oral" });
    expect(oral.status("respond_to_centre", "2025-03-03T14:30")).toBe("breached");
    const written = relayed.then("2025-03-03T14:00", "relay.answered", { relayId: numbered(50), form: "written" });
    expect(written.status("respond_to_centre", "2025-03-03T14:30")).toBe("met");
  });

  it("LG-5.2.5: each addressee owes a response of their own", () => {
    const twice = relayed
      .then("2025-03-03T11:00", "complaint.relayed", { to: "functional_handler", relayId: numbered(51) })
      .then("2025-03-03T12:00", "relay.answered", { relayId: numbered(51), form: "electronic" });
    const standing = twice.obligations("respond_to_centre", "2025-03-03T20:00");
    expect(standing.map(({ owner, status }) => [owner, status])).toEqual([
      ["service_specialist", "breached"],
      ["functional_handler", "met"],
    ]);
  });

  it("LG-5.2.5: the four hours are elapsed or working time, as the tenant reads it", () => {
    const late = [ligao, inWorkingTime].map((told) =>
      told
        .received("2025-03-03T16:00")
        .then("2025-03-03T16:30", "complaint.relayed", relay)
        .obligation("respond_to_centre", "2025-03-03T16:30"),
    );
    expect(late.map(({ dueAt }) => dueAt)).toEqual([shanghai("2025-03-03T20:30"), shanghai("2025-03-04T11:30")]);
  });

  it("LG-5.3.1: a public reply is owed within four hours of the forwarding of a forum complaint", () => {
    const post = ligao
      .received("2025-03-03T10:05", { channel: "forum", postedAt: shanghai("2025-03-03T10:05") })
      .then("2025-03-03T10:50", "complaint.relayed", relay);
    expect(post.obligation("reply_on_forum", "2025-03-03T11:00")).toMatchObject({
      owner: "service_specialist",
      dueAt: shanghai("2025-03-03T14:50"),
    });
    const inPrivate = post.then("2025-03-03T14:00", "reply.sent", {
      replyId: numbered(60),
      kind: "courtesy",
      public: false,
    });
    expect(inPrivate.status("reply_on_forum", "2025-03-03T14:50")).toBe("breached");
    const inPublic = post.then("2025-03-03T14:49", "reply.sent", {
      replyId: numbered(60),
      kind: "courtesy",
      public: true,
    });
    expect(inPublic.status("reply_on_forum", "2025-03-03T15:00")).toBe("met");
    expect(relayed.obligations("reply_on_forum", "2025-03-03T20:00")).toEqual([]);
  });
});

describe("reporting upwards under Ligao", () => {
  it("LG-4.1.1.1: a question of validity goes to the Centre within four hours of acceptance", () => {
    const asked = ligao
      .received("2025-03-03T09:10", { receivedBy: "specialist" })
      .then("2025-03-03T09:20", "validity.questioned", {});
    expect(asked.obligation("refer_validity", "2025-03-03T10:00").dueAt).toBe(shanghai("2025-03-03T13:10"));
    expect(asked.status("refer_validity", "2025-03-03T13:10")).toBe("breached");
    expect(asked.notices("refer_validity.breached", "2025-03-03T13:10")).toEqual(["service_center"]);
    const referred = asked.then("2025-03-03T13:09", "validity.referred", { opinionId: numbered(70) });
    expect(referred.status("refer_validity", "2025-03-03T18:00")).toBe("met");
  });

  it("LG-4.1.1.1: four hours from 16:00 end at 20:00, or at 11:00 of the next working day", () => {
    const due = [ligao, inWorkingTime].map(
      (told) =>
        told
          .received("2025-03-03T16:00")
          .then("2025-03-03T16:00", "validity.questioned", {})
          .obligation("refer_validity", "2025-03-03T16:00").dueAt,
    );
    expect(due).toEqual([shanghai("2025-03-03T20:00"), shanghai("2025-03-04T11:00")]);
  });

  it("LG-4.1.1.2: the Centre decides and answers within four hours of the referral", () => {
    const referred = ligao
      .received("2025-03-03T09:10")
      .then("2025-03-03T09:20", "validity.questioned", {})
      .then("2025-03-03T11:00", "validity.referred", { opinionId: numbered(70) });
    expect(referred.obligation("determine_validity", "2025-03-03T12:00")).toMatchObject({
      owner: "service_center",
      dueAt: shanghai("2025-03-03T15:00"),
    });
    expect(referred.status("determine_validity", "2025-03-03T15:00")).toBe("breached");
    const decided = referred.then("2025-03-03T14:59", "validity.determined", {
      validity: "valid",
      consultedStaffIds: [numbered(71)],
    });
    expect(decided.status("determine_validity", "2025-03-03T18:00")).toBe("met");
    expect(decided.notices("validity_answered", "2025-03-03T15:00")).toContain("service_specialist");
    expect(decided.at("2025-03-03T15:00").validity).toBe("valid");
  });

  it("LG-4.3.2: an emergency is reported to the Centre within four hours of acceptance", () => {
    const emergency = ligao.received("2025-03-03T09:30", {
      receivedBy: "specialist",
      stage: "after_warranty",
      emergency: true,
    });
    expect(emergency.obligation("report_to_centre", "2025-03-03T09:30")).toMatchObject({
      owner: "property_specialist",
      dueAt: shanghai("2025-03-03T13:30"),
    });
    expect(emergency.status("report_to_centre", "2025-03-03T13:30")).toBe("breached");
    const reported = emergency.then("2025-03-03T13:29", "complaint.passed_up", { to: "service_center" });
    expect(reported.status("report_to_centre", "2025-03-03T18:00")).toBe("met");
  });

  it("LG-4.3.2: what becomes major later is reported within four hours of becoming so", () => {
    const major = ligao
      .received("2025-03-03T09:30", { receivedBy: "specialist" })
      .fact("2025-03-05T10:00", "litigationFiled");
    expect(major.obligation("report_to_centre", "2025-03-05T10:00").dueAt).toBe(shanghai("2025-03-05T14:00"));
  });

  it("LG-4.1.2a: a major complaint passed up is answered within 24 elapsed hours, on the expert panel's opinion", () => {
    const passedUp = ligao
      .received("2025-03-07T09:00", { receivedBy: "specialist" })
      .fact("2025-03-07T10:00", "litigationFiled")
      .then("2025-03-07T16:30", "complaint.passed_up", { to: "service_center" })
      .then("2025-03-07T16:40", "command.appointed", {
        commanderId: holding("service_center").id,
        spokespersonId: numbered(80),
      });
    expect(postsOf("ligao")).toContain("expert_panel");
    expect(passedUp.obligation("preliminary_reply", "2025-03-07T17:00")).toMatchObject({
      owner: "service_center",
      dueAt: shanghai("2025-03-08T16:30"),
    });
    expect(passedUp.status("preliminary_reply", "2025-03-08T16:30")).toBe("breached");
    const reply = { replyId: numbered(60), kind: "preliminary", public: false };
    const centre = holding("service_center");
    expect(passedUp.by(centre).refusal("2025-03-08T16:29", "reply.sent", reply)).toBe("LG-4.1.2a");
    const informed = { ...reply, panelOpinionId: numbered(72) };
    expect(passedUp.by(centre).refusal("2025-03-08T16:29", "reply.sent", informed)).toBeUndefined();
    expect(
      passedUp
        .by(centre)
        .then("2025-03-08T16:29", "reply.sent", informed)
        .status("preliminary_reply", "2025-03-09T00:00"),
    ).toBe("met");
  });

  it("LG-5.5.2.4b: an express bulletin is owed every week, counted from the last one sent", () => {
    const major = ligao.received("2025-03-05T09:00").fact("2025-03-05T10:00", "litigationFiled");
    expect(major.obligation("express_bulletin", "2025-03-05T10:00").dueAt).toBe(shanghai("2025-03-12T10:00"));
    const sent = major.then("2025-03-11T09:00", "bulletin.issued", {
      bulletinId: numbered(81),
      kind: "express",
      to: ["company_leaders", "group_coordination"],
      sections: ["present_state"],
    });
    expect(
      sent.obligations("express_bulletin", "2025-03-17T00:00").map(({ status, dueAt }) => [status, dueAt]),
    ).toEqual([
      ["met", shanghai("2025-03-12T10:00")],
      ["open", shanghai("2025-03-18T09:00")],
    ]);
    expect(sent.status("express_bulletin", "2025-03-18T09:00")).toBe("breached");
    expect(sent.notices("express_bulletin.breached", "2025-03-18T09:00")).toEqual([
      "company_leaders",
      "group_coordination",
    ]);
    const finished = sent.then("2025-03-12T10:00", "complaint.finished", {});
    expect(finished.status("express_bulletin", "2025-03-30T00:00")).toBe("void");
  });
});
