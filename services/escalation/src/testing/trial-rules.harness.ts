import { openCalendar, type Calendar } from "@hearken/calendar";
import { loadRegulation, prepare, type Rules } from "@hearken/regulation";

/**
 * A small procedure with one of everything that time does: a warning, a breach that notifies and escalates, a level that
 * rises by age, a pause, a bulletin that a level demands, and a duty that comes back as soon as it is done.
 */
const TRIAL = `
regulation: trial
version: 1
title: {zh: 试行规程, en: Trial procedure}
effectiveFrom: "2015-01-01"
register: ligao
posts:
  - {code: desk, zh: 前台, en: desk, under: manager}
  - {code: manager, zh: 经理, en: manager, under: director}
  - {code: director, zh: 总监, en: director}
ladder: [desk, manager, director]
categories: [{code: other, zh: 其他, en: other}]
channels: [{code: phone, zh: 电话, en: telephone}]
facts:
  - {name: ours, type: flag, zh: 我方原因, en: ours}
levels:
  - code: grave
    rank: 3
    zh: 严重
    en: grave
    clause: LG-5.5.1.1a
    any:
      - {when: complainants >= 3, clause: LG-5.5.1.1c}
      - {when: open && ours, age: {reach: P7D}, clause: LG-5.5.1.1d}
  - {code: general, rank: 1, zh: 一般, en: general, clause: LG-5.5.1.4}
obligations:
  - code: relay
    zh: 传递
    en: relay it
    clause: LG-5.2.2A
    opens: {on: complaint.received}
    owner: desk
    due: {within: PT30M}
    warn: 50%
    met: {on: complaint.relayed}
    pauses: any
    breach: [{notify: manager, escalate: next}]
  - code: answer
    zh: 答复
    en: answer
    clause: LG-5.2.5
    opens: {on: complaint.relayed, per: event.relayId}
    owner: manager
    due: {within: P1D}
    met: {on: relay.answered, per: event.relayId}
    void: {on: complaint.closed}
    pauses: [waiting]
    breach: [{escalate: next}]
  - code: grave_bulletin
    zh: 严重通报
    en: bulletin on a grave complaint
    clause: LG-5.5.2.4a
    kind: bulletin
    opens: {on: level.changed, when: 'event.to == "grave"'}
    owner: desk
    due: {within: PT1H}
    met: {on: bulletin.issued, when: 'event.kind == "grave"'}
    bulletin: {kind: grave, to: [manager, director], sections: [state, help]}
    breach: [{notify: director}]
  - code: weekly
    zh: 每周联系
    en: call every week
    clause: LG-5.5.2.4b
    opens: {on: complaint.relayed}
    owner: desk
    due: {within: P7D}
    met: {on: contact.made}
    void: {on: complaint.closed}
    repeats: open
notices:
  - {code: grave_now, zh: 已成严重投诉, en: it has become grave, clause: LG-5.5.2.4a, on: level.changed, when: 'event.to == "grave"', to: [director]}
gates:
  - {action: bulletin.issued, clause: LG-5.5.2.6, require: '"desk" in actor.posts', message: {zh: 由前台发出, en: the desk sends bulletins}}
`;

/** Round the clock, so that a spec can add up in its head. */
export const ROUND_THE_CLOCK: Calendar = openCalendar({
  code: "trial",
  zone: "Asia/Shanghai",
  week: Object.fromEntries(
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [{ from: "00:00", to: "24:00" }]]),
  ) as never,
});

export const trialRules: Rules = prepare(loadRegulation(TRIAL, "trial.yaml"), ROUND_THE_CLOCK);

/** The same, with twenty minutes for a relay instead of thirty. */
export const hastierRules: Rules = prepare(
  loadRegulation(TRIAL.replace("PT30M", "PT20M"), "trial.yaml"),
  ROUND_THE_CLOCK,
);

const OFFICE = [{ from: "09:00", to: "18:00" }];

/** The same, with five working days of China for a relay: a year whose holidays are not published cannot be reckoned. */
export const officeRules: Rules = prepare(
  loadRegulation(TRIAL.replace("within: PT30M", "workingDays: 5"), "trial.yaml"),
  openCalendar({
    code: "office",
    zone: "Asia/Shanghai",
    week: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: [], sun: [] },
    statutory: "cn",
  }),
);
