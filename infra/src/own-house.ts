import { openLog } from "@hearken/service-kit";
import { startEmbedded } from "./embedded-postgres.js";
import type { HouseEnvironment } from "./environment.js";
import { trustOf } from "./identity.js";
import { prepareDatabase } from "./prepare-database.js";
import { openTogether } from "./together.js";

/** A house for one command, on the database that `npm start` uses, at any free port. */
export async function openOwnHouse(environment: HouseEnvironment): Promise<{ url: string; stop(): Promise<void> }> {
  const log = openLog({ service: "hearken", level: environment.logLevel });
  const server = environment.database === undefined ? await startEmbedded({ name: "postgres" }) : undefined;
  const access = environment.database ?? { url: server?.url ?? "" };
  const house = await openTogether({ ...(await trustOf(environment)), database: access, port: 0, log });
  const stop = async (): Promise<void> => {
    await house.stop();
    await server?.stop();
  };
  try {
    const onAway = (reason: string): never => {
      throw new Error(`the database does not answer: ${reason}`);
    };
    const signal = new AbortController().signal;
    await prepareDatabase({ url: access.url, database: house.platform.database, log, signal, onAway });
    return { url: house.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
