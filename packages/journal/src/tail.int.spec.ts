import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { EventType } from "@hearken/contracts";
import { newId, type StreamId } from "@hearken/kernel";
import { BadCursor, ResyncRequired, SlowReader } from "./journal-error.js";
import { cursorOf } from "./position.js";
import type { RecordedEvent } from "./recorded-event.js";
import {
  fact,
  otherFact,
  scratchJournal,
  writerOf,
  type ScratchJournal,
  type Writer,
} from "./testing/scratch-journal.js";
import { openTail, type Subscribe, type Tail } from "./tail.job.js";
import { readTail } from "./tail.query.js";
import { LocalWake } from "./wake.js";

let journal: ScratchJournal;
let writer: Writer;
let wake: LocalWake;
let tail: Tail;
const streamId: StreamId = newId<"Stream">();
const types: readonly EventType[] = ["level.set"];

beforeAll(async () => {
  journal = await scratchJournal();
});
beforeEach(async () => {
  writer = writerOf(journal.database);
  wake = new LocalWake();
  tail = openTail(journal.database, { wake, pollMs: 5, maxReplay: { events: 50, ageMs: 60_000 } });
  await tail.ready;
});
afterEach(() => tail.close());
afterAll(() => journal.drop());

const subscribe = (more: Partial<Subscribe> = {}): AsyncIterableIterator<RecordedEvent> =>
  tail.subscribe({ tenantId: writer.tenantId, types, ...more });

async function take(events: AsyncIterator<RecordedEvent>, count: number): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < count) {
    const next = await events.next();
    if (next.done === true) break;
    taken.push(next.value.version);
  }
  return taken;
}

const failureOf = (events: AsyncIterator<RecordedEvent>): Promise<unknown> =>
  take(events, 1_000).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a live tail", () => {
  it("hands out what is appended from now on, of the tenant and the types asked for", async () => {
    const events = subscribe();
    await writerOf(journal.database).write(streamId, [fact()]);
    await writer.write(streamId, [fact(), otherFact(), fact()]);
    wake.ring();
    expect(await take(events, 2)).toEqual([1, 3]);
  });

  it("works before any event exists", async () => {
    const empty = await scratchJournal();
    const first = openTail(empty.database, { pollMs: 5 });
    await first.ready;
    const someone = writerOf(empty.database);
    const events = first.subscribe({ tenantId: someone.tenantId, types });
    await someone.write(streamId, [fact()]);
    expect(await take(events, 1)).toEqual([1]);
    await first.close();
    await empty.drop();
  });

  it("replays from a cursor and goes on live without a gap or a repetition, while events keep coming", async () => {
    const { events: early } = await writer.write(streamId, [fact()]);
    const after = early[0]?.cursor;
    const writing = (async () => {
      for (let n = 0; n < 40; n += 1) await writer.write(streamId, [fact()]);
    })();
    const readers = Array.from({ length: 20 }, () => subscribe({ after }));
    const expected = Array.from({ length: 40 }, (_, index) => index + 2);
    expect(await Promise.all(readers.map((reader) => take(reader, 40)))).toEqual(readers.map(() => expected));
    await writing;
    expect(tail.listeners).toBe(20);
  });

  it("ends at once when its signal is aborted, when its reader leaves, and when the house closes", async () => {
    const ends: unknown[] = [];
    const onEnd = (reason: unknown): void => void ends.push(reason);
    const abort = new AbortController();
    const [aborted, left, closed] = [
      subscribe({ signal: abort.signal, onEnd }),
      subscribe({ onEnd }),
      subscribe({ onEnd }),
    ];
    const pending = [aborted, left, closed].map((events) => events.next());
    abort.abort();
    await left.return?.();
    await tail.close();
    expect(await Promise.all(pending)).toEqual(pending.map(() => ({ done: true, value: undefined })));
    expect(ends).toEqual([undefined, undefined, undefined]);
    expect(tail.listeners).toBe(0);
    expect(await subscribe().next()).toEqual({ done: true, value: undefined });
  });

  it("ends a reader whose queue is full, and no other", async () => {
    const slow = subscribe({ maxQueue: 3 });
    const quick = subscribe();
    await writer.write(streamId, [fact(), fact(), fact(), fact(), fact()]);
    expect(await take(quick, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(await failureOf(slow)).toBeInstanceOf(SlowReader);
    expect(tail.listeners).toBe(1);
  });

  it("ends those whose event this program cannot read, rather than leaving it out", async () => {
    const events = subscribe();
    const owner = await journal.connect();
    await owner.query("begin");
    await owner.query(`insert into journal.stream values ($1, $2, 'complaint', 1, pg_current_xact_id(), $3, null)`, [
      writer.tenantId,
      streamId,
      newId(),
    ]);
    await owner.query(
      `insert into journal.event select tenant_id, gen_random_uuid(), xid, id, 1, organization_id, null, 'level.set', 9,
         '{}', '{}', now(), now() from journal.stream where tenant_id = $1`,
      [writer.tenantId],
    );
    await owner.query("commit");
    expect(await failureOf(events)).toMatchObject({ name: "UnknownContract", contractVersion: 9 });
  });
});

describe("a cursor", () => {
  it("that is no cursor, or another tenant's, is refused", async () => {
    const { events } = await writerOf(journal.database).write(streamId, [fact()]);
    const genuine = cursorOf(writer.tenantId, { xid: "7", version: 1, id: newId() });
    const forged = [
      "",
      "x",
      "MTIz",
      "%00",
      "a".repeat(10_000),
      events[0]?.cursor ?? "",
      `${genuine}A`,
      genuine.slice(1),
    ];
    for (const after of forged) expect(await failureOf(subscribe({ after }))).toBeInstanceOf(BadCursor);
    await expect(
      readTail(journal.database, { tenantId: writer.tenantId, types, limit: 1, after: "x" }),
    ).rejects.toThrow(BadCursor);
  });

  it("of an event that is gone, as after a restore, asks for the present state", async () => {
    const after = cursorOf(writer.tenantId, { xid: "7", version: 1, id: newId() });
    const reasons: unknown[] = [];
    const gone = await failureOf(subscribe({ after, onEnd: (reason) => void reasons.push(reason) }));
    expect(gone).toBeInstanceOf(ResyncRequired);
    expect(gone).toMatchObject({ reason: "gone" });
    expect(reasons).toEqual([gone]);
  });

  it("with too much behind it asks for the present state", async () => {
    const { events } = await writer.write(streamId, [fact()]);
    const after = events[0]?.cursor;
    await writer.write(
      streamId,
      Array.from({ length: 50 }, () => fact()),
    );
    expect(await take(subscribe({ after }), 50)).toHaveLength(50);
    await writer.write(streamId, [fact()]);
    expect(await failureOf(subscribe({ after }))).toMatchObject({ name: "ResyncRequired", reason: "too_many" });
  });

  it("that is too old asks for the present state", async () => {
    const { events } = await writer.write(streamId, [fact()]);
    const owner = await journal.connect();
    await owner.query("update journal.event set recorded_at = recorded_at - interval '61 seconds' where id = $1", [
      events[0]?.id,
    ]);
    const after = events[0]?.cursor;
    expect(await failureOf(subscribe({ after }))).toMatchObject({ name: "ResyncRequired", reason: "too_old" });
  });

  it("pages through everything, in order and once", async () => {
    for (let n = 0; n < 5; n += 1) await writer.write(streamId, [fact(), otherFact(), fact()]);
    await journal.settle();
    const seen: number[] = [];
    for (let after: string | undefined; ;) {
      const request = { tenantId: writer.tenantId, types, limit: 3, ...(after === undefined ? {} : { after }) };
      const page = await readTail(journal.database, request);
      seen.push(...page.map((event) => event.version));
      after = page.at(-1)?.cursor;
      if (after === undefined) break;
    }
    expect(seen).toEqual([1, 3, 4, 6, 7, 9, 10, 12, 13, 15]);
  });
});
