import pg from "pg";
import { valueParsers } from "./value-parser.js";

/** What a connection is for: which role it takes and how many there may be. */
export interface PoolOptions {
  readonly url: string;
  /** Taken at start-up; absent when the url logs in as the role itself. */
  readonly role: string | undefined;
  readonly size: number;
  readonly applicationName: string;
}

/** Milliseconds after which the server or the pool gives up. */
const LIMITS = {
  connect: 1_500,
  statement: 15_000,
  lock: 5_000,
  idleInTransaction: 30_000,
  idleConnection: 60_000,
};

/**
 * Every statement walks the same index whatever its values are, so it is planned once on a connection. Left alone, the
 * server plans a page anew each time, because of its `limit $n`, and that takes longer than reading it.
 */
const SETTINGS = ["TimeZone=UTC", "DateStyle=ISO", "plan_cache_mode=force_generic_plan"];

/**
 * A pool whose connections start in their role, in UTC, with every timeout set, and send queries in a pipeline.
 * An idle connection that breaks is dropped; the next query opens a new one.
 */
export function openPool({ url, role, size, applicationName }: PoolOptions): pg.Pool {
  const settings = [...SETTINGS, ...(role === undefined ? [] : [`role=${role}`])];
  const config: pg.PoolConfig & { pipeline: boolean } = {
    connectionString: url,
    max: size,
    pipeline: true,
    types: valueParsers,
    application_name: applicationName,
    options: settings.map((setting) => `-c ${setting}`).join(" "),
    connectionTimeoutMillis: LIMITS.connect,
    idleTimeoutMillis: LIMITS.idleConnection,
    statement_timeout: LIMITS.statement,
    lock_timeout: LIMITS.lock,
    idle_in_transaction_session_timeout: LIMITS.idleInTransaction,
    keepAlive: true,
  };
  const pool = new pg.Pool(config);
  pool.on("error", () => undefined);
  return pool;
}
