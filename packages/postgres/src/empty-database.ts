import { randomBytes } from "node:crypto";
import process from "node:process";
import { createDatabase, dropDatabases } from "./database-copy.js";
import { migrate } from "./migrate.js";
import type { Migration } from "./migration.js";

/** A database of one spec of this package, which cannot use `@hearken/testing`: that package stands on this one. */
export interface EmptyDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes a database and migrates the platform and the given migrations into it; nothing at all without them. */
export async function emptyDatabase(migrations?: readonly Migration[]): Promise<EmptyDatabase> {
  const serverUrl = process.env["HEARKEN_TEST_DATABASE_URL"];
  const template = process.env["HEARKEN_TEST_TEMPLATE"];
  if (serverUrl === undefined || template === undefined) throw new Error("run it by `npm test -- packages/postgres`");
  const name = `${template}_${randomBytes(6).toString("hex")}`;
  const url = await createDatabase(serverUrl, name);
  if (migrations !== undefined) await migrate({ url, sets: [{ service: "spec", migrations }] });
  return { url, drop: () => dropDatabases(serverUrl, [name]) };
}
