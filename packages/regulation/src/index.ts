export { citedClauses, uncitedClauses } from "./authoring/cited.js";
export { describeRules, namesOfRules, type RuleInWords } from "./authoring/describe-rule.js";
export { eventsInWords, type EventInWords } from "./authoring/event-words.js";
export { unreachable, type Unreachable } from "./authoring/unreachable.js";
export { loadCases, runCases, type CaseResult } from "./cases/run-cases.js";
export { unprovenRules, type UnprovenRule } from "./cases/unproven.js";
export type { CasesFile } from "./cases/case.schema.js";
export { compose, describeLoosening, type Composition, type Loosening } from "./composition/compose.js";
export { loadComposed, loadOverlay, type FindBaseline } from "./composition/load-overlay.js";
export { overlayJsonSchema, type Overlay } from "./composition/overlay.schema.js";
export {
  conformance,
  isConformant,
  type Conformance,
  type ConformanceInput,
  type SourceConformance,
} from "./conformance/conformance.js";
export { dutiesOf, type Duty, type DutyDone, type DutySpan } from "./duties/duties.js";
export { permitsDuty } from "./duties/duty-gate.js";
export { missingFrom, type DutyReport } from "./duties/duty-report.js";
export { absent, builtinFacts, type FactDefinition, type FactValue } from "./facts/builtin.js";
export { loadRegulation } from "./file/load.js";
export { describeProblem, nearest, RegulationFileError, type FileProblem } from "./file/problem.js";
export { baselineOf, publishedRegulation, publishedRegulations, type Published } from "./file/published.source.js";
export { regulationJsonSchema, type RegulationFile } from "./file/schema.js";
export { evaluate, Evaluation } from "./evaluation/evaluate.js";
export { explain, type LedgerLine } from "./evaluation/explain.js";
export { isTainted, nextRung } from "./evaluation/ladder.js";
export { permits, type Permit } from "./evaluation/permits.js";
export { RunawayRegulation } from "./evaluation/simulation.js";
export type {
  HistoryEvent,
  LevelChange,
  Notice,
  Obligation,
  ObligationStatus,
  Pause,
  ProposedEvent,
  Rung,
  Standing,
} from "./evaluation/standing.js";
export { issueOf, type Issue } from "./records/issue.js";
export { measure, type Measure } from "./records/metric.js";
export { seriesKey, writeNumber, type NumberContext } from "./records/numbering.js";
export { keepingOf, type Keeping, type KeptRecord } from "./records/retention.js";
export { carriedClauses, type CarriedClause, type Showing } from "./reference/carried.js";
export { dueInWords } from "./reference/due-words.js";
export { explanation, type Explained } from "./reference/explanation.js";
export { lineInWords, lineNameInWords } from "./reference/ledger-words.js";
export { referenceAt, type Reference, type ShownClause } from "./reference/reference.js";
export { clauseText } from "./register/clause-text.source.js";
export { clauseById, register, SOURCES, type Clause, type Register, type Source } from "./register/register.source.js";
export type { Readings } from "./rules/builder.js";
export { prepare } from "./rules/prepare.js";
export type { Level, ObligationRule, Recordable, Recurrence, Rules } from "./rules/rule.js";
