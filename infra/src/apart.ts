import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { openGateway } from "@hearken/gateway";
import { listeningWake, openTail, startRelay } from "@hearken/journal";
import { openPlatform, stopAll, tokenVerifier, type Service, type Stoppable } from "@hearken/service-kit";
import { childEnvironment, ROOT } from "./environment.js";
import { services } from "./house.js";
import { migrationSets } from "./migrations.js";
import type { House, HouseOptions } from "./together.js";

const READY_WITHIN = 60_000;
const STOPPED_WITHIN = 15_000;

export interface ApartOptions extends Omit<HouseOptions, "isRunning"> {
  /** Where the keys are, for the other processes. */
  readonly location: string;
  /** Hears when a service's process ends by itself. */
  readonly onDeath?: (service: string, code: number | null) => void;
  readonly logLevel?: string;
}

/** Opens the house with each service in a process of its own and the federating gateway in this one. */
export async function openApart(options: ApartOptions): Promise<House> {
  const { log, keys, issuer, audience, programs } = options;
  const parts = services();
  const platform = await openPlatform({
    database: options.database,
    services: [],
    log,
    applicationName: "hearken gateway",
  });
  const { database } = platform;
  const wake = listeningWake(database);
  const tail = openTail(database, { wake, log });
  const started: Stoppable[] = [
    { stop: () => database.close() },
    { stop: () => wake.close() },
    { stop: () => tail.close() },
    startRelay(database, { log }),
  ];
  try {
    const processes = await Promise.all(parts.map((service) => startService(service, options)));
    started.push(...processes);
    await Promise.all(processes.map(({ whenServing }) => whenServing));
    const gateway = await openGateway({
      mode: "apart",
      subgraphs: parts.map(({ subgraph }, index) => ({
        subgraph,
        url: `http://127.0.0.1:${processes[index]?.port ?? 0}/graphql`,
      })),
      platform,
      tail,
      verify: tokenVerifier({ keys, issuer, audience, also: programs === undefined ? [] : [programs.trusted] }),
      programs,
      port: options.port,
      host: options.host ?? "127.0.0.1",
      migrations: migrationSets(),
      jwks: options.jwks,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
    started.push(gateway);
    return {
      url: gateway.url,
      port: gateway.port,
      platform,
      services: parts,
      stop: async () => void (await stopAll(started, log)),
    };
  } catch (error) {
    await stopAll(started, log);
    throw error;
  }
}

interface ServiceProcess extends Stoppable {
  readonly port: number;
  /** Resolves when it answers; rejects when it ends instead. */
  readonly whenServing: Promise<void>;
}

async function startService({ name, seals }: Service, options: ApartOptions): Promise<ServiceProcess> {
  const port = await freePort();
  const { url, appUrl, relayUrl } = options.database;
  const program = path.join(ROOT, "services", name, "dist", "main.js");
  const child = spawn(process.execPath, [...process.execArgv, program], {
    cwd: ROOT,
    // Of its own group, so that Ctrl-C reaches it through us and in order; it ends when the channel to us does.
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: childEnvironment({
      PORT: String(port),
      DATABASE_URL: url,
      ...(appUrl === undefined ? {} : { DATABASE_APP_URL: appUrl }),
      ...(relayUrl === undefined ? {} : { DATABASE_RELAY_URL: relayUrl }),
      HEARKEN_JWKS: options.location,
      HEARKEN_ISSUER: options.issuer,
      HEARKEN_AUDIENCE: options.audience,
      ...(options.programs === undefined
        ? {}
        : { HEARKEN_HOUSE_JWKS: options.programs.location, HEARKEN_HOUSE_ISSUER: options.programs.issuer }),
      ...(seals ? { HEARKEN_MASTER_KEYS: options.masterKeyFiles.join(" ") } : {}),
      HEARKEN_LOG_LEVEL: options.logLevel ?? "warn",
    }),
  });
  let isStopping = false;
  child.once("exit", (code) => {
    if (!isStopping) options.onDeath?.(name, code);
  });
  return {
    port,
    whenServing: untilServing(child, port, name),
    stop: async () => {
      isStopping = true;
      await endOf(child);
    },
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = new AbortController();
  await Promise.race([
    ended,
    pause(STOPPED_WITHIN, undefined, { signal: late.signal }).then(
      () => child.kill("SIGKILL"),
      () => undefined,
    ),
  ]);
  late.abort();
}

/** Asks until it answers at all; being ready is the gateway's and the operator's question. */
async function untilServing(child: ChildProcess, port: number, name: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${name} ended with code ${child.exitCode} while starting`);
    const answer = await fetch(`http://127.0.0.1:${port}/livez`).catch(() => undefined);
    if (answer?.ok === true) return;
    await pause(50);
  }
  throw new Error(`${name} does not answer after ${READY_WITHIN / 1_000} s`);
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
