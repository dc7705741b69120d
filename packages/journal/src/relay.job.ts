import { statement, type Database } from "@hearken/postgres";
import type { Running } from "./consumers.job.js";
import { horizonTable } from "./horizon.js";
import { SILENT, type JournalLog } from "./journal-log.js";
import { BEGINNING, type Position } from "./position.js";
import { Sealer } from "./seal.command.js";
import { Alarm, CHANNEL } from "./wake.js";

/** One notification for all that came since, and only when something came. Nothing of it is said: readers look. */
const announce = statement(
  "journal.announce",
  `with ${horizonTable("$4")}, newest as (
     select e.tenant_id, e.xid, e.version, e.id from journal.event e
     where (e.xid, e.version, e.id) > ($1::xid8, $2, $3::uuid) and e.xid < (select horizon from h)
     order by e.xid desc, e.version desc, e.id desc limit 1)
   select xid::text as xid, version::int4 as version, id, pg_notify('${CHANNEL}', '') from newest`,
);
const held = statement(
  "journal.held_back",
  `with ${horizonTable("true")}, waiting as (
     select min(w.recorded_at) as since, count(distinct w.tenant_id)::int4 as tenants from (
       select e.recorded_at, e.tenant_id from journal.event e where e.xid >= (select horizon from h)
       order by e.xid, e.version, e.id limit 1000) w)
   select (extract(epoch from platform.now() - since) * 1000)::int8 as "lagMs", tenants,
     (select l.pid from pg_locks l where l.locktype = 'transactionid' and l.granted
       and l.transactionid = (select horizon from h)::xid limit 1) as pid
   from waiting where since is not null`,
);

/** Events that are committed and cannot be read yet, because an older transaction is still open. */
export interface Lag {
  /** Age of the oldest of them, in milliseconds. */
  readonly lagMs: number;
  /** How many tenants wait, of the first thousand events. */
  readonly tenants: number;
  /** The server process that holds them back, when one can be named. */
  readonly pid: number | null;
}

/** `undefined` when everything that is committed can be read. */
export async function lagOf(database: Database): Promise<Lag | undefined> {
  return (await database.relay.rows<Lag>(held))[0];
}

export interface RelayOptions {
  /** Milliseconds between two looks, and so between two notifications; 25 when absent. */
  readonly intervalMs?: number;
  /** Milliseconds between two rounds of sealing; 1,000 when absent. */
  readonly sealMs?: number;
  /** Milliseconds that events may wait for an older open transaction before that is logged; 10,000 when absent. */
  readonly lagMs?: number;
  readonly log?: JournalLog;
  /** Rung together with the notification, for listeners in the same process. */
  readonly onGrowth?: () => void;
}

/** Tells listeners that the journal has grown, and seals it. Any number may run; one is enough. */
export function startRelay(database: Database, options: RelayOptions = {}): Running {
  const log = options.log ?? SILENT;
  const sealer = new Sealer(database);
  const loops = [
    every(options.intervalMs ?? 25, announcing(database, options), log),
    every(options.sealMs ?? 1_000, () => sealer.round(), log),
    every(1_000, () => watchLag(database, options, log), log),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

function announcing(database: Database, { onGrowth }: RelayOptions): () => Promise<void> {
  let last: Position = BEGINNING;
  let looks = 0;
  return async () => {
    looks += 1;
    const isExact = looks % 40 === 1;
    const [newest] = await database.relay.rows<Position>(announce, [last.xid, last.version, last.id, isExact]);
    if (newest === undefined) return;
    last = { xid: newest.xid, version: newest.version, id: newest.id };
    onGrowth?.();
  };
}

async function watchLag(database: Database, { lagMs = 10_000 }: RelayOptions, log: JournalLog): Promise<void> {
  const lag = await lagOf(database);
  if (lag !== undefined && lag.lagMs > lagMs) log.warn({ ...lag }, "an open transaction holds the journal back");
}

const MOST_REST = 5_000;

function every(ms: number, act: () => Promise<unknown>, log: JournalLog): Running {
  const alarm = new Alarm();
  const done = (async () => {
    for (let failures = 0; !alarm.stopped;) {
      try {
        await act();
        failures = 0;
        await alarm.rest(ms);
      } catch (error) {
        failures += 1;
        log.warn({ err: error, failures }, "the relay could not work and tries again");
        await alarm.rest(Math.min(MOST_REST, ms + 50 * 2 ** Math.min(failures, 10)));
      }
    }
  })();
  return {
    stop: async () => {
      alarm.stop();
      await done;
    },
  };
}
