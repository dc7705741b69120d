import process from "node:process";
import { openLog, stopOnSignal, type Stoppable } from "@hearken/service-kit";
import { startEmbedded } from "./embedded-postgres.js";
import type { HouseEnvironment } from "./environment.js";
import { trustOf, type Trust } from "./identity.js";
import { awayBecause, onceItAnswers, prepareDatabase } from "./prepare-database.js";
import { forgetRunning, rememberRunning } from "./running.js";
import type { House, HouseOptions } from "./together.js";
import { away, welcome } from "./welcome.js";

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/**
 * Runs a house until it is asked to end: the embedded database or the one that the environment names, the door,
 * the tables, the demo tenant. While the database is away the door is open, and says that it is not ready.
 */
export async function run(
  environment: HouseEnvironment,
  open: (options: HouseOptions, trust: Trust) => Promise<House>,
): Promise<void> {
  const began = performance.now();
  const log = openLog({ service: "hearken", level: environment.logLevel });
  const ending = new AbortController();
  const started: Stoppable[] = [];
  stopOnSignal(started, log);
  const trust = await trustOf(environment);
  const access = environment.database ?? (await embedded(started));
  const { port, host } = environment;
  const prepare = (): Promise<void> => prepareDatabase(access, log);
  const reason = await prepare().then(() => undefined, awayReason);
  const house = await open({ ...trust, database: access, port, host, log }, trust);
  started.push(house, { stop: async () => forgetRunning(house.url) }, { stop: async () => ending.abort() });
  if (reason !== undefined) {
    say(away(house.url, reason));
    if (!(await onceItAnswers(prepare, ending.signal))) return;
  }
  rememberRunning(house.url);
  say(welcome({ url: house.url, seconds: (performance.now() - began) / 1_000, issuer: trust.development }));
}

/** Why the database is away; anything else is thrown on. */
function awayReason(error: unknown): string {
  const reason = awayBecause(error);
  if (reason === undefined) throw error;
  return reason;
}

async function embedded(started: Stoppable[]): Promise<{ url: string }> {
  const server = await startEmbedded({ name: "postgres" });
  started.push(server);
  return server;
}
