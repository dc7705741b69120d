import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { EventType } from "@hearken/contracts";
import { newId, type StreamId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";
import { append } from "./append.command.js";
import type { Consumer } from "./consumer.js";
import { drainConsumers, startConsumers } from "./consumers.job.js";
import { parked } from "./parked.query.js";
import type { RecordedEvent } from "./recorded-event.js";
import { replayParked } from "./replay-parked.command.js";
import {
  fact,
  otherFact,
  scratchJournal,
  writerOf,
  type ScratchJournal,
  type Writer,
} from "./testing/scratch-journal.js";
import { LocalWake } from "./wake.js";

let journal: ScratchJournal;
let writer: Writer;
const stream = (): StreamId => newId<"Stream">();

const noteEffect = statement(
  "spec.note_effect",
  "insert into effect (consumer, tenant_id, event_id, stream_id, version) values ($1, $2, $3, $4, $5)",
);

/** Notes every event that it handles; a second note of the same one is possible, and would be seen. */
function noting(more: Partial<Consumer> & { fails?: (event: RecordedEvent) => boolean } = {}): Consumer {
  const name = more.name ?? `noting-${newId()}`;
  return {
    name,
    types: ["level.set"],
    handle: async (uow: UnitOfWork, events) => {
      for (const event of events) {
        await uow.run(noteEffect, [name, event.tenantId, event.id, event.streamId, event.version]);
        if (more.fails?.(event) === true) throw new Error(`cannot stomach ${event.version}`);
      }
    },
    ...more,
  };
}

async function effects(consumer: Consumer): Promise<{ stream_id: string; version: number }[]> {
  const owner = await journal.connect();
  const { rows } = await owner.query<{ stream_id: string; version: number }>(
    "select stream_id, version::int4 from effect where consumer = $1 order by place",
    [consumer.name],
  );
  return rows;
}

const versionsOf = (rows: readonly { stream_id: string; version: number }[], id: StreamId): number[] =>
  rows.filter((row) => row.stream_id === id).map((row) => row.version);

beforeAll(async () => {
  journal = await scratchJournal();
  const owner = await journal.connect();
  await owner.query(`create table effect (place int8 generated always as identity, consumer text, tenant_id uuid,
    event_id uuid, stream_id uuid, version int8)`);
  await owner.query("grant select, insert on effect to hearken_app");
});
beforeEach(() => {
  writer = writerOf(journal.database);
});
afterAll(() => journal.drop());

describe("a consumer", () => {
  it("handles every event of its types once, each stream's in order, and finds nothing the second time", async () => {
    const consumer = noting();
    const others = [writerOf(journal.database), writerOf(journal.database)];
    const streams = Array.from({ length: 12 }, stream);
    for (let round = 0; round < 3; round += 1) {
      for (const [index, id] of streams.entries()) {
        await ([writer, ...others][index % 3] ?? writer).write(id, [fact(), otherFact(), fact()]);
      }
    }
    expect(await drainConsumers(journal.database, [consumer], { limit: 5 })).toBe(72);
    expect(await drainConsumers(journal.database, [consumer])).toBe(0);
    const noted = await effects(consumer);
    for (const id of streams) expect(versionsOf(noted, id)).toEqual([1, 3, 4, 6, 7, 9]);
  });

  it("hears what another one appends, and what it appends itself outside its types does not come back", async () => {
    const echoing: Consumer = {
      name: `echoing-${newId()}`,
      types: ["level.set"],
      handle: async (uow, events) => {
        for (const event of events) {
          await append(uow, writer.request(event.streamId, [otherFact()]));
        }
      },
    };
    const hearing = noting({ types: ["complaint.reopened"] });
    const id = stream();
    await writer.write(id, [fact()]);
    await drainConsumers(journal.database, [hearing, echoing]);
    expect(versionsOf(await effects(hearing), id)).toEqual([2]);
  });

  it("leaves no effect of a handler that failed", async () => {
    const failing = noting({ fails: () => true });
    await writer.write(stream(), [fact(), fact()]);
    expect(await drainConsumers(journal.database, [failing])).toBe(0);
    expect(await effects(failing)).toEqual([]);
  });

  it("sends a few statements for each tenant, however many events", async () => {
    const seen: number[] = [];
    const counting: Consumer = {
      name: `counting-${newId()}`,
      types: ["level.set"],
      handle: async (uow) => void seen.push(uow.statements),
    };
    const id = stream();
    for (let n = 0; n < 20; n += 1) await writer.write(id, [fact()]);
    await drainConsumers(journal.database, [counting]);
    expect(seen.every((sent) => sent === 1)).toBe(true);
  });
});

describe("a poisonous event", () => {
  it("is parked with its error, its stream waits behind it in order, and the others flow", async () => {
    const [bad, good] = [stream(), stream()];
    const consumer = noting({ fails: (event) => event.streamId === bad && event.version === 2 });
    await writer.write(bad, [fact(), fact(), fact()]);
    await writer.write(good, [fact(), fact(), fact()]);
    await drainConsumers(journal.database, [consumer]);
    await writer.write(bad, [fact()]);
    await writer.write(good, [fact()]);
    await drainConsumers(journal.database, [consumer]);

    const noted = await effects(consumer);
    expect(versionsOf(noted, good)).toEqual([1, 2, 3, 4]);
    expect(versionsOf(noted, bad)).toEqual([1]);
    const waiting = await journal.database.read(writer.scope, (uow) => parked(uow));
    expect(waiting.map(({ streamId, version, attempts }) => ({ streamId, version, attempts }))).toEqual([
      { streamId: bad, version: 2, attempts: 3 },
      { streamId: bad, version: 3, attempts: 0 },
      { streamId: bad, version: 4, attempts: 0 },
    ]);
    expect(waiting[0]?.error).toContain("cannot stomach 2");
  });

  it("is replayed with those behind it, in order and once, when its cause is gone", async () => {
    let isSick = true;
    const id = stream();
    const consumer = noting({ fails: (event) => isSick && event.streamId === id && event.version === 2 });
    await writer.write(id, [fact(), fact(), fact()]);
    await drainConsumers(journal.database, [consumer]);
    const request = { tenantId: writer.tenantId };

    const early = await replayParked(journal.database, consumer, request);
    expect(early).toMatchObject({ replayed: 0, failed: [{ streamId: id }] });
    isSick = false;
    const both = await Promise.all([1, 2].map(() => replayParked(journal.database, consumer, request)));
    expect(both.map(({ replayed }) => replayed).reduce((sum, n) => sum + n)).toBe(2);
    await writer.write(id, [fact()]);
    await drainConsumers(journal.database, [consumer]);
    expect(versionsOf(await effects(consumer), id)).toEqual([1, 2, 3, 4]);
    expect(await journal.database.read(writer.scope, (uow) => parked(uow))).toEqual([]);
  });

  it("may be one that this program cannot read", async () => {
    const id = stream();
    const consumer = noting();
    const { events } = await writer.write(id, [fact(), fact()]);
    const owner = await journal.connect();
    await owner.query("update journal.event set contract_version = 7 where id = $1", [events[0]?.id]);
    await drainConsumers(journal.database, [consumer]);
    const waiting = await journal.database.read(writer.scope, (uow) => parked(uow));
    expect(waiting.map(({ version, attempts }) => [version, attempts])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(waiting[0]?.error).toContain("UnknownContract");

    await owner.query("update journal.event set contract_version = 1 where id = $1", [events[0]?.id]);
    await replayParked(journal.database, consumer, { tenantId: writer.tenantId, streamId: id });
    expect(versionsOf(await effects(consumer), id)).toEqual([1, 2]);
  });
});

describe("several replicas at once", () => {
  /** Kills backends of the database, one after the other, until stopped: a replica, a writer, whoever it hits. */
  async function killing(random: () => number): Promise<{ stop(): Promise<number> }> {
    const killer = await journal.connect();
    const over = new AbortController();
    let killed = 0;
    const done = (async () => {
      while (!over.signal.aborted) {
        const { rows } = await killer.query<{ pid: number }>(
          `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
             and application_name like 'hearken%' and state <> 'idle'`,
        );
        const victim = rows[Math.floor(random() * rows.length)];
        if (victim !== undefined && random() < 0.3) {
          await killer.query("select pg_terminate_backend($1)", [victim.pid]);
          killed += 1;
        }
      }
    })();
    return {
      stop: async () => {
        over.abort();
        await done;
        return killed;
      },
    };
  }

  function seeded(seed: number): () => number {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  it.each([1, 2, 3])("have every effect once and in order while connections are killed (seed %i)", async (seed) => {
    const consumer = noting();
    const streams = Array.from({ length: 16 }, stream);
    const writers = [writer, writerOf(journal.database), writerOf(journal.database)];
    const replicas: Database[] = [await journal.replica(), await journal.replica()];
    const wake = new LocalWake();
    const running = replicas.map((replica) => startConsumers(replica, [consumer], { wake, pollMs: 5, limit: 7 }));
    const kills = await killing(seeded(seed));
    for (let round = 0; round < 12; round += 1) {
      await Promise.allSettled(streams.map((id, index) => (writers[index % 3] ?? writer).write(id, [fact(), fact()])));
      wake.ring();
    }
    expect(await kills.stop()).toBeGreaterThan(0);
    await drainConsumers(await journal.replica(), [consumer]);
    await Promise.all(running.map((it) => it.stop()));

    const owner = await journal.connect();
    const { rows: written } = await owner.query<{ stream_id: string; version: number }>(
      "select stream_id, version::int4 from journal.event where stream_id = any ($1) order by version",
      [streams],
    );
    const noted = await effects(consumer);
    for (const id of streams) expect(versionsOf(noted, id)).toEqual(versionsOf(written, id));
    expect(await journal.database.read(writer.scope, (uow) => parked(uow))).toEqual([]);
  });

  it("does nothing with a partition that another one has moved since it was read", async () => {
    const id = stream();
    await writer.write(id, [fact()]);
    const release = Promise.withResolvers<undefined>();
    const reached = Promise.withResolvers<undefined>();
    const name = `zombie-${newId()}`;
    const slow = noting({
      name,
      handle: async (uow, events) => {
        if (events.some((event) => event.streamId === id)) {
          reached.resolve(undefined);
          await release.promise;
        }
        await noting({ name }).handle(uow, events);
      },
    });
    const zombie = startConsumers(await journal.replica(), [slow], { pollMs: 1_000_000 });
    await reached.promise;
    const owner = await journal.connect();
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()",
    );
    await drainConsumers(journal.database, [noting({ name })]);
    release.resolve(undefined);
    await zombie.stop();
    expect(versionsOf(await effects(slow), id)).toEqual([1]);
  });
});

describe("types", () => {
  it("of a consumer without any are nothing to do", async () => {
    const none: readonly EventType[] = [];
    expect(await drainConsumers(journal.database, [noting({ types: none })])).toBe(0);
  });
});
