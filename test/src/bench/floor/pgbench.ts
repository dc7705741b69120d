import { execFile, execFileSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { APP_ROLE } from "@hearken/postgres";
import type pg from "pg";
import { childEnvironment } from "@hearken/infra/environment";
import { asOwner } from "../house/bench-database.js";
import type { SentStatement } from "../house/statement-recorder.js";
import { quantile } from "../measure/statistics.js";
import type { PgbenchScript, TypedStatement } from "./pgbench-script.js";

export interface Pgbench {
  readonly program: string;
  readonly version: string;
}

/** pgbench in PATH or where Debian keeps it, the newest; `undefined` when there is none. */
export function findPgbench(): Pgbench | undefined {
  const versions = globSync("/usr/lib/postgresql/*/bin/pgbench").sort((a, b) => majorOf(b) - majorOf(a));
  for (const program of [...versions, "pgbench"]) {
    try {
      const version = execFileSync(program, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      // Pipelines came with 14.
      if (Number(/(\d+)/.exec(version)?.[1]) >= 14) return { program, version: version.trim() };
    } catch {
      continue;
    }
  }
  return undefined;
}

function majorOf(file: string): number {
  return Number(/postgresql\/(\d+)/.exec(file)?.[1] ?? 0);
}

export interface PgbenchOrder {
  readonly pgbench: Pgbench;
  readonly url: string;
  readonly script: PgbenchScript;
  readonly clients: number;
  readonly seconds: number;
}

export interface PgbenchRate {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly transactions: number;
}

/** One run. Throws when a transaction failed. */
export async function runPgbench({ pgbench, url, script, clients, seconds }: PgbenchOrder): Promise<PgbenchRate> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "hearken-pgbench-"));
  const { hostname, port, username, password, pathname } = new URL(url);
  const file = path.join(folder, "script.sql");
  writeFileSync(file, script.text);
  const variables = Object.entries({ base: String(Date.now()), seq: "0", ...script.variables });
  try {
    const { stdout, stderr } = await promisify(execFile)(
      pgbench.program,
      [
        ...[
          "-h",
          hostname,
          "-p",
          port === "" ? "5432" : port,
          "-U",
          decodeURIComponent(username),
          "-n",
          "-M",
          "prepared",
          "-l",
        ],
        ...["-c", String(clients), "-j", "1", "-T", String(seconds), "-f", file],
        ...variables.flatMap(([name, value]) => ["-D", `${name}=${value}`]),
        pathname.slice(1),
      ],
      {
        cwd: folder,
        env: childEnvironment({
          PGPASSWORD: decodeURIComponent(password),
          PGOPTIONS: `-c role=${APP_ROLE} -c TimeZone=UTC`,
        }),
        maxBuffer: 16 * 2 ** 20,
      },
    );
    const tps = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
    if (!Number.isFinite(tps) || /aborted|ERROR/.test(stderr))
      throw new Error(`pgbench failed: ${stderr.slice(0, 2_000)}`);
    const latencies = latenciesIn(folder);
    return {
      perSecond: tps,
      p50Ms: quantile(latencies, 0.5),
      p99Ms: quantile(latencies, 0.99),
      transactions: latencies.length,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds; the third column of pgbench's log of transactions is microseconds. */
function latenciesIn(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith("pgbench_log") && existsSync(path.join(folder, name)))
    .flatMap((name) => readFileSync(path.join(folder, name), "utf8").trimEnd().split("\n"))
    .map((line) => Number(line.split(" ")[2]) / 1_000);
}

/** Asks the server which types the parameters have. */
export function withTypes(url: string, statements: readonly SentStatement[]): Promise<TypedStatement[]> {
  return asOwner(url, async (client) => {
    const typed: TypedStatement[] = [];
    for (const statement of statements) {
      const types = statement.values.length === 0 ? [] : await typesOf(client, statement.text);
      typed.push({ ...statement, types });
    }
    return typed;
  });
}

async function typesOf(client: pg.Client, text: string): Promise<readonly string[]> {
  await client.query(`prepare hearken_bench as ${text}`);
  const { rows } = await client.query<{ types: string[] }>(
    "select parameter_types::text[] as types from pg_prepared_statements where name = 'hearken_bench'",
  );
  await client.query("deallocate hearken_bench");
  return rows[0]?.types ?? [];
}
