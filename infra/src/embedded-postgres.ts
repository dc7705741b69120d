import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { openHome, ownerOf, recall, remember, type Home, type Remembered } from "./embedded-home.js";
import { findBinaries, serverAccount, type Account, type Binaries } from "./postgres-binaries.js";
import { isAlive, withStartLock } from "./start-lock.js";

/** A running server of ours. */
export interface EmbeddedPostgres {
  /** Logs in as the owner, to the database `hearken`. */
  readonly url: string;
  /** Whether the server was found running: left by a killed process, or used by another one now. */
  readonly wasRunning: boolean;
  /** Lets go of the server; the last of its users stops it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The server's name: its data live in `.hearken/<name>`. */
  readonly name: string;
  /** Settings of postgresql.conf; they count when the server is started, not when it is adopted. */
  readonly tuning?: Readonly<Record<string, string>>;
}

/** Fast and forgetful: for tests, whose data need not outlive a crash of the machine. */
export const TEST_TUNING = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };

const OWNER = "hearken";
const KEEPER = "hearken keeper";

interface Keeper {
  readonly client: pg.Client;
  readonly pid: number;
}

interface Server {
  readonly home: Home;
  readonly account: Account | undefined;
  readonly binaries: Binaries;
}

/**
 * Starts the embedded PostgreSQL of this clone, or adopts the one that runs. The data are kept between runs.
 * Several processes may use one server: each holds a connection, and the last to stop stops the server.
 */
export async function startEmbedded({ name, tuning = {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const wanted = serverAccount();
  const home = openHome(name, wanted);
  const account = wanted === undefined ? undefined : (ownerOf(home) ?? wanted);
  const server: Server = { home, account, binaries: findBinaries(path.dirname(home.directory), account) };
  return withStartLock(home.lock, async () => {
    const adopted = await adopt(server);
    const access = adopted ?? (await start(server, tuning));
    const keeper = await keep(access);
    return { url: urlOf(access, OWNER), wasRunning: adopted !== undefined, stop: () => letGo(server, access, keeper) };
  });
}

/** The running server, when it is ours and answers. Waits for one that is just starting or stopping. */
async function adopt({ home }: Server): Promise<Remembered | undefined> {
  const known = recall(home);
  const pidFile = path.join(home.data, "postmaster.pid");
  for (let waited = 0; waited < 60_000 && existsSync(pidFile); waited += 100) {
    const [pid, , , port] = readFileSync(pidFile, "utf8").split("\n");
    if (!isPostgres(Number(pid))) {
      // Left by a crash of the machine or container: the number may since have gone to another program.
      rmSync(pidFile, { force: true });
      return undefined;
    }
    const access = known === undefined ? undefined : { ...known, port: Number(port) };
    if (access !== undefined && (await answers(access, home))) return access;
    if (access === undefined)
      throw new Error(`a server runs in ${home.data}, but its password is lost: stop pid ${pid}`);
    await pause(100);
  }
  if (existsSync(pidFile)) throw new Error(`a server runs in ${home.data} but does not answer: see ${home.log}`);
  return undefined;
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const comm = `/proc/${pid}/comm`;
  return existsSync(comm) ? readFileSync(comm, "utf8").trim() === "postgres" : true;
}

async function answers(access: Remembered, home: Home): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(access, "postgres"), connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory === home.data;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function start(server: Server, tuning: Readonly<Record<string, string>>): Promise<Remembered> {
  const { home, account, binaries } = server;
  const password = initialised(server, tuning["fsync"] === "off");
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...tuning };
  const flags = Object.entries(settings).map(([key, value]) => `-c ${key}='${value}'`);
  const port = await freePort(recall(home)?.port);
  remember(home, { port, password });
  const answer = spawnSync(
    binaries.pgCtl,
    ["start", "-w", "-s", "-t", "60", "-D", home.data, "-l", home.log, "-o", [`-p ${port}`, ...flags].join(" ")],
    { ...account, cwd: "/", encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] },
  );
  if (answer.status !== 0) throw new Error(`PostgreSQL did not start: ${answer.stderr.trim()}\n${lastLines(home.log)}`);
  const access = { port, password };
  await createDatabase(access);
  return access;
}

/** Makes the data directory unless it is there whole, and answers the owner's password. */
function initialised({ home, account, binaries }: Server, forgetful: boolean): string {
  const version = path.join(home.data, "PG_VERSION");
  const known = recall(home);
  if (existsSync(version) && known !== undefined) {
    const major = readFileSync(version, "utf8").trim();
    if (major === binaries.major) return known.password;
    throw new Error(`${home.data} holds data of PostgreSQL ${major}, this is ${binaries.major}: move it away`);
  }
  if (existsSync(version)) throw new Error(`${home.data} holds data, but server.json with its password is gone`);
  // What an interrupted run left never got its final name.
  for (const entry of readdirSync(home.directory)) {
    if (entry === "data" || entry.startsWith("data.new-")) {
      rmSync(path.join(home.directory, entry), { recursive: true, force: true });
    }
  }
  const password = randomBytes(18).toString("base64url");
  const fresh = path.join(home.directory, `data.new-${process.pid}`);
  const passwordFile = path.join(home.directory, "password.new");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const flags = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", `--username=${OWNER}`, "--no-instructions"];
  if (forgetful) flags.push("--no-sync");
  const answer = spawnSync(binaries.initdb, ["-D", fresh, ...flags, `--pwfile=${passwordFile}`], {
    ...account,
    cwd: "/",
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (answer.status !== 0) throw new Error(`initdb failed: ${answer.stderr.trim() || String(answer.error)}`);
  remember(home, { port: 0, password });
  renameSync(fresh, home.data);
  return password;
}

/** The wanted port if it is free, else any free one. */
function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", () => (wanted === 0 ? reject(new Error("no free port on 127.0.0.1")) : resolve(freePort())));
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : wanted;
      probe.close(() => resolve(port));
    });
  });
}

async function createDatabase(access: Remembered): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(access, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [OWNER]);
    if (rowCount === 0) await client.query(`create database ${OWNER}`);
  } finally {
    await client.end();
  }
}

/** A connection that says "in use" to whoever would stop the server; it does not keep our process alive. */
async function keep(access: Remembered): Promise<Keeper> {
  const client = new pg.Client({ connectionString: urlOf(access, "postgres"), application_name: KEEPER });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  refOf(client).unref();
  return { client, pid: rows[0]?.pid ?? 0 };
}

/** What the types of node-postgres forget. */
function refOf(client: pg.Client): { ref(): void; unref(): void } {
  return client as pg.Client & { ref(): void; unref(): void };
}

function letGo({ home, account, binaries }: Server, access: Remembered, keeper: Keeper): Promise<void> {
  return withStartLock(home.lock, async () => {
    refOf(keeper.client).ref();
    await keeper.client.end().catch(() => undefined);
    if (await isUsedByOthers(access, keeper)) return;
    spawnSync(binaries.pgCtl, ["stop", "-s", "-w", "-m", "fast", "-D", home.data], {
      ...account,
      cwd: "/",
      stdio: "ignore",
    });
  });
}

async function isUsedByOthers(access: Remembered, keeper: Keeper): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(access, "postgres"), connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const others = "select from pg_stat_activity where application_name = $1 and pid <> $2";
    const { rowCount } = await client.query(others, [KEEPER, keeper.pid]);
    return rowCount !== 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function urlOf({ port, password }: Remembered, database: string): string {
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
}

function lastLines(file: string): string {
  if (!existsSync(file)) return "";
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-10).join("\n");
}
