import { describe, expect, it } from "@jest/globals";
import { event, type NewEvent } from "@hearken/contracts";
import type { RecordedEvent } from "@hearken/journal";
import { DAY, instant, newId, type Instant } from "@hearken/kernel";
import { loadRegulation, prepare, type Rules } from "@hearken/regulation";
import { keepingOfComplaint, keepingOfRecord } from "./keeping.js";

const NOON = instant("2025-03-03T12:00:00+08:00");
const noonOf = (day: number): Instant => (NOON + day * DAY) as Instant;

/** Its calendar knows one period, of ten days. */
const rules: Rules = prepare(
  loadRegulation(
    `
regulation: keeping
version: 1
title: {zh: 保存, en: Keeping}
effectiveFrom: "2015-01-01"
register: ligao
posts: [{code: desk, zh: 前台, en: desk}]
ladder: [desk]
categories: [{code: other, zh: 其他, en: other}]
channels: [{code: phone, zh: 电话, en: telephone}]
levels: [{code: general, rank: 1, zh: 一般, en: general, clause: LG-5.5.1.4}]
forms:
  - {code: card, zh: 卡, en: card, clause: LG-5.2.1, fields: []}
  - {code: sheet, zh: 单, en: sheet, clause: LG-5.2.1, fields: []}
  - {code: slip, zh: 条, en: slip, clause: LG-5.2.1, fields: []}
retention:
  - {code: cards, zh: 卡, en: cards, clause: LG-5.2.1, of: [card], keep: P10D, from: closed}
  - {code: sheets, zh: 单, en: sheets, clause: LG-5.2.1, of: [sheet], keep: P10D, from: last_record}
`,
    "keeping.yaml",
  ),
  { addPeriod: (at: Instant) => at + 10 * DAY } as unknown as Parameters<typeof prepare>[1],
);

const happened = (day: number, told: NewEvent): RecordedEvent =>
  ({ ...told, occurredAt: noonOf(day) }) as RecordedEvent;
const filed = (day: number): RecordedEvent =>
  happened(day, event("record.filed", { form: "card", recordId: newId(), filled: [] }));
const closed = (day: number): RecordedEvent => happened(day, event("complaint.closed", {}));
const reopened = (day: number): RecordedEvent => happened(day, event("complaint.reopened", { reason: "again" }));

const until = (form: string, ...history: readonly RecordedEvent[]): Instant | null | undefined =>
  keepingOfRecord({ form, lastFiledAt: noonOf(1) }, { rules, history, now: noonOf(9) })?.until;

describe("a record", () => {
  it("that is kept from closing on has no end while the complaint goes on, or goes on again", () => {
    expect(until("card", filed(1))).toBeNull();
    expect(until("card", filed(1), closed(3))).toBe(noonOf(13));
    const declined = event("complaint.hand_over_declined", { handOverId: newId(), reasonId: newId() });
    expect(until("card", filed(1), happened(2, declined))).toBe(noonOf(12));
    expect(until("card", filed(1), closed(3), reopened(4))).toBeNull();
    expect(until("card", filed(1), closed(3), reopened(4), closed(6))).toBe(noonOf(16));
  });

  it("that is kept from the last record on stays as long as the last of its complaint", () => {
    expect(until("sheet")).toBe(noonOf(11));
    expect(until("sheet", filed(1), filed(5), filed(2))).toBe(noonOf(15));
  });

  it("about which the regulation says nothing has no term", () => {
    expect(until("slip", filed(1), closed(3))).toBeUndefined();
  });
});

describe("a complaint", () => {
  const whole = (...history: readonly RecordedEvent[]): Instant | null | undefined =>
    keepingOfComplaint({ rules, history, now: noonOf(9) })?.until;
  const withdrawn = (day: number): RecordedEvent => happened(day, event("complaint.withdrawn", {}));
  const sheet = (day: number): RecordedEvent =>
    happened(day, event("record.filed", { form: "sheet", recordId: newId(), filled: [] }));

  it("is kept as long as what is kept the longest of it, and for good while something of it is", () => {
    expect(whole(filed(1), sheet(2), closed(3))).toBe(noonOf(13));
    expect(whole(filed(1), sheet(6), closed(3))).toBe(noonOf(16));
    expect(whole(filed(1), sheet(6))).toBeNull();
  });

  it("that is withdrawn is over as one that is closed", () => {
    expect(whole(filed(1), withdrawn(4))).toBe(noonOf(14));
  });

  it("of which nothing must be kept has no term", () => {
    expect(whole(closed(3))).toBeUndefined();
    expect(whole()).toBeUndefined();
  });
});
