import type { RegulationFile } from "../file/schema.js";
import { typeOf } from "../rules/event-name.js";
import { checklistInWords, formInWords, gateInWords, noticeInWords, scriptInWords, stepInWords } from "./act-words.js";
import { clausesIn } from "./cited.js";
import {
  categoryInWords,
  channelInWords,
  derivedInWords,
  factInWords,
  guidanceInWords,
  ladderInWords,
  levelInWords,
  momentInWords,
  postInWords,
  readingInWords,
  recurrenceInWords,
} from "./declared-words.js";
import { obligationInWords } from "./obligation-words.js";
import { dutyInWords, metricInWords, numberingInWords, retentionInWords } from "./organization-words.js";
import { line, type Lines } from "./words.js";

/** A rule in words: what it is, what it is called, and lines of what it says. */
export interface RuleInWords {
  readonly kind: string;
  /** A gate is called by the acts that it refuses. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Every clause that it cites somewhere, its own first. */
  readonly clauses: readonly string[];
  readonly lines: Lines;
}

/**
 * The rules that a word names, in words: those of that code, the gates of that act (`complaint.closed`), or all that cite
 * that clause. None where nothing has that name.
 */
export function describeRules(file: RegulationFile, named: string): readonly RuleInWords[] {
  return rulesInWords(file).filter(
    ({ kind, code, clauses }) =>
      code === named ||
      clauses.includes(named) ||
      (kind === "gate" && code.split(" ").some((act) => isAbout(act, named))),
  );
}

/** `step.taken` names the gates of every step. */
const isAbout = (act: string, named: string): boolean => act === named || typeOf(act) === named;

/** Everything that `describeRules` finds something for. */
export function namesOfRules(file: RegulationFile): readonly string[] {
  return [...new Set(rulesInWords(file).flatMap(({ code, clauses }) => [...code.split(" "), ...clauses]))];
}

interface Told {
  readonly code?: string;
  readonly name?: string;
  readonly zh?: string;
  readonly en?: string;
  readonly clause?: unknown;
}

function rulesInWords(file: RegulationFile): readonly RuleInWords[] {
  const all = <T extends Told>(kind: string, list: readonly T[], lines: (entry: T) => Lines): readonly RuleInWords[] =>
    list.map((entry) => told(kind, entry, lines(entry)));
  const { recurrence, override } = file;
  return [
    ...all("obligation", file.obligations, (entry) => obligationInWords(file, entry)),
    ...file.gates.map((entry) => told("gate", gateName(entry), gateInWords(entry))),
    ...all("notice", file.notices, (entry) => noticeInWords(file, entry)),
    ...all("step", file.steps, (entry) => stepInWords(file, entry)),
    ...all("form", file.forms, (entry) => formInWords(file, entry)),
    ...all("checklist", file.checklists, checklistInWords),
    ...all("script", file.scripts, scriptInWords),
    ...all("duty", file.duties, (entry) => dutyInWords(file, entry)),
    ...all("retention", file.retention, (entry) => retentionInWords(file, entry)),
    ...all("numbering", file.numbering, (entry) => numberingInWords(file, entry)),
    ...all("metric", file.metrics, metricInWords),
    ...all("level", file.levels, (entry) => levelInWords(file, entry)),
    ...all("post", file.posts, (entry) => postInWords(file, entry)),
    ...all("category", file.categories, (entry) => categoryInWords(file, entry)),
    ...all("channel", file.channels, channelInWords),
    ...all("fact", file.facts, (entry) => factInWords(file, entry)),
    ...all("moment", file.moments, (entry) => momentInWords(file, entry)),
    ...all("derived fact", file.derived, derivedInWords),
    ...all("ladder", file.ladders, (entry) => ladderInWords(file, entry)),
    ...Object.entries(file.readings).map(([code, entry]) =>
      told("reading", { ...entry, code }, readingInWords(file, entry)),
    ),
    ...all("guidance", file.guidance, guidanceInWords),
    ...(recurrence === undefined ? [] : [told("recurrence", recurrence, recurrenceInWords(file, recurrence))]),
    ...(override === undefined ? [] : [told("override", override, line("level", "whoever may sets it by hand"))]),
    ...all("pending", file.pending, ({ service }) => line("waits for", service)),
  ];
}

function gateName(entry: RegulationFile["gates"][number]): Told {
  return { ...entry, code: [entry.action].flat().join(" "), zh: entry.message.zh, en: entry.message.en };
}

function told(kind: string, entry: Told, lines: Lines): RuleInWords {
  const { code = entry.name ?? "", zh = "", en = "" } = entry;
  return { kind, code, zh, en, clauses: [...new Set(clausesIn(entry))], lines };
}
