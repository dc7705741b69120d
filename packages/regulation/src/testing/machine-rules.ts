import { openCalendar } from "@hearken/calendar";
import { loadRegulation } from "../file/load.js";
import { prepare } from "../rules/prepare.js";
import type { Rules } from "../rules/rule.js";

/** A procedure small enough that a model of it is a page: what somebody owes, levels, and duties. */
const MACHINE = `
regulation: machine
version: 1
title: {zh: 状态机, en: Machine}
effectiveFrom: "2015-01-01"
register: ligao
lowering: never
override: {clause: LG-5.5.1.1a}
posts:
  - {code: desk, zh: 前台, en: desk, under: manager}
  - {code: manager, zh: 经理, en: manager}
ladder: [desk, manager]
categories: [{code: other, zh: 其他, en: other}]
channels: [{code: phone, zh: 电话, en: telephone}]
facts:
  - {name: deadline, type: instant, zh: 期限, en: deadline}
  - {name: loud, type: flag, zh: 声大, en: loud}
  - {name: grave, type: flag, zh: 严重, en: grave}
  - {name: old, type: flag, zh: 陈旧, en: old}
levels:
  - {code: top, rank: 3, zh: 高, en: top, clause: LG-5.5.1.1a, any: [{when: grave, clause: LG-5.5.1.1a}, {when: old, age: {reach: PT12H}, clause: LG-5.5.1.1b}]}
  - {code: middle, rank: 2, zh: 中, en: middle, clause: LG-5.5.1.1a, any: [{when: loud, clause: LG-5.5.1.1c}]}
  - {code: base, rank: 1, zh: 低, en: base, clause: LG-5.5.1.4}
obligations:
  - code: visit
    zh: 上门
    en: visit
    clause: LG-5.2.2A
    opens: {on: complaint.relayed, per: event.relayId}
    owner: desk
    due: {within: PT4H}
    warn: 50%
    met: {on: relay.answered, per: event.relayId}
    void: {on: complaint.passed_up}
    pauses: any
  - code: report
    zh: 报告
    en: report
    clause: LG-5.2.5
    opens: {on: complaint.urged}
    owner: desk
    due: {within: PT3H}
    met: {on: report.submitted}
    void: {on: validity.referred}
    pauses: [waiting]
    repeats: open
    survivesWithdrawal: true
  - code: answer
    zh: 答复
    en: answer
    clause: LG-5.2.5
    opens: {on: complaint.received}
    owner: desk
    due: {at: deadline}
    met: {on: reply.sent}
duties:
  - {code: cleaning, zh: 清扫, en: cleaning, clause: LG-4.1.4a, rule: FREQ=DAILY, owner: desk, sections: [floor], to: [manager]}
  - {code: inspection, zh: 检查, en: inspection, clause: LG-4.1.4a, rule: "FREQ=WEEKLY;BYDAY=WE", each: project, needs: [preparation], owner: desk}
  - {code: preparation, zh: 准备, en: preparation, clause: LG-4.1.4a, rule: "FREQ=WEEKLY;BYDAY=TU", each: project, owner: desk}
  - {code: minutes, zh: 纪要, en: minutes, clause: LG-4.1.4a, after: {duty: cleaning, within: PT36H}, owner: desk}
`;

const allDay = [{ from: "00:00", to: "24:00" }];
/** Round the clock, so that a model can add up in its head. */
const calendar = openCalendar({
  code: "machine",
  zone: "Asia/Shanghai",
  week: { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay },
});

export const machineRules: Rules = prepare(loadRegulation(MACHINE, "machine.yaml"), calendar);

/** The same, with a level that falls when its ground is gone. */
export const fallingRules: Rules = prepare(
  loadRegulation(MACHINE.replace("lowering: never", "lowering: follows"), "machine.yaml"),
  calendar,
);
