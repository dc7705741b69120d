import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, numbered, rulesOf, shanghai } from "../testing/complaint-case.js";

const kf = new ComplaintCase(rulesOf("property-kf02"));
const reading = (readings: Record<string, string | number>): ComplaintCase =>
  new ComplaintCase(rulesOf("property-kf02", readings));
const plain = kf.received("2025-03-05T10:00");

const valid = (told: ComplaintCase, at: string, ground = "contract_duty_unmet"): ComplaintCase =>
  told.fact(at, "ground", ground).then(at, "validity.determined", { validity: "valid" });
const urged = (told: ComplaintCase, ...at: readonly string[]): ComplaintCase =>
  at.reduce((so, when) => so.then(when, "complaint.urged", {}), told);
const byUs = (told: ComplaintCase, at: string): ComplaintCase => told.fact(at, "fault", "company");
const injured = (told: ComplaintCase, at: string): ComplaintCase => byUs(told.fact(at, "injury"), at);
const submitted = (told: ComplaintCase, at: string, to = "company_leader"): ComplaintCase =>
  told.then(at, "complaint.passed_up", { to });

describe("the level under KF02", () => {
  it("KF-4.4.1a: a contracted service that is raised for the third time and unsolved makes a complaint major", () => {
    const told = valid(kf.received("2025-03-03T10:00"), "2025-03-03T11:00");
    const twice = urged(told, "2025-03-06T10:00");
    expect(twice.level("2025-03-10T09:59")).toBe("minor");
    const thrice = urged(twice, "2025-03-10T10:00");
    expect(thrice.at("2025-03-10T10:00").level).toMatchObject({ code: "major", clause: "KF-4.4.1a" });
    const finished = urged(twice.then("2025-03-09T10:00", "complaint.finished", {}), "2025-03-10T10:00");
    expect(finished.level("2025-03-10T10:00")).toBe("minor");
    const asTwo = reading({ repeatedlyRaised: 2 });
    expect(new ComplaintCase(asTwo.rules, twice.history).level("2025-03-06T10:00")).toBe("major");
  });

  it("KF-4.4.1a: a clearly wrong effect that is raised repeatedly is major, a supplier's failure is not", () => {
    const told = urged(
      valid(kf.received("2025-03-03T10:00"), "2025-03-03T11:00", "supplier_failure"),
      "2025-03-06T10:00",
      "2025-03-10T10:00",
    );
    expect(told.level("2025-03-10T10:00")).toBe("minor");
    expect(told.fact("2025-03-10T11:00", "wrongEffect").levelClause("2025-03-10T11:00")).toBe("KF-4.4.1a");
  });

  it("KF-4.4.1b: an injury or a major loss by the company's responsibility makes a complaint major at once", () => {
    for (const harm of ["injury", "majorLoss"]) {
      const told = plain.fact("2025-03-05T11:00", harm);
      expect(told.level("2025-03-05T11:00")).toBe("minor");
      expect(told.fact("2025-03-05T11:01", "fault", "other").level("2025-03-05T11:01")).toBe("minor");
      expect(byUs(told, "2025-03-05T11:01").at("2025-03-05T11:01").level).toMatchObject({
        code: "major",
        clause: "KF-4.4.1b",
      });
    }
  });

  it("KF-4.4.1c: a valid complaint is major once a month has passed, by time alone; coordination work is not", () => {
    const told = valid(plain, "2025-03-05T11:00", "misconduct");
    expect(told.level("2025-04-05T09:59:59")).toBe("minor");
    expect(told.at("2025-04-05T10:00").level).toEqual({
      code: "major",
      rank: 3,
      clause: "KF-4.4.1c",
      since: shanghai("2025-04-05T10:00"),
    });
    expect(told.obligation("submit_major", "2025-04-05T10:00").dueAt).toBe(shanghai("2025-04-06T00:00"));
    const coordinated = plain
      .fact("2025-03-05T11:00", "ground", "other_residents")
      .then("2025-03-05T11:00", "validity.determined", { validity: "invalid" });
    expect(coordinated.level("2025-05-05T10:00")).toBe("minor");
    const solved = told.then("2025-04-05T09:00", "complaint.finished", {});
    expect(solved.level("2025-04-06T10:00")).toBe("minor");
  });

  it("KF-4.4.2: a valid complaint caused by the company's faulty service is important", () => {
    const told = byUs(valid(plain, "2025-03-05T11:00", "overcharging"), "2025-03-05T11:10");
    expect(told.at("2025-03-05T11:10").level).toMatchObject({ code: "important", clause: "KF-4.4.2" });
    const excessive = plain.then("2025-03-05T11:00", "validity.determined", { validity: "invalid" });
    expect(byUs(excessive, "2025-03-05T11:10").level("2025-03-05T11:10")).toBe("minor");
  });

  it("KF-4.4.3: a slight inconvenience that is nobody's fault and easily solved is minor; by our fault it is important", () => {
    const slight = plain
      .fact("2025-03-05T11:00", "fault", "none")
      .fact("2025-03-05T11:00", "impact", "slight")
      .fact("2025-03-05T11:00", "ease", "easy");
    expect(slight.at("2025-03-05T11:00")).toMatchObject({
      level: { code: "minor", clause: "KF-4.4.3" },
      facts: { fault: "none", impact: "slight", ease: "easy" },
    });
    expect(byUs(slight, "2025-03-05T11:10").level("2025-03-05T11:10")).toBe("important");
  });
});

describe("the clocks of the levels under KF02", () => {
  it("KF-4.5.2a: a major complaint is with the company leader on the day of its classification", () => {
    const major = injured(plain, "2025-03-05T16:00");
    expect(major.obligation("submit_major", "2025-03-05T16:00")).toMatchObject({
      owner: "service_staff",
      dueAt: shanghai("2025-03-06T00:00"),
    });
    expect(submitted(major, "2025-03-05T17:00").status("submit_major", "2025-03-06T12:00")).toBe("met");
    expect(submitted(major, "2025-03-05T17:00", "manager_in_charge").status("submit_major", "2025-03-05T18:00")).toBe(
      "open",
    );
    expect(major.status("submit_major", "2025-03-05T23:59:59")).toBe("open");
    expect(major.status("submit_major", "2025-03-06T00:00")).toBe("breached");
    expect(submitted(major, "2025-03-06T00:00").status("submit_major", "2025-03-06T00:00")).toBe("met");
    expect(submitted(major, "2025-03-06T00:01").status("submit_major", "2025-03-06T00:01")).toBe("met_late");
    expect(major.notices("submit_major.breached", "2025-03-06T00:00")).toEqual([
      "service_supervisor",
      "company_leader",
    ]);
    expect(major.at("2025-03-06T00:00").escalations).toMatchObject([{ to: "service_supervisor" }]);
    const receipt = reading({ majorDay: "receipt" }).received("2025-03-05T22:00");
    const nextDay = injured(receipt, "2025-03-05T23:00");
    expect(nextDay.obligation("submit_major", "2025-03-05T23:00").dueAt).toBe(shanghai("2025-03-06T00:00"));
    expect(injured(receipt, "2025-03-07T09:00").obligation("submit_major", "2025-03-07T09:00").dueAt).toBe(
      shanghai("2025-03-08T00:00"),
    );
  });

  it("KF-4.5.2b: an important complaint is with the manager in charge one hour after reception", () => {
    const important = byUs(plain, "2025-03-05T10:10");
    expect(important.obligation("pass_important", "2025-03-05T10:10")).toMatchObject({
      owner: "service_staff",
      dueAt: shanghai("2025-03-05T11:00"),
    });
    expect(important.status("pass_important", "2025-03-05T10:59:59")).toBe("open");
    expect(important.obligation("pass_important", "2025-03-05T11:00")).toMatchObject({
      status: "breached",
      breachedAt: shanghai("2025-03-05T11:00"),
    });
    const passed = (at: string): string | undefined =>
      submitted(important, at, "manager_in_charge").status("pass_important", "2025-03-05T12:00");
    expect(passed("2025-03-05T11:00")).toBe("met");
    expect(passed("2025-03-05T11:01")).toBe("met_late");
    const relay = { to: "manager_in_charge", relayId: numbered(50) };
    const relayed = important.then("2025-03-05T10:30", "complaint.relayed", relay);
    expect(relayed.status("pass_important", "2025-03-05T12:00")).toBe("met");
    expect(important.notices("pass_important.breached", "2025-03-05T11:00")).toEqual([
      "service_supervisor",
      "manager_in_charge",
    ]);
    expect(important.at("2025-03-05T11:00").escalations).toMatchObject([{ to: "service_supervisor" }]);
    expect(important.fact("2025-03-05T10:20", "injury").status("pass_important", "2025-03-05T12:00")).toBe("void");
    const evening = reading({ hours: "working" }).received("2025-03-05T17:30");
    expect(byUs(evening, "2025-03-05T17:40").obligation("pass_important", "2025-03-05T17:40").dueAt).toBe(
      shanghai("2025-03-06T09:30"),
    );
  });

  it("KF-4.5.2c: a minor complaint is solved within two days, or by the end of the day that the resident asks for", () => {
    expect(plain.obligation("solve_minor", "2025-03-05T10:00")).toMatchObject({
      owner: "complained_dept_head",
      dueAt: shanghai("2025-03-07T10:00"),
    });
    expect(plain.status("solve_minor", "2025-03-07T09:59:59")).toBe("open");
    expect(plain.status("solve_minor", "2025-03-07T10:00")).toBe("breached");
    expect(plain.notices("solve_minor.breached", "2025-03-07T10:00")).toEqual(["service_supervisor"]);
    expect(plain.at("2025-03-07T10:00").escalations).toMatchObject([{ to: "service_supervisor" }]);
    expect(byUs(plain, "2025-03-06T10:00").status("solve_minor", "2025-03-08T10:00")).toBe("void");
    expect(plain.stepRefusal("2025-03-06T10:00", "deadline_agreed")).toBe("KF-4.5.2c");
    const agreed = (told: ComplaintCase, date: string): number | null =>
      told.step("2025-03-06T10:00", "deadline_agreed", { date }).obligation("solve_minor", "2025-03-06T10:00").dueAt;
    expect(agreed(plain, "2025-03-10")).toBe(shanghai("2025-03-11T00:00"));
    const shortens = reading({ requestedPeriod: "shortens" }).received("2025-03-05T10:00");
    expect(agreed(shortens, "2025-03-10")).toBe(shanghai("2025-03-07T10:00"));
    expect(agreed(shortens, "2025-03-06")).toBe(shanghai("2025-03-07T00:00"));
    const reopened = plain
      .then("2025-03-06T10:00", "complaint.finished", {})
      .then("2025-03-10T10:00", "complaint.reopened", { reason: "unsolved" });
    expect(reopened.obligation("solve_minor", "2025-03-10T10:00")).toMatchObject({
      status: "open",
      dueAt: shanghai("2025-03-12T10:00"),
    });
    const friday = reading({ days: "working" }).received("2025-03-07T10:00");
    expect(friday.obligation("solve_minor", "2025-03-07T10:00").dueAt).toBe(shanghai("2025-03-11T18:00"));
    const again = valid(
      plain.then("2025-03-05T11:00", "validity.determined", { validity: "invalid" }),
      "2025-03-05T12:00",
    );
    expect(again.obligation("solve_minor", "2025-03-05T12:00")).toMatchObject({
      status: "open",
      dueAt: shanghai("2025-03-07T10:00"),
    });
  });
});
