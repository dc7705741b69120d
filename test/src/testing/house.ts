import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { directory, seedDemo, shippedRegulations } from "@hearken/directory";
import { openApart } from "@hearken/infra/apart";
import { openTogether, type HouseOptions } from "@hearken/infra/together";
import { instant } from "@hearken/kernel";
import {
  developmentMasterKey,
  openKeySet,
  openLog,
  temporaryHouseIssuer,
  temporaryIssuer,
  type DevelopmentIssuer,
  type Platform,
} from "@hearken/service-kit";
import { testDatabase, type HandClock, type TestDatabase } from "@hearken/testing";
import { foundGroup, type Group } from "./group.js";
import { partyAt, type Party } from "./party.js";
import type { DemoPartyName } from "@hearken/directory";

/** The whole house in one process, or each service in a process of its own. */
export type Mode = "together" | "apart";

/** Whose tokens hold in a house, and where its keys are. */
export interface TestTrust {
  readonly location: string;
  readonly issuer: string;
  readonly audience: string;
  readonly masterKeyFiles: readonly string[];
}

/** A house on a database of its own, whose clock is set by hand for every process alike. */
export interface TestHouse {
  readonly mode: Mode;
  /** Of its one GraphQL endpoint. */
  readonly url: string;
  readonly test: TestDatabase;
  readonly clock: HandClock;
  readonly issuer: DevelopmentIssuer;
  /** Whose tokens hold, for other processes. */
  readonly trust: TestTrust;
  readonly platform: Platform;
  /** What was logged as a warning or worse by this process. */
  readonly logged: readonly string[];
  /** Sets the clock: `2025-03-03T09:00:00+08:00`. */
  at(instantText: string): Promise<void>;
  /** Founds one more group, and knows how its parties come in. */
  found(): Promise<Groups>;
  /** Stops the house; its database stays to be looked at. */
  close(): Promise<void>;
  stop(): Promise<void>;
}

/** A group, and whoever speaks for its parties. */
export interface Groups extends Group {
  as(name: DemoPartyName): Party;
  /** Any member of staff, by their id in the demo group. */
  asStaff(demoId: string): Party;
}

export interface TestHouseOptions {
  /** Whether consumers, workers and the relay run by themselves (the default); apart they always do. */
  readonly isRunning?: boolean;
  /** Connections of the house's pool; 8 unless given. */
  readonly poolSize?: number;
  /** A database that is there already, and stays. */
  readonly on?: TestDatabase;
  /** The way to the database that the house takes, when it is not the straight one. */
  readonly through?: (url: string) => Promise<string>;
}

export async function openHouse(
  mode: Mode,
  { isRunning = true, poolSize = 8, on, through }: TestHouseOptions = {},
): Promise<TestHouse> {
  const test = on ?? (await testDatabase({ poolSize: 2, entities: directory().entities }));
  await seedDemo(test.database, shippedRegulations);
  const folder = await mkdtemp(path.join(os.tmpdir(), "hearken-house-"));
  const issuer = temporaryIssuer();
  const location = path.join(folder, "jwks.json");
  await writeFile(location, issuer.jwks);
  const masterKeyFiles = [await developmentMasterKey(folder)];
  const logged: string[] = [];
  const options: HouseOptions = {
    database: { url: (await through?.(test.url)) ?? test.url, poolSize },
    port: 0,
    keys: openKeySet({ location }),
    issuer: issuer.issuer,
    audience: issuer.audience,
    programs: temporaryHouseIssuer(),
    masterKeyFiles,
    log: openLog({ service: "house", level: "warn", destination: { write: (line) => void logged.push(line) } }),
  };
  const house =
    mode === "together"
      ? await openTogether({ ...options, isRunning })
      : await openApart({ ...options, location, logLevel: "fatal" });
  const url = house.url.replace("localhost", "127.0.0.1");
  let stopped: Promise<void> | undefined;
  const stopOnce = (): Promise<void> => (stopped ??= house.stop());
  return {
    trust: { location, issuer: issuer.issuer, audience: issuer.audience, masterKeyFiles },
    ...{ mode, url, test, issuer, logged, clock: test.clock, platform: house.platform },
    at: (text) => test.clock.set(instant(text)),
    found: async () => {
      const group = await foundGroup(test.url);
      const enter = (staffId: string): Party =>
        partyAt(url, issuer.sign({ tenantId: group.tenantId, subject: staffId, lifetimeSeconds: 3_600 }));
      return {
        ...group,
        as: (name) => enter(group.party(name).staffId),
        asStaff: (demoId) => enter(group.own(demoId)),
      };
    },
    close: stopOnce,
    stop: async () => {
      await stopOnce();
      await rm(folder, { recursive: true, force: true });
      if (on === undefined) await test.close();
    },
  };
}
