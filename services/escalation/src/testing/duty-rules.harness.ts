import { loadRegulation, prepare, type Rules } from "@hearken/regulation";
import { ROUND_THE_CLOCK } from "./trial-rules.harness.js";

/** A small procedure of duties: monthly, for each estate, after another, resting on another, of each of the staff. */
const DUTIES = `
regulation: duties
version: 1
title: {zh: 职责试行规程, en: Trial of duties}
effectiveFrom: "2015-01-01"
register: ligao
posts:
  - {code: desk, zh: 前台, en: desk, under: manager}
  - {code: manager, zh: 经理, en: manager, under: director}
  - {code: director, zh: 总监, en: director}
ladder: [desk, manager, director]
categories: [{code: other, zh: 其他, en: other}]
channels: [{code: phone, zh: 电话, en: telephone}]
levels:
  - {code: general, rank: 1, zh: 一般, en: general, clause: LG-5.5.1.4}
obligations: []
duties:
  - code: monthly_report
    zh: 月报
    en: monthly report
    clause: LG-4.1.7
    rule: "FREQ=MONTHLY;BYMONTHDAY=5"
    owner: desk
    to: [manager]
    sections: [figures, cases]
    sectionClauses: {cases: LG-4.1.8}
    warn: P1D
    breach: [{notify: director}]
  - {code: minutes, zh: 纪要, en: minutes, clause: LG-4.1.5, after: {duty: monthly_report, within: P2D}, owner: manager}
  - {code: digest, zh: 摘要, en: digest, clause: LG-4.1.6, rule: "FREQ=MONTHLY;BYMONTHDAY=7", owner: manager, needs: [monthly_report]}
  - {code: estate_walk, zh: 巡视, en: walk round an estate, clause: LG-4.2.1, rule: "FREQ=MONTHLY;BYMONTHDAY=6", each: project, owner: manager}
  - {code: desk_note, zh: 日志, en: note of the desk, clause: LG-4.3.1b, rule: "FREQ=MONTHLY;BYMONTHDAY=8", each: staff, owner: desk}
  - {code: appraisal, zh: 考评, en: appraisal, clause: LG-4.1.6, rule: "FREQ=MONTHLY;BYMONTHDAY=9", each: staff, holding: desk, owner: manager}
`;

export const dutyRules: Rules = prepare(loadRegulation(DUTIES, "duties.yaml"), ROUND_THE_CLOCK);
