import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newId, type EventId, type StreamId } from "@hearken/kernel";
import pg from "pg";
import { append } from "./append.command.js";
import type { Consumer } from "./consumer.js";
import { drainConsumers } from "./consumers.job.js";
import { replayOf } from "./history.query.js";
import { positionBefore } from "./position.js";
import { lagOf } from "./relay.job.js";
import { fact, scratchJournal, writerOf, type ScratchJournal, type Writer } from "./testing/scratch-journal.js";
import { specEnvironment } from "./testing/environment.js";
import { openTail } from "./tail.job.js";
import { endOfJournal, readPage, readTail } from "./tail.query.js";

let journal: ScratchJournal;
let writer: Writer;
const types = ["level.set"] as const;
const stream = (): StreamId => newId<"Stream">();

beforeAll(async () => {
  journal = await scratchJournal();
});
beforeEach(() => {
  writer = writerOf(journal.database);
});
afterAll(() => journal.drop());

/** A transaction that appends one event, and commits when it is told to. */
async function holding(id: StreamId, eventId: EventId): Promise<{ commit(): Promise<void> }> {
  const written = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  const done = journal.database.write(writer.scope, async (uow) => {
    await append(uow, writer.request(id, [{ ...fact(), id: eventId }]));
    written.resolve(undefined);
    await release.promise;
  });
  await written.promise;
  return {
    commit: async () => {
      release.resolve(undefined);
      await done;
    },
  };
}

/** Follows a list by asking, again and again, for what is greater than the last seen. */
function follower<Key>(read: (after: Key | undefined) => Promise<{ id: string; key: Key }[]>): {
  seen: string[];
  look(): Promise<void>;
} {
  let last: Key | undefined;
  const seen: string[] = [];
  return {
    seen,
    look: async () => {
      for (const { id, key } of await read(last)) {
        seen.push(id);
        last = key;
      }
    },
  };
}

describe("when two transactions commit in the other order than they began", () => {
  it("a reader ordered by id or by a sequence loses an event, a reader of the journal does not", async () => {
    const owner = await journal.connect();
    await owner.query("alter table journal.event add column if not exists place int8 generated always as identity");
    const byColumn = (column: string) =>
      follower<string>(async (after) => {
        const { rows } = await owner.query<{ id: string; key: string }>(
          `select id, ${column}::text as key from journal.event
           where tenant_id = $1 and ($2::text is null or ${column}::text > $2::text) order by ${column}::text`,
          [writer.tenantId, after ?? null],
        );
        return rows;
      });
    const ours = follower<string>(async (after) => {
      const request = { tenantId: writer.tenantId, types, limit: 10, ...(after === undefined ? {} : { after }) };
      return (await readTail(journal.database, request)).map(({ id, cursor }) => ({ id, key: cursor }));
    });
    const [byId, bySequence] = [byColumn("id"), byColumn("lpad(place::text, 20, '0')")];
    const [earlier, later] = [newId<"Event">(), newId<"Event">()].sort();
    if (earlier === undefined || later === undefined) throw new Error("two ids");

    const first = await holding(stream(), earlier);
    const second = await holding(stream(), later);
    await second.commit();
    for (const reader of [byId, bySequence, ours]) await reader.look();
    await first.commit();
    await journal.settle();
    for (const reader of [byId, bySequence, ours]) await reader.look();

    expect(byId.seen).toEqual([later]);
    expect(bySequence.seen).toEqual([later]);
    expect(ours.seen).toEqual([earlier, later]);
    await owner.query("alter table journal.event drop column place");
  });

  it("neither the cheap horizon nor the exact one passes the one that is still open, and none goes back", async () => {
    const [one, two] = [stream(), stream()];
    const after = await endOfJournal(journal.database);
    const first = await holding(one, newId<"Event">());
    const second = await holding(two, newId<"Event">());
    await second.commit();
    for (const exactly of [false, true]) {
      expect((await readPage(journal.database, { after, limit: 10, exactly })).rows).toEqual([]);
    }
    await first.commit();
    await journal.settle();
    const page = await readPage(journal.database, { after, limit: 10, exactly: true });
    expect(page.rows.map((row) => row.stream_id)).toEqual([one, two]);
    const ahead = positionBefore("18446744073709551615");
    expect((await readPage(journal.database, { after: ahead, limit: 10, exactly: false })).end).toEqual(ahead);
  });

  it("a live tail hands both out, and a subscriber's own scope reads them alike", async () => {
    const tail = openTail(journal.database, { pollMs: 2 });
    await tail.ready;
    const events = tail.subscribe({ tenantId: writer.tenantId, types });
    const [one, two] = [newId<"Event">(), newId<"Event">()];
    const first = await holding(stream(), one);
    const second = await holding(stream(), two);
    await second.commit();
    await first.commit();
    const heard = [await events.next(), await events.next()].map(({ value }) => value?.id);
    expect(heard).toEqual([one, two]);
    await tail.close();
    // A transaction of another database that ends while the unit reads leaves everything after it for the next call.
    const replay = async (): Promise<readonly string[]> =>
      (await journal.database.read(writer.scope, (uow) => replayOf(uow, { types, limit: 10 }))).map(({ id }) => id);
    let own = await replay();
    while (own.length < 2) own = await replay();
    expect(own).toEqual([one, two]);
  });
});

describe("the events of one stream", () => {
  it("are read in the order of their versions, even when the later writer's transaction is the older one", async () => {
    const id = stream();
    const older = Promise.withResolvers<undefined>();
    const release = Promise.withResolvers<undefined>();
    const second = journal.database.write(writer.scope, async (uow) => {
      await append(uow, writer.request(stream(), [fact()]));
      older.resolve(undefined);
      await release.promise;
      await append(uow, writer.request(id, [fact()]));
    });
    await older.promise;
    await writer.write(id, [fact()]);
    release.resolve(undefined);
    await second;
    await journal.settle();
    const read = await readTail(journal.database, { tenantId: writer.tenantId, types, limit: 10 });
    expect(read.filter((event) => event.streamId === id).map(({ version }) => version)).toEqual([1, 2]);
  });

  it("are read in the order of their versions, whatever their ids", async () => {
    const id = stream();
    const ids = [newId<"Event">(), newId<"Event">(), newId<"Event">()].sort().reverse();
    await writer.write(
      id,
      ids.map((eventId) => ({ ...fact(), id: eventId })),
    );
    await journal.settle();
    const read = await readTail(journal.database, { tenantId: writer.tenantId, types, limit: 10 });
    expect(read.map((event) => event.id)).toEqual(ids);
  });
});

describe("an open transaction", () => {
  const counting = (): Consumer => ({ name: `counting-${newId()}`, types, handle: () => Promise.resolve() });
  let foreign: pg.Client;

  beforeEach(async () => {
    foreign = new pg.Client({ connectionString: specEnvironment().serverUrl });
    await foreign.connect();
  });
  afterEach(() => foreign.end());

  it("of another database of the server holds nobody up", async () => {
    await foreign.query("begin");
    await foreign.query("select pg_current_xact_id()");
    await writer.write(stream(), [fact()]);
    expect(await drainConsumers(journal.database, [counting()])).toBeGreaterThan(0);
    await journal.settle();
    expect(await readTail(journal.database, { tenantId: writer.tenantId, types, limit: 10 })).toHaveLength(1);
    await foreign.query("rollback");
  });

  it("of the same database is waited for, said to be the cause, and in the end given up on", async () => {
    const owner = await journal.connect();
    await owner.query("begin");
    await owner.query("select pg_current_xact_id()");
    const { rows } = await owner.query<{ pid: number }>("select pg_backend_pid() as pid");
    await writer.write(stream(), [fact()]);
    await expect(drainConsumers(journal.database, [counting()], { patienceMs: 20 })).rejects.toThrow(
      "holds the journal",
    );
    expect(await lagOf(journal.database)).toMatchObject({ pid: rows[0]?.pid });

    const draining = drainConsumers(journal.database, [counting()]);
    await owner.query("rollback");
    expect(await draining).toBeGreaterThan(0);
  });
});
