import type { RegulationFile } from "../file/schema.js";
import { warnInWords } from "./obligation-words.js";
import { recurrenceRuleInWords } from "./recurrence-words.js";
import { citing, labelled, lengthOf, line, ownerInWords, recipientsInWords, together, type Lines } from "./words.js";

/* What an organization owes and keeps, line by line. */

type Listed<K extends "duties" | "retention" | "numbering" | "metrics"> = RegulationFile[K][number];

const SHIFTED = {
  none: undefined,
  next: "to the next working day",
  previous: "to the working day before",
} as const;

export function dutyInWords(file: RegulationFile, duty: Listed<"duties">): Lines {
  const { after, each, holding, sectionClauses } = duty;
  const named = (codes: readonly string[]): string =>
    together(codes.map((code) => labelled([...file.duties, ...file.posts], code)));
  return [
    ...line("falls due", duty.rule === undefined ? undefined : ruleInWords(file, duty.rule)),
    ...line(
      "falls due",
      after === undefined ? undefined : `within ${lengthOf(file, after.within)} of: ${named([after.duty])}`,
    ),
    ...line("moved", SHIFTED[duty.shift]),
    ...line("for each", holding === undefined ? each : `${each ?? ""} who holds: ${named([holding])}`),
    ...line("owner", ownerInWords(file, duty.owner)),
    ...line("after", duty.needs.length === 0 ? undefined : `${named(duty.needs)} was done`),
    ...line("to", duty.to.length === 0 ? undefined : named(duty.to)),
    ...line("its sections", duty.sections.map((code) => `${code}${citing(sectionClauses[code])}`).join(", ")),
    ...line("warn", duty.warn === undefined ? undefined : warnInWords(file, duty.warn)),
    ...(duty.breach ?? []).flatMap(({ notify, clause }) =>
      line("on breach", `told: ${recipientsInWords(file, notify)}${citing(clause)}`),
    ),
  ];
}

function ruleInWords({ readings }: RegulationFile, rule: string): string {
  const reading = Object.hasOwn(readings, rule) ? readings[rule] : undefined;
  if (reading === undefined) return recurrenceRuleInWords(rule);
  const chosen = reading.default === "" ? "not set" : recurrenceRuleInWords(String(reading.default));
  return `${chosen} (unless chosen otherwise: ${reading.en})`;
}

const KEPT_FROM = {
  filed: undefined,
  closed: "the complaint's closing",
  last_record: "the last record of the complaint",
} as const;

export function retentionInWords(file: RegulationFile, { of, when, keep, from, keeper }: Listed<"retention">): Lines {
  const known = [...file.forms, ...file.duties];
  return [
    ...line("of", together(of.map((kind) => labelled(known, kind)))),
    ...line("when", when),
    ...line("kept", keep === "permanent" ? "for good" : lengthOf(file, keep)),
    ...line("counted from", KEPT_FROM[from]),
    ...line("kept by", keeper === undefined ? undefined : labelled(file.posts, keeper)),
  ];
}

export function numberingInWords(file: RegulationFile, scheme: Listed<"numbering">): Lines {
  const { of, issuers, series, counter, readings } = { ...scheme, readings: file.readings };
  const chosen = (text: string): string => String(readings[text]?.default ?? text);
  return [
    ...line("of", together(of.map((form) => labelled(file.forms, form)))),
    ...line("looks like", chosen(scheme.pattern)),
    ...line("counts anew", chosen(scheme.restarts)),
    ...line("drawn by", issuers === undefined ? undefined : recipientsInWords(file, issuers)),
    ...line("series", series),
    ...line("counts with", counter === undefined ? undefined : labelled(file.numbering, chosen(counter))),
  ];
}

export function metricInWords(metric: Listed<"metrics">): Lines {
  const { measure, of, count, value, by, target } = metric;
  const all = of === "true" ? "all complaints" : `complaints for which ${of}`;
  const counted = count === "true" ? all : `${all} and ${count}`;
  const said = {
    share: `the share of those for which ${count}, among ${all}`,
    count: `how many ${counted}`,
    sum: `the sum of ${value ?? "?"} over ${counted}`,
    mean: `the mean of ${value ?? "?"} over ${counted}`,
  }[measure];
  return [
    ...line("is", said),
    ...line("for each", by),
    ...line(
      "reached",
      target === undefined ? undefined : `from ${measure === "share" ? `${target * 100}%` : target} on`,
    ),
  ];
}
