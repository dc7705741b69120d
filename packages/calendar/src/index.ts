export type { Calendar, DayInfo } from "./calendar.js";
export { checkCalendar, type CalendarProblem } from "./check-calendar.js";
export type { DayKind } from "./day-table.js";
export { WEEKDAYS, type CalendarDefinition, type OpeningWindow, type Weekday } from "./definition.js";
export type { Segment } from "./ledger.js";
export { openCalendar } from "./open-calendar.js";
export { formatPeriod, parsePeriod, type Period } from "./period.js";
export { isUnpublished, type Reckoned, type Unpublished } from "./reckoned.js";
export { onlyInstantAt } from "./wall-clock.js";
