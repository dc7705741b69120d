import { setTimeout as pause } from "node:timers/promises";
import { seedDemo, shippedRegulations } from "@hearken/directory";
import { DatabaseUnavailable, migrate, openDatabase, statement } from "@hearken/postgres";
import type { DatabaseAccess, Logger } from "@hearken/service-kit";
import { services } from "./house.js";
import { migrationSets } from "./migrations.js";

const ANYTHING = statement("infra.anything_recorded", "select tenant_id from journal.event limit 1");
const BETWEEN_TRIES = 1_000;

/** Brings the tables up to date, and founds the demo tenant in an empty database. */
export async function prepareDatabase({ url, appUrl, relayUrl }: DatabaseAccess, log: Logger): Promise<void> {
  const logins = {
    ...(appUrl === undefined ? {} : { appUrl }),
    ...(relayUrl === undefined ? {} : { relayUrl }),
  };
  const applied = await migrate({ url, ...logins, sets: migrationSets() });
  if (applied.length > 0) log.info({ applied: applied.length }, "migrated");
  const database = await openDatabase({
    url,
    ...logins,
    entities: services().flatMap((service) => service.entities),
    poolSize: 1,
    applicationName: "hearken founding",
  });
  try {
    if ((await database.relay.rows(ANYTHING)).length === 0) await seedDemo(database, shippedRegulations);
  } finally {
    await database.close();
  }
}

/** Does `work`, and does it again every second while the database is away. Answers whether it was done before `signal`. */
export async function onceItAnswers(work: () => Promise<void>, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    try {
      await work();
      return true;
    } catch (error) {
      if (awayBecause(error) === undefined) throw error;
      await pause(BETWEEN_TRIES, undefined, { signal }).catch(() => undefined);
    }
  }
  return false;
}

const AWAY = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT"],
  ...["57P01", "57P03", "08006", "08001"],
]);

/** What an error says about a database that does not answer; `undefined` when it is about something else. */
export function awayBecause(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DatabaseUnavailable) return cause.message;
    if ("code" in cause && AWAY.has(String(cause.code)))
      return cause.message === "" ? String(cause.code) : cause.message;
    const inner =
      cause instanceof AggregateError ? cause.errors.map(awayBecause).find((one) => one !== undefined) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
