import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, numbered, postsOf, rulesOf, shanghai } from "../testing/complaint-case.js";

const ligao = new ComplaintCase(rulesOf("ligao"));
const plain = ligao.received("2025-03-05T10:00");
const centre = holding("service_center");
const everyone = ["company_leaders", "group_coordination"];
const hotBulletin = { bulletinId: numbered(81), kind: "hot", to: everyone, sections: ["present_state", "help_needed"] };
const express = { bulletinId: numbered(82), kind: "express", to: everyone, sections: ["present_state"] };

describe("bulletins under Ligao", () => {
  const hot = plain.fact("2025-03-07T15:00", "litigationPossible");
  const major = plain.fact("2025-03-08T21:00", "mediaExposed");

  it("LG-5.5.2.3: a hot complaint is told to the company and the group within one working day", () => {
    expect(hot.obligation("hot_bulletin", "2025-03-07T15:00")).toMatchObject({
      owner: "service_center",
      dueAt: shanghai("2025-03-10T18:00"),
      bulletin: { kind: "hot", to: everyone, sections: ["present_state", "help_needed"] },
    });
    expect(hot.status("hot_bulletin", "2025-03-10T17:59")).toBe("open");
    expect(hot.status("hot_bulletin", "2025-03-10T18:00")).toBe("breached");
    expect(hot.notices("hot_bulletin.breached", "2025-03-10T17:59")).toEqual([]);
    expect(hot.notices("hot_bulletin.breached", "2025-03-10T18:00")).toEqual(everyone);
    expect(
      hot.then("2025-03-10T14:00", "bulletin.issued", hotBulletin).status("hot_bulletin", "2025-03-11T00:00"),
    ).toBe("met");
  });

  it("LG-5.5.2.3: the working day after 30 April 2025 is 6 May", () => {
    const eve = ligao.received("2025-04-30T10:00").fact("2025-04-30T11:00", "litigationPossible");
    expect(eve.obligation("hot_bulletin", "2025-04-30T11:00").dueAt).toBe(shanghai("2025-05-06T18:00"));
  });

  it("LG-5.5.2.3a: a hot bulletin cannot be sent without the present state and the help needed", () => {
    const sending = (sections: string[]): string | undefined =>
      hot.by(centre).refusal("2025-03-07T16:00", "bulletin.issued", { ...hotBulletin, sections });
    expect(sending(["present_state"])).toBe("LG-5.5.2.3a");
    expect(sending(["help_needed"])).toBe("LG-5.5.2.3a");
    expect(sending(["present_state", "help_needed"])).toBeUndefined();
  });

  it("LG-5.5.2.4a: a major complaint is told to both at once, on a Saturday night too", () => {
    const standing = major.at("2025-03-08T21:00");
    expect(standing.notices.filter(({ code }) => code === "major_at_once")).toMatchObject([
      { to: everyone, at: shanghai("2025-03-08T21:00"), clause: "LG-5.5.2.4a" },
    ]);
    expect(major.obligation("major_bulletin", "2025-03-08T21:00")).toMatchObject({
      status: "open",
      dueAt: shanghai("2025-03-08T22:00"),
    });
    expect(major.status("major_bulletin", "2025-03-08T22:00")).toBe("breached");
    expect(major.notices("major_bulletin.breached", "2025-03-08T22:00")).toEqual([
      "company_principal",
      "group_coordination",
    ]);
  });

  it("LG-5.5.2.4a: how soon “immediately” is, is the tenant's choice", () => {
    const strict = new ComplaintCase(rulesOf("ligao", { immediately: "PT5M" }))
      .received("2025-03-05T10:00")
      .fact("2025-03-05T11:00", "mediaExposed");
    expect(strict.obligation("major_bulletin", "2025-03-05T11:00").dueAt).toBe(shanghai("2025-03-05T11:05"));
  });

  it("LG-5.5.2.4c: an important turn opens an express bulletin that stays owed until it is sent, and restarts the week", () => {
    const turned = major.fact("2025-03-13T16:00", "importantTurn");
    expect(turned.obligation("turn_bulletin", "2025-03-13T16:00")).toMatchObject({
      status: "open",
      owner: "service_center",
    });
    expect(turned.status("turn_bulletin", "2025-03-20T00:00")).toBe("breached");
    expect(turned.notices("turn_bulletin.breached", "2025-03-13T17:00")).toEqual(everyone);
    const sent = turned.then("2025-03-13T16:30", "bulletin.issued", express);
    expect(sent.status("turn_bulletin", "2025-03-20T00:00")).toBe("met");
    expect(sent.obligation("express_bulletin", "2025-03-14T00:00").dueAt).toBe(shanghai("2025-03-20T16:30"));
    expect(hot.fact("2025-03-13T16:00", "importantTurn").obligations("turn_bulletin", "2025-03-14T00:00")).toEqual([]);
  });

  it("LG-5.5.2.6: bulletins are sent by the Centre alone, to the group's Coordination Centre among others", () => {
    expect(postsOf("ligao")).toContain("group_coordination");
    expect(hot.by(holding("functional_handler")).refusal("2025-03-07T16:00", "bulletin.issued", hotBulletin)).toBe(
      "LG-5.5.2.6",
    );
  });

  it("LG-5.5.2.6a: bulletins on property management go to the property management department as well", () => {
    const property = ligao
      .received("2025-03-05T10:00", { category: "property_management" })
      .fact("2025-03-07T15:00", "litigationPossible");
    expect(property.obligation("hot_bulletin", "2025-03-07T15:00").bulletin?.to).toEqual([
      ...everyone,
      "property_dept",
    ]);
    expect(property.by(centre).refusal("2025-03-07T16:00", "bulletin.issued", hotBulletin)).toBe("LG-5.5.2.6a");
    const quality = ligao
      .received("2025-03-05T10:00", { category: "engineering_quality" })
      .fact("2025-03-07T15:00", "litigationPossible");
    expect(quality.obligation("hot_bulletin", "2025-03-07T15:00").bulletin?.to).toEqual(everyone);
  });

  it("LG-5.5.2.5c: the group hears when a relayed telephone complaint was handled", () => {
    const closed = plain
      .then("2025-03-05T10:10", "complaint.relayed", { to: "service_specialist", relayId: numbered(50) })
      .then("2025-03-06T10:00", "complaint.closed", {});
    expect(closed.notices("completion", "2025-03-06T10:00")).toEqual(["group_coordination"]);
    expect(plain.then("2025-03-06T10:00", "complaint.closed", {}).notices("completion", "2025-03-07T00:00")).toEqual(
      [],
    );
  });

  it("LG-5.5.2.5d: a forum complaint that was answered in public needs no further notice", () => {
    const relayed = ligao
      .received("2025-03-05T10:00", { channel: "forum" })
      .then("2025-03-05T10:10", "complaint.relayed", { to: "service_specialist", relayId: numbered(50) });
    const closing = (isPublic: boolean): readonly string[] =>
      relayed
        .then("2025-03-05T11:00", "reply.sent", { replyId: numbered(60), kind: "formal", public: isPublic })
        .then("2025-03-06T10:00", "complaint.closed", {})
        .notices("completion", "2025-03-06T10:00");
    expect(closing(true)).toEqual([]);
    expect(closing(false)).toEqual(["group_coordination"]);
  });

  it("LG-5.5.2.5e: what cannot be handled for now is suspended with a reason, and the group hears", () => {
    expect(plain.refusal("2025-03-06T10:00", "complaint.suspended", { reason: "special" })).toBe("LG-5.5.2.5e");
    const suspended = plain.then("2025-03-06T10:00", "complaint.suspended", {
      reason: "special",
      reasonId: numbered(70),
    });
    expect(suspended.notices("suspended", "2025-03-06T10:00")).toEqual(["group_coordination"]);
  });
});

describe("command and presence under Ligao", () => {
  it("LG-5.4.1: the principal of the company meets the parties of a collective complaint at the first moment", () => {
    const collective = plain.joinedBy(2, "2025-03-05T11:00");
    expect(collective.obligation("principal_appears", "2025-03-05T11:00")).toMatchObject({
      owner: "company_principal",
      dueAt: shanghai("2025-03-05T12:00"),
    });
    expect(plain.joinedBy(1, "2025-03-05T11:00").obligations("principal_appears", "2025-03-06T00:00")).toEqual([]);
    const met = collective.then("2025-03-05T11:40", "meeting.held", {
      post: "company_principal",
      at: shanghai("2025-03-05T11:30"),
    });
    expect(met.status("principal_appears", "2025-03-06T00:00")).toBe("met");
    const finished = collective.then("2025-03-06T10:00", "followup.made", {
      followUpId: numbered(90),
      outcome: "satisfied",
    });
    const reported = finished.then("2025-03-06T11:00", "report.submitted", {
      reportId: numbered(91),
      kind: "special",
      sections: [],
    });
    expect(reported.refusal("2025-03-06T12:00", "complaint.closed", {})).toBe("LG-5.4.1");
  });

  it("LG-5.4.4: a major complaint gets one commander and one spokesperson, who alone speak", () => {
    const major = plain.fact("2025-03-05T11:00", "mediaExposed");
    expect(major.obligation("appoint_command", "2025-03-05T11:00")).toMatchObject({
      owner: "company_leaders",
      status: "open",
    });
    const reply = { replyId: numbered(60), kind: "substantive", public: false };
    expect(major.by(centre).refusal("2025-03-05T11:10", "reply.sent", reply)).toBe("LG-5.4.4");
    const commanded = major.then("2025-03-05T11:20", "command.appointed", {
      commanderId: centre.id,
      spokespersonId: numbered(80),
    });
    expect(commanded.status("appoint_command", "2025-03-05T11:20")).toBe("met");
    expect(commanded.by(centre).refusal("2025-03-05T11:30", "reply.sent", reply)).toBeUndefined();
    expect(commanded.by(holding("functional_handler")).refusal("2025-03-05T11:30", "reply.sent", reply)).toBe(
      "LG-5.4.4",
    );
    expect(plain.by(holding("functional_handler")).refusal("2025-03-05T11:30", "reply.sent", reply)).toBeUndefined();
  });

  it("LG-5.1.2.1: an obligation breached raises the complaint one rung, and never to whoever is complained of", () => {
    const breached = plain.at("2025-03-05T11:00").escalations;
    expect(breached).toMatchObject([
      { rung: 1, to: "company_leaders", at: shanghai("2025-03-05T10:30"), clause: "LG-5.1.2.1" },
    ]);
    const accused = plain.then("2025-03-05T10:05", "complaint.accused", { post: "company_leaders" });
    expect(accused.at("2025-03-05T11:00").escalations.map(({ to }) => to)).toEqual(["company_principal"]);
  });
});
