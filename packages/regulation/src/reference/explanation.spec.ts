import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Instant } from "@hearken/kernel";
import { explain } from "../evaluation/explain.js";
import type { Obligation } from "../evaluation/standing.js";
import { ComplaintCase, holding, rulesOf, shanghai } from "../testing/complaint-case.js";
import { explanation, sumsOf } from "./explanation.js";
import { lineInWords, lineNameInWords } from "./ledger-words.js";

const rules = rulesOf("ligao");
const { calendar } = rules;
const someone = new ComplaintCase(rules).received("2025-03-03T10:00").obligation("relay_phone", "2025-03-03T10:00");
const workingRule = {
  ...someone.rule,
  due: [
    {
      ...(someone.rule.due[0] as Obligation["rule"]["due"][number]),
      how: { form: "nextOpening", period: { years: 0, months: 0, weeks: 0, days: 0, ms: 0 } } as const,
    },
  ],
};
const owed = (from: string, dueAt: string | null, pauses: Obligation["pauses"] = []): Obligation => ({
  ...someone,
  from: shanghai(from),
  dueAt: dueAt === null ? null : shanghai(dueAt),
  pauses,
  rule: workingRule,
});
const told = (obligation: Obligation, until = obligation.dueAt ?? shanghai("2025-03-04T09:00")) => {
  const lines = explain(rules, obligation, until);
  return explanation({ lines, from: obligation.from, dueAt: obligation.dueAt, calendar });
};

describe("an obligation's time in one sentence", () => {
  it("tells what counted, from where, and the night that did not", () => {
    expect(told(owed("2025-03-03T16:00", "2025-03-04T11:00"))).toEqual({
      "zh-CN": "2025-03-04 11:00 到期：自 2025-03-03 16:00 起计入 4 小时；工作时间以外 15 小时。",
      en: "Due 2025-03-04 11:00: 4 hours counted from 2025-03-03 16:00; outside opening hours 15 hours.",
    });
  });

  it("counts by the alternative that made the due time: every hour, or opening hours", () => {
    const relayed = (at: string) => {
      const told = new ComplaintCase(rules).by(holding("employee")).received(at, { receivedBy: "employee" });
      return explain(rules, told.obligation("relay_to_centre", at), shanghai(at)).map(({ kind, countedMs }) => [
        kind,
        countedMs / 60_000,
      ]);
    };
    expect(relayed("2025-03-08T10:00")).toEqual([["counted", 14 * 60]]);
    expect(relayed("2025-03-03T22:00")).toEqual([
      ["outside_hours", 0],
      ["counted", 60],
    ]);
  });

  it("names the holiday in both languages, and counts its days", () => {
    expect(told(owed("2025-04-30T17:00", "2025-05-06T10:30"))).toEqual({
      "zh-CN":
        "2025-05-06 10:30 到期：自 2025-04-30 17:00 起计入 2 小时 30 分钟；工作时间以外 15 小时；节假日 5 天（劳动节）。",
      en: "Due 2025-05-06 10:30: 2 hours 30 minutes counted from 2025-04-30 17:00; outside opening hours 15 hours; holiday 5 days (Labour Day).",
    });
  });

  it("tells for how long and why the clock stood still", () => {
    const pauses = [{ from: shanghai("2025-03-03T11:00"), to: shanghai("2025-03-03T13:00"), reason: "customer" }];
    expect(told(owed("2025-03-03T10:00", "2025-03-03T14:00", pauses))).toEqual({
      "zh-CN": "2025-03-03 14:00 到期：自 2025-03-03 10:00 起计入 2 小时；暂停计时 2 小时（等待客户）。",
      en: "Due 2025-03-03 14:00: 2 hours counted from 2025-03-03 10:00; clock stood still 2 hours (waiting for the customer).",
    });
  });

  it("says that there is no due time while there is none, and calls the end of a day its 24:00", () => {
    expect(told(owed("2025-03-04T08:59:30", null)).en).toBe(
      "No due time yet: 0 minutes counted from 2025-03-04 08:59:30; outside opening hours 30 seconds.",
    );
    expect(told(owed("2025-03-03T17:00", "2025-03-04T00:00"))["zh-CN"]).toMatch(/^2025-03-03 24:00 到期/);
  });

  it("adds up to the due time exactly", () => {
    const minute = 60_000;
    fc.assert(
      fc.property(
        fc.nat({ max: 20_000 }),
        fc.nat({ max: 20_000 }),
        fc.array(fc.tuple(fc.nat({ max: 3_000 }), fc.nat({ max: 3_000 })), { maxLength: 4 }),
        (start, length, stops) => {
          const from = (shanghai("2025-04-20T00:00") + start * minute) as Instant;
          let at: number = from;
          const pauses = stops.map(([gap, pause]) => {
            const begin = at + gap * minute;
            at = begin + pause * minute;
            return { from: begin as Instant, to: at as Instant, reason: "waiting" };
          });
          const dueAt = (from + length * minute) as Instant;
          const lines = explain(rules, { ...owed("2025-03-03T10:00", null), from, dueAt, pauses }, dueAt);
          const { counted, outsideHours, closedDays, paused } = sumsOf(lines);
          expect(from + counted + outsideHours + closedDays + paused).toBe(dueAt);
        },
      ),
    );
  });
});

describe("the words of a ledger", () => {
  it("leave a name as it is when nobody translated it", () => {
    expect(lineNameInWords({ kind: "override", name: "Stocktaking" })).toEqual({
      "zh-CN": "Stocktaking",
      en: "Stocktaking",
    });
    expect(lineNameInWords({ kind: "paused", name: "constructor" })?.en).toBe("constructor");
    expect(lineNameInWords({ kind: "holiday" })).toBeUndefined();
  });

  it("say every kind in both languages", () => {
    const kinds = ["counted", "outside_hours", "rest_day", "holiday", "make_up", "override", "paused"] as const;
    for (const kind of kinds) {
      expect(lineInWords({ kind })["zh-CN"]).toMatch(/[\u4e00-\u9fff]/);
      expect(lineInWords({ kind }).en).toMatch(/^[a-z -]+$/);
    }
  });
});
