import { setTimeout as pause } from "node:timers/promises";
import type { ComplaintId, Instant } from "@hearken/kernel";
import type { BenchResult, Progress } from "./figure.js";
import { asOwner, type BenchServer } from "./house/bench-database.js";
import { startHouse } from "./house/house.js";
import { cpuOf, memoryOf } from "./measure/process-usage.js";
import { summary, type Summary } from "./measure/statistics.js";
import type { BenchOptions } from "./options.js";
import { startWorker, type WorkerProcess } from "./worker/worker.js";
import { copyComplaints, type Copied } from "./world/copies.js";
import { foundSmallTenants } from "./world/small-tenants.js";
import { makeFalling, makeWaiting, openRoundTheClock } from "./world/templates.js";

const DUE_PER_SECOND = 500;
const DUE_SECONDS = 20;
const IDLE_SECONDS = 10;
const IDLE_TIMES = 2_000;
/** Seconds that the worker may be behind before this gives up. */
const PATIENCE = 60;

/** A million open complaints, and time going by. */
export async function measureTime(
  server: BenchServer,
  options: BenchOptions,
  say: Progress,
): Promise<Omit<BenchResult, "bench" | "seconds">> {
  const { url } = await server.freshDatabase();
  const { world, falling } = await makeWorld(url, options.rows, say);
  const worker = await startWorker(url);
  try {
    await pause(2_000);
    const memoryIdle = memoryOf(worker.pid);
    say(`idle polls for ${IDLE_SECONDS} s`);
    const idle = await worker.ask({ order: "watch idle polls", seconds: IDLE_SECONDS, times: IDLE_TIMES });
    if (!("own" in idle)) throw new Error("the worker did not say how it polled");
    const [own, repeated, emptyClaims] = [summary(idle.own), summary(idle.repeated), summary(idle.emptyClaims)];
    const due = await letThemFallDue({ server, url, worker, falling, say });
    const memory = memoryOf(worker.pid);
    return {
      figures: [
        { name: "idle poll, the worker's own: p50", value: own.p50, unit: "ms", target: { is: "below", value: 2 } },
        { name: "idle poll, the worker's own: p99", value: own.p99, unit: "ms" },
        {
          name: "idle poll, one after another: p50",
          value: repeated.p50,
          unit: "ms",
          target: { is: "below", value: 2 },
        },
        { name: "idle poll, one after another: p99", value: repeated.p99, unit: "ms" },
        { name: "unit of work that claims nothing: p50", value: emptyClaims.p50, unit: "ms" },
        { name: "unit of work that claims nothing: p99", value: emptyClaims.p99, unit: "ms" },
        { name: `lateness at ${DUE_PER_SECOND}/s: p50`, value: due.lateness.p50, unit: "ms" },
        {
          name: `lateness at ${DUE_PER_SECOND}/s: p99`,
          value: due.lateness.p99,
          unit: "ms",
          target: { is: "below", value: 500 },
        },
        { name: `lateness at ${DUE_PER_SECOND}/s: most`, value: due.lateness.max, unit: "ms" },
        { name: "CPU of the worker", value: due.workerCpuMs, unit: "ms/obligation" },
        { name: "CPU of PostgreSQL", value: due.postgresCpuMs, unit: "ms/obligation" },
        { name: "memory of the worker, idle", value: memoryIdle?.nowMiB ?? Number.NaN, unit: "MiB" },
        { name: "memory of the worker, most", value: memory?.peakMiB ?? Number.NaN, unit: "MiB" },
        { name: "making the world", value: world.seconds, unit: "s" },
      ],
      notes: [
        `${options.rows.toLocaleString("en-US")} open complaints (${world.rows.toLocaleString("en-US")} rows), nine of ten in one tenant, the others in twenty; ${world.size}`,
        `${due.fallen} of ${due.asked} obligations fell due and were told as breached; lateness is from the due instant to ${server.tracksCommits ? "the commit that told it, by the server's clock" : "the start of the unit of work that told it: the server does not keep times of commits"}`,
        "the worker runs as it does apart: escalation's consumers and worker of time in one process",
      ],
      details: { world, idle: { own, repeated, emptyClaims }, due, memoryIdle, memory },
    };
  } finally {
    await worker.close();
  }
}

interface World {
  readonly world: Copied & { readonly size: string };
  readonly falling: ComplaintId;
}

async function makeWorld(url: string, rows: number, say: Progress): Promise<World> {
  const house = await startHouse({ url, isRunning: false });
  try {
    await openRoundTheClock(house, url);
    await foundSmallTenants(url);
    const waiting = await makeWaiting(house, url);
    say(`making ${rows.toLocaleString("en-US")} open complaints`);
    const copied = await copyComplaints(url, { templateId: waiting, count: rows, spread: "skewed", withPeople: false });
    const size = await asOwner(url, async (client) => {
      const { rows: sizes } = await client.query<{ size: string }>(
        "select pg_size_pretty(pg_database_size(current_database())) as size",
      );
      return sizes[0]?.size ?? "";
    });
    say(`${copied.rows.toLocaleString("en-US")} rows in ${Math.round(copied.seconds)} s, ${size}`);
    return { world: { ...copied, size }, falling: await makeFalling(house, url) };
  } finally {
    await house.close();
  }
}

interface Falling {
  readonly server: BenchServer;
  readonly url: string;
  readonly worker: WorkerProcess;
  readonly falling: ComplaintId;
  readonly say: Progress;
}

interface Fallen {
  readonly asked: number;
  readonly fallen: number;
  readonly lateness: Summary;
  readonly workerCpuMs: number;
  readonly postgresCpuMs: number;
}

async function letThemFallDue({ server, url, worker, falling, say }: Falling): Promise<Fallen> {
  const asked = DUE_PER_SECOND * DUE_SECONDS;
  const from = (Date.now() + 20_000) as Instant;
  await copyComplaints(url, {
    templateId: falling,
    count: asked,
    spread: "skewed",
    withPeople: true,
    falling: { from, perSecond: DUE_PER_SECOND },
  });
  const ahead = from - Date.now();
  if (ahead < 1_000) throw new Error("making the obligations took longer than there was time");
  say(
    `${DUE_PER_SECOND} obligations a second fall due for ${DUE_SECONDS} s, from ${Math.round(ahead / 1_000)} s from now on`,
  );
  await pause(ahead - 500);
  const before = { worker: cpuOf(worker.pid) ?? Number.NaN, postgres: server.cpuMs() ?? Number.NaN };
  await pause(500 + DUE_SECONDS * 1_000);
  // The first may be due a fraction of a millisecond early.
  const since = new Date(from - 1_000).toISOString();
  let lateness: number[] = [];
  for (let waited = 0; lateness.length < asked && waited < PATIENCE; waited += 1) {
    await pause(1_000);
    lateness = await latenessesOf(url, since, server.tracksCommits);
  }
  if (lateness.length < asked) say(`only ${lateness.length} of ${asked} were told within ${PATIENCE} s`);
  return {
    asked,
    fallen: lateness.length,
    lateness: summary(lateness),
    workerCpuMs: ((cpuOf(worker.pid) ?? Number.NaN) - before.worker) / asked,
    postgresCpuMs: ((server.cpuMs() ?? Number.NaN) - before.postgres) / asked,
  };
}

async function latenessesOf(url: string, since: string, tracksCommits: boolean): Promise<number[]> {
  const told = tracksCommits ? "pg_xact_commit_timestamp(e.xmin)" : "e.recorded_at";
  return asOwner(url, async (client) => {
    const { rows } = await client.query<{ late: number }>(
      `select (extract(epoch from ${told} - o.due_at) * 1000)::float8 as late from journal.event e
       join escalation.obligation o on o.tenant_id = e.tenant_id and o.complaint_id = e.stream_id and o.key = e.payload ->> 'key'
       where e.type = 'obligation.breached' and e.recorded_at >= $1 and e.xid <> '3' and o.due_at >= $1`,
      [since],
    );
    return rows.map(({ late }) => late);
  });
}
