/** Someone else appended in between, or the stream is not what the writer believed: decide again on `currentVersion`. */
export class VersionConflict extends Error {
  override readonly name = "VersionConflict";
  constructor(
    readonly streamId: string,
    readonly expected: number | "new" | "any",
    /** 0 when there is no such stream inside the writer's wall. */
    readonly currentVersion: number,
  ) {
    super(`stream ${streamId} is at version ${currentVersion}, not at ${expected}`);
  }
}

/** An event that breaks its contract, or says that it happened later than now: a defect of the writer; nothing is written. */
export class InvalidEvent extends Error {
  override readonly name = "InvalidEvent";
  constructor(
    readonly type: string,
    reason: string,
  ) {
    super(`event ${type} cannot be appended: ${reason}`);
  }
}

/** An event in the journal that this program cannot read: its type, its version or its shape is of another time. */
export class UnknownContract extends Error {
  override readonly name = "UnknownContract";
  constructor(
    readonly eventId: string,
    readonly type: string,
    readonly contractVersion: number,
    reason: string,
  ) {
    super(`event ${eventId} (${type} version ${contractVersion}) cannot be read: ${reason}`);
  }
}

/** A text that is no cursor of this tenant. */
export class BadCursor extends Error {
  override readonly name = "BadCursor";
  constructor() {
    super("this is not a cursor of these events");
  }
}

/** The cursor is genuine, but what lies after it is not replayed: load the present state and go on from there. */
export class ResyncRequired extends Error {
  override readonly name = "ResyncRequired";
  constructor(readonly reason: "too_old" | "too_many" | "gone") {
    super(`replay is not possible (${reason}): load the present state and subscribe anew`);
  }
}

/** The subscriber reads more slowly than its tenant's events come, and its queue is full. */
export class SlowReader extends Error {
  override readonly name = "SlowReader";
  constructor(readonly queued: number) {
    super(`the reader fell ${queued} events behind`);
  }
}
