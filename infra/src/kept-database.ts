import { openDatabase, type Database } from "@hearken/postgres";
import { startEmbedded } from "./embedded-postgres.js";
import type { HouseEnvironment } from "./environment.js";

/** The database was never prepared: no role, schema or table of the house is in it. */
const UNPREPARED = new Set(["22023", "3F000", "42P01"]);

/** The house was never started on this database. */
export class NeverStarted extends Error {
  override name = "NeverStarted";
}

/** Works on the database that the house keeps its data in, whether the house runs or not. Throws `NeverStarted`. */
export async function onKeptDatabase<T>(
  { database: given }: Pick<HouseEnvironment, "database">,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const server = given === undefined ? await startEmbedded({ name: "postgres" }) : undefined;
  const { url, appUrl, relayUrl } = given ?? { url: server?.url ?? "" };
  const database = await openDatabase({
    url,
    ...(appUrl === undefined ? {} : { appUrl }),
    ...(relayUrl === undefined ? {} : { relayUrl }),
  });
  try {
    return await work(database);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && UNPREPARED.has(String(error.code)))) throw error;
    throw new NeverStarted("there is no house in this database yet: start it once", { cause: error });
  } finally {
    await database.close();
    await server?.stop();
  }
}
