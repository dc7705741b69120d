export { append, type Append, type Appended, type AppendedEvent, type StreamHead } from "./append.command.js";
export {
  history,
  histories,
  lock,
  replayOf,
  timeline,
  type LockedStream,
  type Replay,
  type TimelinePage,
} from "./history.query.js";
export * from "./journal-error.js";
export type { RecordedEvent } from "./recorded-event.js";
export { journalMigrations } from "./migrations/index.js";
