export { append, type Append, type Appended, type AppendedEvent, type StreamHead } from "./append.command.js";
export { appendMany, lockMany, type AppendTo } from "./append-many.command.js";
export { beginMany, type Beginning } from "./begin-many.command.js";
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
export type { Consumer } from "./consumer.js";
export {
  drainConsumers,
  startConsumers,
  type ConsumersOptions,
  type DrainOptions,
  type Running,
} from "./consumers.job.js";
export type { JournalLog } from "./journal-log.js";
export { parked, type ParkedEvent } from "./parked.query.js";
export { replayParked, type ReplayRequest, type ReplayResult } from "./replay-parked.command.js";
export { CHANNEL, listeningWake, LocalWake, type Wake } from "./wake.js";
export { lagOf, startRelay, type Lag, type RelayOptions } from "./relay.job.js";
export { seal } from "./seal.command.js";
export { verifySeals, type SealFault, type SealHead, type SealVerdict } from "./verify-seals.query.js";
export { openTail, type Subscribe, type Tail, type TailOptions } from "./tail.job.js";
export { readTail, type ReadTail } from "./tail.query.js";
export { trailPage, type TrailFilter, type TrailLine, type TrailPage } from "./trail.query.js";
