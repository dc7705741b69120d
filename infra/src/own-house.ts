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
  try {
    await prepareDatabase(access, log);
    const house = await openTogether({ ...(await trustOf(environment)), database: access, port: 0, log });
    const stop = async (): Promise<void> => {
      await house.stop();
      await server?.stop();
    };
    return { url: house.url, stop };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}
