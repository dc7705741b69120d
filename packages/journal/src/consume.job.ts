import { tenantScope, type StreamId, type TenantId } from "@hearken/kernel";
import { CommitUnknown, DatabaseUnavailable, type Database, type UnitOfWork } from "@hearken/postgres";
import { fence, newestOf, park, PartitionLost, type Batch, type ConsumerReader } from "./checkpoint.repository.js";
import type { JournalLog } from "./journal-log.js";
import { positionOf, recordedEvent, type EventRow, type RecordedEvent } from "./recorded-event.js";

export interface Working {
  readonly database: Database;
  readonly log: JournalLog;
  /** Events of a window; a partition handles those of them that concern it. */
  readonly limit: number;
  /** How often an event is tried by itself before it is parked. */
  readonly attempts: number;
  /** Waits before the `n`th retry. */
  readonly pause: (n: number) => Promise<void>;
  /** No further unit of work is begun once true. */
  readonly isStopping: () => boolean;
}

export interface Stepped {
  /** Events handled. */
  readonly handled: number;
  /** Events put aside. */
  readonly parked: number;
  /** Whether to look again at once: more is waiting. */
  readonly hasMore: boolean;
  /** Whether another replica held a partition that had work. */
  readonly isContested: boolean;
  /** Everything below was looked at. */
  readonly horizon: string;
}

/** Reads what is new for a consumer and handles it. Throws `DatabaseUnavailable` or `CommitUnknown`: read again later. */
export async function step(working: Working, reader: ConsumerReader, exactly: boolean): Promise<Stepped> {
  const { batches, horizon } = await reader.read(working.database, { limit: working.limit, exactly });
  const count = { handled: 0, parked: 0 };
  let isContested = false;
  // Replicas begin at different places, or all would fight for the first partition.
  const first = Math.floor(Math.random() * batches.length);
  for (const batch of [...batches.slice(first), ...batches.slice(0, first)]) {
    if (working.isStopping()) break;
    try {
      await work({ ...working, count }, batch);
      reader.pass(batch.partition, batch.end);
    } catch (error) {
      if (!(error instanceof PartitionLost)) throw error;
      isContested ||= batch.rows.length > 0;
    }
  }
  return { ...count, hasMore: batches.some((batch) => batch.isFull), isContested, horizon };
}

interface Counting extends Working {
  readonly count: { handled: number; parked: number };
}

/** The rows of one tenant in a batch; `isLast` when the batch is done with them. */
interface Group {
  readonly tenantId: TenantId;
  readonly rows: readonly EventRow[];
  readonly isLast: boolean;
}

async function work(working: Counting, batch: Batch): Promise<void> {
  if (batch.rows.length === 0) {
    if (batch.isBehind) await skipAhead(working.database, batch);
    return;
  }
  const byTenant = [...Map.groupBy(batch.rows, (row) => row.tenant_id)];
  for (const [index, [tenantId, rows]] of byTenant.entries()) {
    if (working.isStopping()) throw new PartitionLost();
    const group: Group = { tenantId, rows, isLast: index === byTenant.length - 1 };
    try {
      await handleTogether(working, batch, group);
    } catch (error) {
      if (isNotTheHandlersFault(error)) throw error;
      await handleOneByOne(working, batch, group);
    }
  }
}

async function skipAhead(database: Database, batch: Batch): Promise<void> {
  const newest = await newestOf(database);
  if (newest === undefined) return;
  await database.write(tenantScope(newest.tenantId), (uow) => fence(uow, batch, { end: batch.end, streams: [] }));
}

async function handleTogether(working: Counting, batch: Batch, group: Group): Promise<void> {
  await transact(working, batch, { group, body: handling });
  async function handling(uow: UnitOfWork, waiting: ReadonlySet<StreamId>): Promise<number> {
    const events = group.rows.filter((row) => !waiting.has(row.stream_id)).map(recordedEvent);
    const behind = group.rows.filter((row) => waiting.has(row.stream_id));
    const error = "waits behind an earlier event of its stream";
    await park(uow, { consumer: batch.consumer.name, attempts: 0, error, rows: behind });
    if (events.length > 0) await batch.consumer.handle(uow, events);
    return events.length;
  }
}

/** Finds the culprit: each event by itself, the one that keeps failing is parked, and so are those behind it. */
async function handleOneByOne(working: Counting, batch: Batch, group: Group): Promise<void> {
  for (const [index, row] of group.rows.entries()) {
    if (working.isStopping()) throw new PartitionLost();
    const single = { ...group, rows: [row], isLast: group.isLast && index === group.rows.length - 1 };
    await handleOrPark(working, batch, single);
  }
}

async function handleOrPark(working: Counting, batch: Batch, single: Group): Promise<void> {
  const { consumer } = batch;
  const { failure, attempts } = await tried(working, single, () => handleTogether(working, batch, single));
  if (failure === undefined) return;
  working.log.error(
    { err: failure, consumer: consumer.name, tenantId: single.tenantId, eventId: single.rows[0]?.id },
    "an event is parked",
  );
  const error = failure instanceof Error ? `${failure.name}: ${failure.message}` : JSON.stringify(failure);
  await transact(working, batch, {
    group: single,
    body: async (uow) => {
      await park(uow, { consumer: consumer.name, attempts, error, rows: single.rows });
      return 0;
    },
  });
}

async function tried(
  working: Working,
  single: Group,
  attempt: () => Promise<void>,
): Promise<{ failure?: unknown; attempts: number }> {
  // What cannot be read today will not be readable in a second.
  const most = single.rows.every(isReadable) ? working.attempts : 1;
  for (let attempts = 1; ; attempts += 1) {
    try {
      await attempt();
      return { attempts };
    } catch (failure) {
      if (isNotTheHandlersFault(failure)) throw failure;
      if (attempts >= most) return { failure, attempts };
      await working.pause(attempts);
    }
  }
}

interface Unit {
  readonly group: Group;
  /** Told which streams wait behind a parked event; answers how many events it handled. */
  readonly body: (uow: UnitOfWork, waiting: ReadonlySet<StreamId>) => Promise<number>;
}

/** One unit of work: the partition is held, the group's progress noted, the body run. */
async function transact(working: Counting, batch: Batch, { group, body }: Unit): Promise<void> {
  const last = group.rows.at(-1);
  const move = {
    streams: [...new Set(group.rows.map((row) => row.stream_id))],
    ...(last === undefined ? {} : { progress: positionOf(last) }),
    ...(group.isLast ? { end: batch.end } : {}),
  };
  const { revision, handled } = await working.database.write(tenantScope(group.tenantId), async (uow) => {
    const fenced = await fence(uow, batch, move);
    return { revision: fenced.revision, handled: await body(uow, fenced.waiting) };
  });
  batch.revision = revision;
  working.count.handled += handled;
  working.count.parked += group.rows.length - handled;
}

function isReadable(row: EventRow): boolean {
  try {
    const event: RecordedEvent = recordedEvent(row);
    return event.id === row.id;
  } catch {
    return false;
  }
}

function isNotTheHandlersFault(error: unknown): boolean {
  return error instanceof PartitionLost || error instanceof DatabaseUnavailable || error instanceof CommitUnknown;
}
