import { openCalendar } from "@hearken/calendar";
import { DAY, type Instant } from "@hearken/kernel";
import { describe, expect, it } from "@jest/globals";
import { RegulationFileError } from "../file/problem.js";
import type { ObligationEntry } from "../file/obligation.schema.js";
import type { RegulationFile } from "../file/schema.js";
import { prepare } from "../rules/prepare.js";
import {
  ComplaintCase,
  holding,
  numbered,
  OFFICE,
  regulationOf,
  rulesOf,
  shanghai,
} from "../testing/complaint-case.js";
import { evaluate } from "./evaluate.js";
import { RunawayRegulation } from "./simulation.js";
import type { HistoryEvent } from "./standing.js";

/* What the engine answers to what should never come; each is defined, none is an accident. */

const calendar = openCalendar(OFFICE);
const ligao = (change: (file: RegulationFile) => void): RegulationFile => {
  const file = structuredClone(regulationOf("ligao"));
  change(file);
  return file;
};
const owed: ObligationEntry = {
  code: "odd",
  zh: "怪",
  en: "odd",
  clause: "LG-2",
  kind: "task",
  opens: { on: "complaint.received" },
  owner: "service_center",
  met: { on: "complaint.closed" },
  survivesWithdrawal: false,
};
const told = (file: RegulationFile): ComplaintCase =>
  new ComplaintCase(prepare(file, calendar)).received("2025-03-03T10:00");

describe("a regulation that contradicts itself", () => {
  it("by two ladders' posts standing twice is refused, with each place", () => {
    const file = ligao(({ ladder, ladders }) => {
      ladder.push("service_center");
      ladders.push({ code: "other", clause: "LG-2", when: "open", posts: ["dept_head", "dept_head"] });
    });
    expect(() => prepare(file, calendar)).toThrow(/service_center stands twice[\s\S]*dept_head stands twice/);
  });

  it("by two rules of one code is refused", () => {
    const file = ligao(({ obligations }) => obligations.push(owed, owed));
    expect(() => prepare(file, calendar)).toThrow(/odd stands twice/);
  });

  it("by a fact that nobody declared is refused, and never silently false", () => {
    const file = ligao(({ obligations }) => obligations.push({ ...owed, opens: { when: "litigationFild" } }));
    expect(() => prepare(file, calendar)).toThrow(RegulationFileError);
  });
});

describe("rules that feed on each other", () => {
  it("in a circle of obligations that only follow each other owe nothing", () => {
    const file = ligao(({ obligations }) => {
      obligations.push(
        { ...owed, code: "hen", opens: { after: "egg" } },
        { ...owed, code: "egg", opens: { after: "hen" } },
      );
    });
    expect(
      told(file)
        .at("2025-03-10T10:00")
        .obligations.map(({ code }) => code),
    ).not.toContain("hen");
  });

  it("without end at one instant are stopped with the instant at which they did", () => {
    const file = ligao(({ obligations }) => {
      obligations.push({
        ...owed,
        opens: { on: "complaint.received" },
        met: { on: "obligation.opened:odd" },
        repeats: "open",
      });
    });
    expect(() => told(file).at("2025-03-03T10:00")).toThrow(RunawayRegulation);
  });

  it("again and again over time are owed once at a time, and each looking is finite", () => {
    const file = ligao(({ obligations }) => {
      obligations.push({
        ...owed,
        opens: [{ on: "complaint.received" }, { on: "obligation.breached:odd" }],
        due: { within: "PT1M" },
      });
    });
    const standing = told(file).at("2025-03-03T12:00");
    expect(
      standing.obligations.filter(({ code, status }) => code === "odd" && status === "open").length,
    ).toBeLessThanOrEqual(1);
  });
});

describe("a due time", () => {
  it("before its opening counts from the opening: nobody can owe what was not yet asked", () => {
    const file = ligao(({ obligations }) => obligations.push({ ...owed, due: { before: "receivedAt", lead: "P2D" } }));
    const { dueAt, openedAt } = told(file).obligation("odd", "2025-03-03T10:00");
    expect(dueAt).toBe(openedAt);
  });

  it("in a year whose holidays are not published stays open, and says which year is missing", () => {
    const file = ligao(({ obligations }) => obligations.push({ ...owed, due: { workingDays: 5 } }));
    const rules = prepare(file, calendar);
    const one = new ComplaintCase(rules).received("2031-03-03T10:00");
    expect(one.obligation("odd", "2031-06-01T10:00")).toMatchObject({
      status: "open",
      dueAt: null,
      unreckonedYear: 2031,
    });
    expect(one.at("2031-06-01T10:00").unreckonedYears).toContain(2031);
  });
});

describe("a history", () => {
  const one = new ComplaintCase(rulesOf("ligao")).received("2025-03-03T10:00");
  const at = shanghai("2025-04-20T10:00");

  it("with an event that nobody knows, or of a contract of the future, is read without it", () => {
    const strange = {
      type: "complaint.telepathed",
      payload: { v: 9 },
      id: numbered(7),
      occurredAt: at - DAY,
      actor: holding(),
    };
    const history = [...one.history, strange as unknown as HistoryEvent];
    expect(evaluate(one.rules, history, at).obligations).toEqual(evaluate(one.rules, one.history, at).obligations);
  });

  it("with a fact, a step or a form that the regulation never declared is read without it", () => {
    const odd = one
      .fact("2025-03-04T10:00", "moonPhase", "full")
      .step("2025-03-04T10:00", "rain_dance")
      .record("2025-03-04T10:00", "horoscope", { filled: ["sign"] });
    const standing = evaluate(odd.rules, odd.history, at);
    expect(standing.obligations).toEqual(evaluate(one.rules, one.history, at).obligations);
    expect(standing.facts).toEqual(evaluate(one.rules, one.history, at).facts);
  });

  it("with a fact of another type than was declared is read without it", () => {
    const wrong = one.fact("2025-03-04T10:00", "litigationFiled", "yes");
    expect(wrong.level("2025-03-05T10:00")).toBe(one.level("2025-03-05T10:00"));
  });

  it("told out of order is put in order", () => {
    const told_ = one.then("2025-03-03T10:20", "complaint.relayed", { to: "functional_handler", relayId: numbered(5) });
    const backwards = [...told_.history].reverse();
    expect(evaluate(one.rules, backwards, at)).toEqual(evaluate(one.rules, told_.history, at));
  });

  it("of the future is not known yet", () => {
    const later = one.fact("2025-05-01T10:00", "litigationFiled");
    expect(later.level("2025-04-20T10:00")).toBe(one.level("2025-04-20T10:00"));
  });

  it("in which things happen before the complaint was received begins with what happened", () => {
    const early = new ComplaintCase(rulesOf("ligao"))
      .fact("2025-03-01T10:00", "litigationFiled")
      .received("2025-03-03T10:00");
    expect(early.level("2025-03-03T10:00")).toBe("major");
  });

  it("that is empty has no status, no level and owes nothing", () => {
    expect(evaluate(one.rules, [], at)).toMatchObject({
      status: "none",
      level: null,
      obligations: [],
      nextChangeAt: null,
    });
  });

  it("of 10,000 events on one complaint is evaluated like any other", () => {
    const more = Array.from({ length: 10_000 }, (_, index) => ({
      type: "complaint.urged" as const,
      payload: {},
      id: numbered(20_000 + index),
      occurredAt: (one.history[0]?.occurredAt ?? 0) + (index + 1) * 60_000,
      actor: holding(),
    }));
    const history = [...one.history, ...more] as unknown as readonly HistoryEvent[];
    const { facts, obligations } = evaluate(one.rules, history, (at + 30 * DAY) as Instant);
    expect(facts["urges"]).toBe(10_000n);
    expect(obligations.map(({ key }) => key)).toEqual(
      evaluate(one.rules, one.history, (at + 30 * DAY) as Instant).obligations.map(({ key }) => key),
    );
  });
});
