import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import process from "node:process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { openHome, type Home } from "./embedded-home.js";
import { startEmbedded, TEST_TUNING, type EmbeddedPostgres } from "./embedded-postgres.js";
import { serverAccount } from "./postgres-binaries.js";
import { isAlive } from "./start-lock.js";

let seed: Home;
let name: string;
let home: Home;
let started: EmbeddedPostgres[];

/** A server of its own for each test, copied from one that was initialised once. */
function newHome(): Home {
  name = `spec-${process.pid}-${randomBytes(6).toString("hex")}`;
  return openHome(name, serverAccount());
}

/** Servers of runs that were killed in the middle. */
async function stopAbandoned(directory: string): Promise<void> {
  for (const entry of readdirSync(directory)) {
    const pid = /^spec-(\d+)-/.exec(entry)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await startEmbedded({ name: entry }).then((server) => server.stop());
    rmSync(path.join(directory, entry), { recursive: true, force: true });
  }
}

beforeAll(async () => {
  seed = newHome();
  await stopAbandoned(path.dirname(seed.directory));
  const server = await startEmbedded({ name, tuning: TEST_TUNING });
  await server.stop();
});

afterAll(() => rmSync(seed.directory, { recursive: true, force: true }));

beforeEach(() => {
  home = newHome();
  spawnSync("cp", ["-a", `${seed.directory}/.`, home.directory]);
  started = [];
});

afterEach(async () => {
  for (const server of started) await server.stop();
  rmSync(home.directory, { recursive: true, force: true });
});

/** What is written must outlive the server's death, so nothing is tuned to forget. */
async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ name });
  started.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = (): string => path.join(home.data, "postmaster.pid");
const serverPid = (): number => Number(readFileSync(pidFile(), "utf8").split("\n")[0]);

function killServer(): void {
  const pid = serverPid();
  process.kill(pid, "SIGKILL");
  while (existsSync(`/proc/${pid}/stat`) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))) continue;
}

describe("the embedded server", () => {
  it("keeps its data and its address from one start to the next", async () => {
    const first = await start();
    await ask(first.url, "create table kept as select 1 as one");
    await first.stop();
    expect(existsSync(pidFile())).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(second.wasRunning).toBe(false);
    expect(await ask(second.url, "select one from kept")).toEqual([{ one: 1 }]);
  });

  it("is adopted when a killed process left it running", async () => {
    const module = path.resolve(import.meta.dirname, "..", "dist", "embedded-postgres.js");
    const script = `const { startEmbedded } = await import(${JSON.stringify(module)});
      await startEmbedded({ name: ${JSON.stringify(name)} });
      process.kill(process.pid, "SIGKILL");`;
    const killed = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect([killed.signal, killed.stderr]).toEqual(["SIGKILL", ""]);
    const pid = serverPid();
    const adopted = await start();
    expect(adopted.wasRunning).toBe(true);
    expect(serverPid()).toBe(pid);
    await adopted.stop();
    expect(existsSync(pidFile())).toBe(false);
  });

  it("is stopped by the last of its users", async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(first.url).toBe(second.url);
    await first.stop();
    expect(await ask(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
    await expect(ask(second.url, "select 1")).rejects.toThrow("ECONNREFUSED");
  });

  it("starts again after it was killed itself", async () => {
    const first = await start();
    await ask(first.url, "create table kept as select 1 as one");
    killServer();
    const second = await start();
    expect(second.wasRunning).toBe(false);
    expect(await ask(second.url, "select one from kept")).toEqual([{ one: 1 }]);
  });

  it("is not confused by a pid file whose number now belongs to another program", async () => {
    const first = await start();
    await first.stop();
    writeFileSync(pidFile(), `${process.pid}\n${home.data}\n1\n1\n\n127.0.0.1\n`);
    const second = await start();
    expect(serverPid()).not.toBe(process.pid);
    expect(await ask(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("clears away what an interrupted initialisation left", async () => {
    rmSync(home.data, { recursive: true });
    for (const left of ["data", "data.new-1"]) {
      mkdirSync(path.join(home.directory, left, "base"), { recursive: true });
    }
    const server = await start();
    expect(await ask(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(existsSync(path.join(home.directory, "data.new-1"))).toBe(false);
  });

  it("takes another port when its own is taken", async () => {
    const first = await start();
    await first.stop();
    const squatter = net.createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
    const second = await start();
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    squatter.close();
  });

  it("says so when the data belong to another version", async () => {
    const first = await start();
    await first.stop();
    writeFileSync(path.join(home.data, "PG_VERSION"), "9\n");
    await expect(start()).rejects.toThrow(/holds data of PostgreSQL 9, this is \d+: move it away/);
  });
});
