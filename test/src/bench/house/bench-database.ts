import { seedDemo, shippedRegulations } from "@hearken/directory";
import { startEmbedded } from "@hearken/infra/embedded-postgres";
import { houseEnvironment } from "@hearken/infra/environment";
import { services } from "@hearken/infra/house";
import { migrationSets } from "@hearken/infra/migrations";
import { createDatabase, dropDatabases, migrate, openDatabase } from "@hearken/postgres";
import pg from "pg";
import { cpuOfPostgres, postmasterOf } from "../measure/process-usage.js";

const NAME = "hearken_bench";

/** The server that benches share, one after another. */
export interface BenchServer {
  /** `PostgreSQL 18.0`, with what matters of its settings. */
  readonly version: string;
  /** Whether a transaction's time of commit can be asked for. */
  readonly tracksCommits: boolean;
  /** Makes `hearken_bench` anew: migrated, with the demo tenant. */
  freshDatabase(): Promise<BenchDatabase>;
  /** CPU milliseconds of all server processes so far; `undefined` when they run elsewhere. */
  cpuMs(): number | undefined;
  /** Drops the database and lets go of the server. */
  close(): Promise<void>;
}

export interface BenchDatabase {
  /** Logs in as the owner. */
  readonly url: string;
}

/** As a server would be set up for production on a small machine: everything that makes commits safe is on. */
const TUNING = {
  shared_buffers: "1GB",
  max_wal_size: "1GB",
  checkpoint_timeout: "15min",
  maintenance_work_mem: "256MB",
  track_commit_timestamp: "on",
};

/** Starts the embedded server, or uses that of `DATABASE_URL`. */
export async function openBenchServer(): Promise<BenchServer> {
  const given = houseEnvironment().database;
  const server =
    given === undefined
      ? await startEmbedded({ name: "bench", tuning: TUNING })
      : { url: given.url, stop: async () => undefined };
  const about = await asOwner(server.url, async (client) => {
    const { rows } = await client.query<About>(ABOUT);
    const [row] = rows;
    // Asked while the connection is open: its process ends with it.
    return row === undefined ? undefined : { ...row, postmaster: postmasterOf(row.pid) };
  });
  if (about === undefined) throw new Error("the server says nothing about itself");
  const { postmaster } = about;
  return {
    version: `${about.version} (fsync ${about.fsync}, synchronous_commit ${about.synchronous}, shared_buffers ${about.buffers})`,
    tracksCommits: about.tracks === "on",
    cpuMs: () => (postmaster === undefined ? undefined : cpuOfPostgres(postmaster)),
    freshDatabase: () => freshDatabase(server.url),
    close: async () => {
      await dropDatabases(server.url, [NAME]);
      await server.stop();
    },
  };
}

interface About {
  readonly pid: number;
  readonly version: string;
  readonly fsync: string;
  readonly synchronous: string;
  readonly buffers: string;
  readonly tracks: string;
}

const ABOUT = `select pg_backend_pid() as pid, current_setting('server_version') as version, current_setting('fsync') as fsync,
  current_setting('synchronous_commit') as synchronous, current_setting('shared_buffers') as buffers,
  current_setting('track_commit_timestamp') as tracks`;

async function freshDatabase(serverUrl: string): Promise<BenchDatabase> {
  await dropDatabases(serverUrl, [NAME]);
  const url = await createDatabase(serverUrl, NAME);
  await migrate({ url, sets: migrationSets() });
  const database = await openDatabase({ url, entities: services().flatMap(({ entities }) => entities) });
  try {
    await seedDemo(database, shippedRegulations);
  } finally {
    await database.close();
  }
  return { url };
}

/** Runs `work` on a connection of the owner's, outside every wall. */
export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
