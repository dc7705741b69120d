import { randomBytes } from "node:crypto";
import { createDatabase, dropDatabases } from "../database-copy.js";
import { migrate } from "../migrate.js";
import type { Migration } from "../migration.js";
import { specEnvironment } from "./environment.js";

/** A database of one spec of this package, which cannot use `@hearken/testing`: that package stands on this one. */
export interface EmptyDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes a database and migrates the platform and the given migrations into it; nothing at all without them. */
export async function emptyDatabase(migrations?: readonly Migration[]): Promise<EmptyDatabase> {
  const { serverUrl, prefix } = specEnvironment();
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  const url = await createDatabase(serverUrl, name);
  if (migrations !== undefined) await migrate({ url, sets: [{ service: "spec", migrations }] });
  return { url, drop: () => dropDatabases(serverUrl, [name]) };
}
