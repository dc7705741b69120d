import { setTimeout as pause } from "node:timers/promises";
import { seedDemo, shippedRegulations } from "@hearken/directory";
import { DatabaseUnavailable, migrate, statement, type Database } from "@hearken/postgres";
import type { Logger } from "@hearken/service-kit";
import { migrationSets } from "./migrations.js";

const ANYTHING = statement("infra.anything_recorded", "select 1 as found from journal.event limit 1");
const BETWEEN_TRIES = 1_000;

export interface Preparing {
  readonly url: string;
  readonly database: Database;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Hears once when the database is away, with the reason. */
  readonly onAway: (reason: string) => void;
}

/**
 * Brings the tables up to date and founds the demo tenant in an empty database. Waits for a database that is away.
 * Resolves to whether it could before `signal` was given.
 */
export async function prepareDatabase({ url, database, log, signal, onAway }: Preparing): Promise<boolean> {
  for (let told = false; !signal.aborted; told = true) {
    try {
      const applied = await migrate({ url, sets: migrationSets() });
      if (applied.length > 0) log.info({ applied: applied.length }, "migrated");
      if ((await database.relay.rows(ANYTHING)).length === 0) await seedDemo(database, shippedRegulations);
      return true;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (!told) onAway(error instanceof Error ? error.message : String(error));
      await pause(BETWEEN_TRIES, undefined, { signal }).catch(() => undefined);
    }
  }
  return false;
}

const AWAY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "57P01",
  "57P03",
  "08006",
  "08001",
]);

function isAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DatabaseUnavailable) return true;
    if ("code" in cause && AWAY.has(String(cause.code))) return true;
    if (cause instanceof AggregateError && cause.errors.some(isAway)) return true;
  }
  return false;
}
