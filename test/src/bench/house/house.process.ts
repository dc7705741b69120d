import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import os from "node:os";
import path from "node:path";
import { DEMO, DEMO_PARTIES } from "@hearken/directory";
import { runDue } from "@hearken/escalation";
import { openTogether, type House } from "@hearken/infra/together";
import { runImports } from "@hearken/intake";
import { drainConsumers } from "@hearken/journal";
import { developmentMasterKey, openKeySet, openLog, temporaryIssuer } from "@hearken/service-kit";
import { serveParent } from "../child.js";
import type { HouseAnswer, HouseOrder, OpenedHouse } from "./house.js";
import { record, type Recording } from "./statement-recorder.js";

/* The house as `npm start` runs it, in a process of its own, so that its CPU and memory are its own. */

const log = openLog({ service: "bench", level: "error", destination: process.stderr });
let house: House | undefined;
let recording: Recording | undefined;
let profiling: Session | undefined;

serveParent<HouseOrder, HouseAnswer>(carryOut, async () => house?.stop());

async function carryOut(asked: HouseOrder): Promise<HouseAnswer> {
  switch (asked.order) {
    case "open":
      return { opened: await open(asked) };
    case "record":
      recording = record();
      return { isDone: true };
    case "recorded":
      return { statements: recording?.stop() ?? [] };
    case "drain":
      return { handled: await drain() };
    case "imports":
      if (house !== undefined) await runImports(house.platform);
      return { isDone: true };
    case "profile":
      profiling = await profile();
      return { isDone: true };
    case "profiled":
      await profiled(profiling, asked.file);
      return { isDone: true };
  }
}

async function open({ url, isRunning }: { readonly url: string; readonly isRunning: boolean }): Promise<OpenedHouse> {
  const { issuer, audience, jwks, sign } = temporaryIssuer();
  const keys = openKeySet({ location: "memory:", load: async () => jwks });
  const folder = await mkdtemp(path.join(os.tmpdir(), "hearken-bench-"));
  const masterKeyFiles = [await developmentMasterKey(folder)];
  house = await openTogether({ database: { url }, port: 0, keys, issuer, audience, masterKeyFiles, log, isRunning });
  const token = (party: (typeof DEMO_PARTIES)[number]): string =>
    sign({ tenantId: DEMO.tenantId, subject: DEMO[party].staffId });
  return {
    port: house.port,
    tokens: {
      headquarters: token("headquarters"),
      "subsidiary-1": token("subsidiary-1"),
      "subsidiary-2": token("subsidiary-2"),
      "partner-1": token("partner-1"),
    },
  };
}

async function drain(): Promise<number> {
  if (house === undefined) return 0;
  const { platform, services } = house;
  const consumers = services.flatMap((service) => service.consumers(platform));
  const handled = await drainConsumers(platform.database, consumers, { patienceMs: 120_000 });
  await runDue(platform);
  return handled;
}

async function profile(): Promise<Session> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  return session;
}

async function profiled(session: Session | undefined, file: string): Promise<void> {
  const result = await session?.post("Profiler.stop");
  session?.disconnect();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(result?.profile));
}
