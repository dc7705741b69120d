import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { loadRegulation } from "../file/load.js";
import { describeProblem, RegulationFileError } from "../file/problem.js";
import { baselineOf, publishedRegulation } from "../file/published.source.js";
import type { RegulationFile } from "../file/schema.js";
import { ComplaintCase, numbered, rulesOf } from "../testing/complaint-case.js";
import { compose, describeLoosening } from "./compose.js";
import { loadComposed, loadOverlay } from "./load-overlay.js";
import type { Overlay } from "./overlay.schema.js";

const ligaoText = readFileSync(new URL("../../regulations/ligao.yaml", import.meta.url), "utf8");
/** Beside what Ligao says: one of everything that a subsidiary may make stricter. */
const MORE = `duties:
  - {code: weekly_report, zh: 周报, en: weekly report, clause: LG-5.6.1.2b, rule: FREQ=WEEKLY;BYDAY=MO, owner: service_center, to: [company_leaders], warn: P1D}
retention:
  - {code: complaints, zh: 投诉记录, en: complaints, clause: LG-5.6.1.2b, of: [complaint], keep: P2Y}
steps:
  - {code: joint_inspection, zh: 联合查勘, en: joint inspection, clause: LG-4.1.1, needs: [date]}
forms:
  - code: visit_card
    zh: 回访卡
    en: visit card
    clause: LG-4.1.1
    fields: [{code: phone, zh: 电话, en: telephone}, {code: mood, zh: 情绪, en: mood}]
checklists:
  - {code: etiquette, zh: 礼仪, en: etiquette, clause: LG-4.1.1, at: [followup.made], items: [{code: card_shown, zh: 出示工牌, en: card shown}]}
`;
const surviving = ligaoText.replace(
  "    void: {on: complaint.closed}\n",
  "    void: {on: complaint.closed}\n    survivesWithdrawal: true\n",
);
const ligao = loadRegulation(`parts: [more.yaml]\n${surviving}`, "ligao.yaml", () => MORE);
const HEAD = `
regulation: south
version: 1
title: {zh: 南方, en: South}
effectiveFrom: "2026-01-01"
baseline: {regulation: ligao, version: 1}
`;
const overlay = (text: string): Overlay => loadOverlay(`${HEAD}${text}`, "south.yaml");

function composed(text: string): RegulationFile {
  const composition = compose(ligao, overlay(text));
  if (composition.kind === "refused") throw new Error(composition.loosenings.map(describeLoosening).join("\n"));
  return composition.file;
}

function refused(text: string): readonly string[] {
  const composition = compose(ligao, overlay(text));
  return composition.kind === "refused" ? composition.loosenings.map(describeLoosening) : [];
}

function problems(text: string): readonly string[] {
  try {
    loadComposed(`${HEAD}${text}`, "south.yaml", () => ligao);
  } catch (error) {
    if (error instanceof RegulationFileError) return error.problems.map(describeProblem);
    throw error;
  }
  return [];
}

describe("an overlay that says nothing", () => {
  it("composes to its baseline under another name", () => {
    const { regulation, version, title, effectiveFrom } = overlay("");
    expect(composed("")).toEqual({ ...ligao, regulation, version, title, effectiveFrom });
  });
});

describe("what an overlay says more strictly", () => {
  it("stands in the place of the baseline's, or beside it", () => {
    const file = composed(`
stricter:
  obligations:
    - code: relay_phone
      due: {within: PT20M, from: callEndedAt}
      warn: 25%
      breach: [{notify: company_principal}]
    - {code: special_report, due: {workingDays: 5}}
    - {code: hot_bulletin, bulletin: {to: [company_principal, company_leaders], sections: [next_steps]}}
  levels: [{code: hot, any: [{when: urges > 2, clause: LG-5.5.1.2a}]}]
  notices: [{code: major_at_once, to: company_principal}]
  steps: [{code: joint_inspection, needs: [party]}]
  forms: [{code: visit_card, require: [phone], fields: [{code: age, zh: 年龄, en: age, required: true}]}]
  checklists: [{code: etiquette, required: true, items: [{code: shoes_covered, zh: 鞋套, en: shoes covered}]}]
  duties: [{code: weekly_report, warn: P2D, to: [company_principal], sections: [figures]}]
  retention: [{code: complaints, keep: permanent}]
`);
    const obligation = (code: string): unknown => file.obligations.find((one) => one.code === code);
    expect(obligation("relay_phone")).toMatchObject({
      due: [{ within: "PT20M", from: "callEndedAt" }],
      warn: "25%",
      breach: [{ notify: "company_leaders", escalate: "next" }, { notify: "company_principal" }],
    });
    expect(obligation("special_report")).toMatchObject({ due: [{ workingDays: 5 }] });
    const bulletin = { sections: ["present_state", "help_needed", "next_steps"] };
    expect(obligation("hot_bulletin")).toMatchObject({ bulletin });
    expect((obligation("hot_bulletin") as { bulletin: { to: unknown[] } }).bulletin.to).toEqual([
      "company_leaders",
      "group_coordination",
      { post: "property_dept", when: 'category == "property_management"' },
      "company_principal",
    ]);
    expect(file.levels.find(({ code }) => code === "hot")?.any?.at(-1)).toMatchObject({ when: "urges > 2" });
    expect(file.notices.find(({ code }) => code === "major_at_once")?.to).toEqual([
      "company_leaders",
      "group_coordination",
      "company_principal",
    ]);
    expect(file.steps.at(-1)?.needs).toEqual(["date", "party"]);
    expect(file.forms.at(-1)?.fields.map(({ code, required }) => [code, required])).toEqual([
      ["phone", true],
      ["mood", undefined],
      ["age", true],
    ]);
    expect(file.checklists.at(-1)).toMatchObject({
      required: true,
      items: [{ code: "card_shown" }, { code: "shoes_covered" }],
    });
    expect(file.duties.at(-1)).toMatchObject({
      warn: "P2D",
      to: ["company_leaders", "company_principal"],
      sections: ["figures"],
    });
    expect(file.retention.at(-1)?.keep).toBe("permanent");
  });

  it("leaves everything else as it is", () => {
    const file = composed("stricter: {obligations: [{code: relay_phone, warn: 10%}]}");
    const others = (of: RegulationFile): unknown => of.obligations.filter(({ code }) => code !== "relay_phone");
    expect(others(file)).toEqual(others(ligao));
    expect(file.gates).toEqual(ligao.gates);
  });
});

describe("a loosening", () => {
  const changed = (change: string): string => `stricter: {obligations: [{code: ${change}}]}`;

  it.each([
    [
      "a longer due time",
      changed("relay_phone, due: {within: PT45M, from: callEndedAt}"),
      "obligations.relay_phone.due: PT45M from callEndedAt is longer than the baseline's PT30M from callEndedAt",
    ],
    [
      "a later warning",
      changed("relay_phone, warn: 80%"),
      "obligations.relay_phone.warn: 80% is later than the baseline's 50%",
    ],
    [
      "a warning of another form",
      changed("relay_phone, warn: PT5M"),
      "obligations.relay_phone.warn: PT5M cannot be compared with the baseline's 50%: one is a share, the other a duration",
    ],
    [
      "a later warning before",
      changed("relay_off_hours, warn: PT10M"),
      "obligations.relay_off_hours.warn: PT10M is later than the baseline's PT30M",
    ],
    [
      "a clock that stands still",
      changed("relay_phone, pauses: [waiting]"),
      "obligations.relay_phone.pauses: [waiting] stops the clock more often than the baseline's []",
    ],
    [
      "an obligation that ends with a withdrawal",
      changed("appoint_command, survivesWithdrawal: false"),
      "obligations.appoint_command.survivesWithdrawal: false is looser than the baseline's true",
    ],
    [
      "a shorter retention",
      "stricter: {retention: [{code: complaints, keep: P18M}]}",
      "retention.complaints.keep: P18M is shorter than the baseline's P2Y, or may be",
    ],
    [
      "a later announcement of a duty",
      "stricter: {duties: [{code: weekly_report, warn: PT12H}]}",
      "duties.weekly_report.warn: PT12H is later than the baseline's P1D",
    ],
    [
      "another reading",
      "readings: {hours: working}",
      "readings.hours: working is not the baseline's elapsed: which of two readings is stricter cannot be told",
    ],
    [
      "an obligation of the same code",
      "adds: {gates: [], obligations: [{code: relay_phone, zh: x, en: x, clause: LG-5.2.2A, opens: {on: complaint.received}, owner: service_center, met: {on: complaint.relayed}}]}",
      "obligations.relay_phone: the baseline has it; say under `stricter` what is stricter about it",
    ],
    [
      "a level that is the rest no more",
      "stricter: {levels: [{code: general, any: [{when: open, clause: LG-5.5.1.4}]}]}",
      "levels.general.any: the level for everything else takes no rules: nothing could be the rest",
    ],
    [
      "what the baseline does not have",
      changed("relay_fone, warn: 10%"),
      'obligations.relay_fone: the baseline has no such rule; did you mean "relay_phone"?',
    ],
    [
      "a bulletin where none is demanded",
      changed("relay_phone, bulletin: {to: company_principal}"),
      "obligations.relay_phone.bulletin: the baseline demands no bulletin here: add an obligation of its own",
    ],
    [
      "a field that the form does not have",
      "stricter: {forms: [{code: visit_card, require: [fone]}]}",
      "forms.visit_card.require: the baseline's form has no field fone",
    ],
    [
      "a field that the form has",
      "stricter: {forms: [{code: visit_card, fields: [{code: phone, zh: 电话, en: telephone}]}]}",
      "forms.visit_card.fields: the baseline's form has the field phone: name it under `require`",
    ],
  ])("is refused, with the rule and both values: %s", (_, text, message) => {
    expect(refused(text)).toEqual([message]);
  });

  it("is refused when the overlay is in force before its baseline", () => {
    const early = { ...overlay(""), effectiveFrom: "2009-12-31" };
    expect(compose(ligao, early)).toMatchObject({
      kind: "refused",
      loosenings: [{ rule: "effectiveFrom", message: "2009-12-31 is before the baseline's 2010-01-01" }],
    });
  });

  it("is told with all others at once, each with its line", () => {
    const text = `stricter:
  obligations:
    - code: relay_phone
      due: {within: PT45M, from: callEndedAt}
    - {code: relay_electronic, warn: 60%}
`;
    expect(problems(text)).toEqual([
      "south.yaml:10:7 obligations.relay_phone.due: PT45M from callEndedAt is longer than the baseline's PT30M from callEndedAt",
      "south.yaml:11:32 obligations.relay_electronic.warn: 60% is later than the baseline's 50%",
    ]);
  });
});

describe("an overlay file", () => {
  it.each([
    [
      "a misspelt key",
      "stricter: {obligation: []}",
      /south\.yaml:7:12 stricter\.obligation: unknown key; did you mean "obligations"/,
    ],
    [
      "a misspelt fact in what it adds",
      "stricter:\n  levels:\n    - {code: hot, any: [{when: urged > 2, clause: LG-5.5.1.2a}]}",
      /south\.yaml:9:\d+ stricter\.levels\.0\.any\.0\.when.*did you mean "urges"/s,
    ],
    [
      "a misspelt post in what it changes",
      "stricter:\n  obligations:\n    - {code: relay_phone, breach: [{notify: company_principle}]}",
      /south\.yaml:9:\d+ stricter\.obligations\.0\.breach\.0\.notify.*did you mean "company_principal"/,
    ],
    [
      "a clause that nobody wrote",
      "adds:\n  gates:\n    - {action: complaint.closed, clause: LS-1, require: followUps > 0, message: {zh: x, en: x}}",
      /south\.yaml:9:\d+ adds\.gates\.0\.clause.*no register has the clause LS-1/,
    ],
  ])("is refused for %s, with file, line, key and what was meant", (_, text, message) => {
    expect(problems(text).join("\n")).toMatch(message);
  });

  it("is refused when there is no such baseline", () => {
    expect(() => loadComposed(HEAD, "south.yaml", () => undefined)).toThrow(/there is no regulation ligao version 1/);
  });
});

describe("Ligao South, a published overlay", () => {
  const rules = rulesOf("ligao-south");
  const filed = new ComplaintCase(rules).received("2026-03-02T10:00", { channel: "phone" });

  it("is an ordinary regulation that names its baseline", () => {
    expect(publishedRegulation("ligao-south", 1)?.obligations.map(({ code }) => code)).toEqual([
      ...(publishedRegulation("ligao", 1)?.obligations ?? []).map(({ code }) => code),
      "explain_exposure",
    ]);
    expect(baselineOf("ligao-south", 1)).toEqual({ regulation: "ligao", version: 1 });
    expect(baselineOf("ligao", 1)).toBeUndefined();
  });

  it("wants a telephone complaint relayed within twenty minutes, and warns of it after eight", () => {
    expect(filed.status("relay_phone", "2026-03-02T10:20:00")).toBe("breached");
    const relay = filed.obligation("relay_phone", "2026-03-02T10:08");
    expect([relay.dueAt, relay.warned]).toEqual([Date.parse("2026-03-02T10:20:00+08:00"), true]);
    expect(filed.notices("relay_phone.breached", "2026-03-02T10:20")).toContain("company_principal");
  });

  it("is not later than its baseline where a shorter time passed before anybody owed it", () => {
    const told = new ComplaintCase(rules).received("2026-03-02T10:00", {
      channel: "phone",
      callEndedAt: Date.parse("2026-03-02T09:35:00+08:00"),
    });
    expect(told.obligation("relay_phone", "2026-03-02T10:00").dueAt).toBe(Date.parse("2026-03-02T10:05:00+08:00"));
  });

  it("calls a complaint hot when two people press for an answer", () => {
    const pressed = filed.joinedBy(1, "2026-03-02T10:05").then("2026-03-02T11:00", "complaint.urged", {});
    expect(pressed.level("2026-03-02T11:00")).toBe("hot");
    expect(pressed.levelClause("2026-03-02T11:00")).toBe("LS-4");
  });

  it("closes nothing while the complainant is dissatisfied", () => {
    const visited = (outcome: string): ComplaintCase =>
      filed
        .then("2026-03-03T10:00", "complaint.finished", {})
        .then("2026-03-03T10:30", "followup.made", { followUpId: numbered(7), outcome });
    expect(visited("dissatisfied").refusal("2026-03-03T11:00", "complaint.closed", {})).toBe("LS-6");
    expect(visited("satisfied").refusal("2026-03-03T11:00", "complaint.closed", {})).toBeUndefined();
  });
});
