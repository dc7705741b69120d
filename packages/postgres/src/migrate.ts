import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { checksumOf, problemsOf, type Migration, type MigrationSet } from "./migration.js";
import { platformMigrations } from "./platform.migration.js";
import { APP_ROLE, RELAY_ROLE } from "./role.js";
import { codeOf, DatabaseUnavailable } from "./unavailable.js";

export interface MigrateOptions {
  /** Logs in as the owner of the schema. */
  readonly url: string;
  /** Sets of the services, in order; the platform's own always comes first. */
  readonly sets: readonly MigrationSet[];
  /** When given, `hearken_app` may log in with this url's password. */
  readonly appUrl?: string;
  /** When given, `hearken_relay` may log in with this url's password. */
  readonly relayUrl?: string;
}

const PLATFORM = "platform";
const LOCK_WAIT = "3s";
const ATTEMPTS = 10;
/** A lock not had in time; a catalogue row or role that another database's runner is touching. */
const AGAIN = new Set(["55P03", "40P01", "XX000", "23505", "42710"]);

const BOOTSTRAP = `
create schema if not exists platform;
create table if not exists platform.migration (
  service text not null,
  id text not null,
  kind text not null,
  checksum text not null,
  applied_at timestamptz not null default clock_timestamp(),
  primary key (service, id)
)`;

/**
 * Brings the database up to the given sets and answers what it applied, as `service/id`.
 * Two runners take turns; each migration is one transaction with its line in the ledger, so a runner that died half way
 * is followed by one that goes on. Throws when an applied migration was edited, or when the sets are malformed;
 * `DatabaseUnavailable` when the server is away.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const others = options.sets.filter(({ service }) => service !== PLATFORM);
  const sets = [{ service: PLATFORM, migrations: platformMigrations }, ...others];
  const problems = problemsOf(sets);
  if (problems.length > 0) throw new Error(`these migrations cannot run:\n${problems.join("\n")}`);
  const client = new pg.Client({ connectionString: options.url, application_name: "hearken migrate" });
  client.on("error", () => undefined);
  await connect(client);
  try {
    // Waits for another runner, which may rightly take its time; ends with the session.
    await client.query("select pg_advisory_lock(hashtext('hearken.migrate'))");
    await client.query(BOOTSTRAP);
    const applied = await applyAll(client, sets);
    await letLogIn(client, APP_ROLE, options.appUrl);
    await letLogIn(client, RELAY_ROLE, options.relayUrl);
    return applied;
  } finally {
    await client.end();
  }
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    throw new DatabaseUnavailable(`no database to migrate at ${client.host}:${client.port}`, { cause: error });
  }
}

async function applyAll(client: pg.Client, sets: readonly MigrationSet[]): Promise<string[]> {
  const { rows } = await client.query<{ service: string; id: string; checksum: string }>(
    "select service, id, checksum from platform.migration",
  );
  const ledger = new Map(rows.map((row) => [`${row.service}/${row.id}`, row.checksum]));
  const applied: string[] = [];
  for (const { service, migrations } of sets) {
    for (const migration of migrations) {
      const name = `${service}/${migration.id}`;
      const known = ledger.get(name);
      if (known !== undefined && known !== checksumOf(migration)) {
        throw new Error(`migration ${name} was edited after it was applied: write a new one instead`);
      }
      if (known !== undefined) continue;
      await apply(client, service, migration);
      applied.push(name);
    }
  }
  return applied;
}

async function apply(client: pg.Client, service: string, migration: Migration): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await client.query("begin");
      await client.query(`set local lock_timeout = '${LOCK_WAIT}'`);
      for (const sql of migration.up) await client.query(sql);
      await client.query("insert into platform.migration (service, id, kind, checksum) values ($1, $2, $3, $4)", [
        service,
        migration.id,
        migration.kind,
        checksumOf(migration),
      ]);
      await client.query("commit");
      return;
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      if (tried === ATTEMPTS || !AGAIN.has(codeOf(error) ?? "")) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`migration ${service}/${migration.id} failed: ${reason}`, { cause: error });
      }
      // A pause lets whoever holds the lock, and whoever queued behind us, go on.
      await pause(50 * tried * (0.5 + Math.random()));
    }
  }
}

async function letLogIn(client: pg.Client, role: string, url: string | undefined): Promise<void> {
  if (url === undefined) return;
  const { username, password } = new URL(url);
  if (username !== role) throw new Error(`this url must log in as ${role}, not as ${username}`);
  await client.query(`alter role ${role} login password ${client.escapeLiteral(decodeURIComponent(password))}`);
}
