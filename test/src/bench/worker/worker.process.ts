import { setTimeout as pause } from "node:timers/promises";
import { DEMO } from "@hearken/directory";
import { escalation } from "@hearken/escalation";
import { formatInstant, tenantScope } from "@hearken/kernel";
import { statements, type Database, type Statement } from "@hearken/postgres";
import { openLog, openPlatform, startBackground, type Platform, type Stoppable } from "@hearken/service-kit";
import { serveParent } from "../child.js";
import type { IdlePolls, WorkerAnswer, WorkerOrder } from "./worker.js";

/* Everything of escalation that runs by itself, watched from inside. */

const log = openLog({ service: "bench", level: "error", destination: process.stderr });
const POLL = "escalation.next_due";
const CLAIM = "escalation.claim_due";

let platform: Platform | undefined;
let background: Stoppable | undefined;
let polls: number[] = [];

serveParent<WorkerOrder, WorkerAnswer>(
  (asked) => (asked.order === "open" ? open(asked.url) : watch(asked)),
  async () => {
    await background?.stop();
    await platform?.database.close();
  },
);

async function open(url: string): Promise<WorkerAnswer> {
  const services = [escalation()];
  const opened = await openPlatform({ database: { url }, services, log, applicationName: "hearken bench worker" });
  platform = { ...opened, database: timed(opened.database) };
  background = startBackground(platform, services);
  return { isDone: true };
}

/** The same database, which notes how long each look for what is due takes. */
function timed(database: Database): Database {
  return {
    write: (scope, work) => database.write(scope, work),
    read: (scope, work) => database.read(scope, work),
    lazyRead: (scope) => database.lazyRead(scope),
    listen: (channel, wake) => database.listen(channel, wake),
    ping: () => database.ping(),
    close: () => database.close(),
    relay: {
      rows: async <R>(s: Statement, values?: readonly unknown[]): Promise<R[]> => {
        const began = performance.now();
        const rows = await database.relay.rows<R>(s, values);
        if (s.name === POLL) polls.push(performance.now() - began);
        return rows;
      },
    },
  };
}

async function watch({ seconds, times }: { readonly seconds: number; readonly times: number }): Promise<IdlePolls> {
  if (platform === undefined) throw new Error("the worker is not open");
  const { database } = platform;
  polls = [];
  await pause(seconds * 1_000);
  const own = [...polls];
  const poll = named(POLL);
  const claim = named(CLAIM);
  const repeated = await taken(times, () => database.relay.rows(poll));
  const emptyClaims = await taken(Math.ceil(times / 4), () =>
    database.write(tenantScope(DEMO.tenantId), async (uow) => {
      const claimed = await uow.rows(claim, [uow.scope.tenantId, formatInstant(uow.now), 200]);
      if (claimed.length > 0) throw new Error("something is due: these are not idle polls");
    }),
  );
  return { own, repeated, emptyClaims };
}

async function taken(times: number, act: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await act();
    all.push(performance.now() - began);
  }
  return all;
}

function named(name: string): Statement {
  const found = statements().find((statement) => statement.name === name);
  if (found === undefined) throw new Error(`there is no statement ${name} any more`);
  return found;
}
