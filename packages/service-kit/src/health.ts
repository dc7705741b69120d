import type { IncomingMessage, ServerResponse } from "node:http";
import type { MigrationSet, Database } from "@hearken/postgres";
import { statement } from "@hearken/postgres";

/** Why a process is not ready; empty when it is. */
export type Readiness = () => Promise<readonly string[]>;

export interface ReadinessOptions {
  readonly database: Database;
  /** What the code needs to have been applied. */
  readonly migrations: readonly MigrationSet[];
  /** Further conditions: a sentence when not ready. */
  readonly also?: readonly (() => Promise<string | undefined> | string | undefined)[];
  readonly timeout?: number;
}

export const APPLIED_MIGRATIONS = statement(
  "service_kit.applied_migrations",
  "select service, id from platform.migration",
);

const ANSWER_WITHIN = 2_000;

/** Asks the database each time: readiness falls when it is away and comes back by itself. */
export function readinessOf(options: ReadinessOptions): Readiness {
  const missing = missingMigrations(options);
  return async () => {
    const late = AbortSignal.timeout(options.timeout ?? ANSWER_WITHIN);
    const tooSlow = new Promise<readonly string[]>((resolve) => {
      late.addEventListener("abort", () => resolve(["the database does not answer"]), { once: true });
    });
    const asked = checkAll(options, missing).catch(() => ["the database is away"]);
    return Promise.race([asked, tooSlow]);
  };
}

async function checkAll(
  options: ReadinessOptions,
  missing: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  await options.database.ping();
  const problems = [...(await missing())];
  for (const check of options.also ?? []) {
    const problem = await check();
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

/** Once nothing is missing it is not asked again: migrations are never taken back. */
function missingMigrations({ database, migrations }: ReadinessOptions): () => Promise<readonly string[]> {
  let complete = false;
  return async () => {
    if (complete) return [];
    const rows = await database.relay.rows<{ service: string; id: string }>(APPLIED_MIGRATIONS);
    const applied = new Set(rows.map((row) => `${row.service}/${row.id}`));
    const needed = migrations.flatMap((set) => set.migrations.map((migration) => `${set.service}/${migration.id}`));
    const absent = needed.filter((name) => !applied.has(name));
    complete = absent.length === 0;
    return absent.map((name) => `migration ${name} is not applied`);
  };
}

/** Answers `/livez` and `/readyz`; `false` when the request is for something else. */
export async function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  readiness: Readiness,
): Promise<boolean> {
  const path = request.url?.split("?", 1)[0];
  if (path !== "/livez" && path !== "/readyz") return false;
  const problems = path === "/livez" ? [] : await readiness();
  const ready = problems.length === 0;
  const body = JSON.stringify(ready ? { status: "ok" } : { status: "unready", problems });
  response.writeHead(ready ? 200 : 503, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...(ready ? {} : { "retry-after": "1" }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
  return true;
}
