import { tenantScope, type StreamId, type TenantId } from "@hearken/kernel";
import { CommitUnknown, DatabaseUnavailable, statement, type Database } from "@hearken/postgres";
import type { Consumer } from "./consumer.js";
import { partitionOf } from "./partition.js";
import { EVENT_COLUMNS, recordedEvent, type EventRow } from "./recorded-event.js";

const parkedStreams = statement(
  "journal.parked_streams",
  `select distinct stream_id from journal.parked where tenant_id = $1 and consumer = $2
     and ($3::uuid is null or stream_id = $3::uuid)`,
);
/** Raising the revision takes the partition from any worker that has read it: it must look anew who waits. */
const holdPartition = statement(
  "journal.hold_partition",
  `update journal.checkpoint set revision = revision + 1
   where consumer = $1 and partition = ${partitionOf("$2::uuid")}`,
);
const firstParked = statement(
  "journal.first_parked",
  `select ${EVENT_COLUMNS} from journal.parked p
   join journal.event e on e.tenant_id = p.tenant_id and e.id = p.event_id
   where p.tenant_id = $1 and p.consumer = $2 and p.stream_id = $3 order by p.version limit 1`,
);
const unpark = statement(
  "journal.unpark",
  "delete from journal.parked where tenant_id = $1 and consumer = $2 and event_id = $3",
);
const noteFailure = statement(
  "journal.note_failed_replay",
  `update journal.parked set attempts = attempts + 1, error = $4 where tenant_id = $1 and consumer = $2
     and stream_id = $3 and version = (select min(version) from journal.parked
       where tenant_id = $1 and consumer = $2 and stream_id = $3)`,
);

export interface ReplayRequest {
  readonly tenantId: TenantId;
  /** One stream alone; all of the tenant's when absent. */
  readonly streamId?: StreamId;
}

export interface ReplayResult {
  readonly replayed: number;
  /** Streams whose first event failed once more and which stay parked. */
  readonly failed: readonly { readonly streamId: StreamId; readonly error: string }[];
}

/** Hands a consumer its parked events again, each once and each stream's in order; a stream stops at what fails again. */
export async function replayParked(
  database: Database,
  consumer: Consumer,
  { tenantId, streamId }: ReplayRequest,
): Promise<ReplayResult> {
  const scope = tenantScope(tenantId);
  const streams = await database.read(scope, (uow) =>
    uow.rows<{ stream_id: StreamId }>(parkedStreams, [tenantId, consumer.name, streamId ?? null]),
  );
  let replayed = 0;
  const failed: { streamId: StreamId; error: string }[] = [];
  for (const { stream_id: stream } of streams) {
    const one = { tenantId, streamId: stream };
    try {
      while (await replayFirst(database, consumer, one)) replayed += 1;
    } catch (failure) {
      if (failure instanceof DatabaseUnavailable || failure instanceof CommitUnknown) throw failure;
      const error = String(failure).replaceAll("\0", "").slice(0, 2_000);
      await database.write(scope, (uow) => uow.run(noteFailure, [tenantId, consumer.name, stream, error]));
      failed.push({ streamId: stream, error });
    }
  }
  return { replayed, failed };
}

async function replayFirst(
  database: Database,
  consumer: Consumer,
  { tenantId, streamId }: Required<ReplayRequest>,
): Promise<boolean> {
  return database.write(tenantScope(tenantId), async (uow) => {
    await uow.run(holdPartition, [consumer.name, streamId]);
    const row = await uow.one<EventRow>(firstParked, [tenantId, consumer.name, streamId]);
    if (row === undefined) return false;
    await consumer.handle(uow, [recordedEvent(row)]);
    await uow.run(unpark, [tenantId, consumer.name, row.id]);
    return true;
  });
}
