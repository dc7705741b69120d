import { randomBytes } from "node:crypto";
import { createDatabase, dropDatabases, openDatabase, type Database, type DatabaseOptions } from "@hearken/postgres";
import { testEnvironment } from "./environment.js";
import { handClock, type HandClock } from "./hand-clock.js";

/** A database of one test file: migrated, empty, with a clock that is set by hand. */
export interface TestDatabase {
  readonly database: Database;
  readonly clock: HandClock;
  /** Logs in as the owner: for looking behind the wall. */
  readonly url: string;
  /** Closes the pools and drops the database. */
  close(): Promise<void>;
}

/** Copies the template of this run. Throws, and says what to run, when there is none. */
export async function testDatabase(options: Omit<DatabaseOptions, "url"> = {}): Promise<TestDatabase> {
  const { serverUrl, template } = testEnvironment();
  const name = `${template}_${randomBytes(6).toString("hex")}`;
  const url = await createDatabase(serverUrl, name, template);
  const database = await openDatabase({ ...options, url });
  return {
    database,
    clock: handClock(url),
    url,
    close: async () => {
      await database.close();
      await dropDatabases(serverUrl, [name]);
    },
  };
}
