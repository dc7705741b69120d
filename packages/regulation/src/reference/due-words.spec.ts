import { describe, expect, it } from "@jest/globals";
import { publishedRegulation, publishedRegulations } from "../file/published.source.js";
import { regulationOf } from "../testing/complaint-case.js";
import { dueInWords } from "./due-words.js";

const ligao = regulationOf("ligao");

describe("a due time in words", () => {
  it.each([
    [
      { within: "PT30M", from: "callEndedAt" },
      "30 分钟内，自“通话结束时间”起计",
      "within 30 minutes, counted from: instant at which the call ended",
    ],
    [{ within: "P1DT2H", count: "working" }, "1 天 2 小时工作时间内", "within 1 day 2 hours of working time"],
    [{ workingDays: 2 }, "第 2 个工作日结束前", "by the end of working day 2"],
    [{ workingDays: 1, sameTime: true as const }, "第 1 个工作日的同一时刻前", "by the same time of working day 1"],
    [{ sameDay: true as const }, "当日内", "on the same day"],
    [{ nextOpening: "PT1H" }, "下一次上班后 1 小时内", "within 1 hour of the next opening"],
    [
      { endOf: "promisedOn" },
      "“承诺反馈日期”当日结束前",
      "by the end of the day: date by which the complainant was promised to hear",
    ],
    [
      { before: "receivedAt", lead: "P2M", endOfDay: true as const },
      "“受理时间”前 2 个月，至当日结束",
      "2 months before: instant of receipt, to the end of that day",
    ],
    [
      { earliest: [{ within: "PT24H" }, { sameDay: true as const }] },
      "以下最早者：24 小时内 | 当日内",
      "the earliest of: within 24 hours | on the same day",
    ],
    [
      { within: "P1W", when: 'stage == "in_warranty"' },
      '1 周内，条件：stage == "in_warranty"',
      'within 1 week, when stage == "in_warranty"',
    ],
  ])("%j", (due, zh, en) => {
    expect(dueInWords(ligao, due)).toEqual({ "zh-CN": zh, en });
  });

  it("names the alternatives, a bound, and what a tenant may choose", () => {
    const [name = "", reading] = Object.entries(ligao.readings).find(([, one]) => one.default === "elapsed") ?? [];
    const words = dueInWords(ligao, [
      { within: "PT4H", count: name, noLaterThan: { sameDay: true } },
      { workingDays: 3 },
    ]);
    expect(words.en).toBe("within 4 hours, and no later than: on the same day; else by the end of working day 3");
    expect(reading).toBeDefined();
    expect(dueInWords(ligao, undefined)).toEqual({ "zh-CN": "未规定期限", en: "no term is set" });
  });

  it("is said for every obligation that is published, in both languages", () => {
    for (const { code, version } of publishedRegulations()) {
      const file = publishedRegulation(code, version) ?? ligao;
      for (const { due, code: obligation } of file.obligations) {
        const words = dueInWords(file, due);
        expect({ obligation, zh: words["zh-CN"] }).toEqual({
          obligation,
          zh: expect.stringMatching(/[\u4e00-\u9fff]/),
        });
        expect(words.en).not.toMatch(/[\u4e00-\u9fff]|undefined/);
      }
    }
  });
});
