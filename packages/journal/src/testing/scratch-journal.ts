import { randomBytes } from "node:crypto";
import { event, type NewEvent } from "@hearken/contracts";
import { newId, SYSTEM, tenantScope, type Scope, type StreamId, type TenantId } from "@hearken/kernel";
import { createDatabase, dropDatabases, migrate, openDatabase, type Database } from "@hearken/postgres";
import pg from "pg";
import { specEnvironment } from "./environment.js";
import { append, type Append, type Appended, type AppendedEvent } from "../append.command.js";
import { lagOf } from "../relay.job.js";
import { journalMigrations } from "../migrations/index.js";

/** A database of one spec of this package, which cannot use `@hearken/testing`: that package stands on this one. */
export interface ScratchJournal {
  readonly url: string;
  readonly database: Database;
  /** One more way to the same database: another replica. */
  replica(): Promise<Database>;
  /** A bare connection as the owner, past the wall: for foul play and for held transactions. */
  connect(): Promise<pg.Client>;
  /** Resolves when all that is committed can be read: the server's own housekeeping may hold it back for a moment. */
  settle(): Promise<void>;
  drop(): Promise<void>;
}

/** Makes it, migrated and empty. */
export async function scratchJournal(): Promise<ScratchJournal> {
  const { serverUrl, prefix } = specEnvironment();
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  const url = await createDatabase(serverUrl, name);
  await migrate({ url, sets: [{ service: "journal", migrations: journalMigrations }] });
  const open: { close(): Promise<unknown> }[] = [];
  const replica = async (): Promise<Database> => {
    const database = await openDatabase({ url, poolSize: 6 });
    open.push(database);
    return database;
  };
  const database = await replica();
  return {
    url,
    database,
    settle: async () => {
      while ((await lagOf(database)) !== undefined);
    },
    replica,
    connect: async () => {
      const client = new pg.Client({ connectionString: url });
      client.on("error", () => undefined);
      await client.connect();
      open.push({ close: () => client.end().catch(() => undefined) });
      return client;
    },
    drop: async () => {
      await Promise.all(open.map((it) => it.close()));
      await dropDatabases(serverUrl, [name]);
    },
  };
}

/** A tenant with one organization, and how its complaints' facts are written. */
export interface Writer {
  readonly tenantId: TenantId;
  readonly scope: Scope;
  /** Appends facts to a complaint in a unit of work of their own. */
  write(streamId: StreamId, facts: readonly AppendedEvent[], more?: Partial<Append>): Promise<Appended>;
  /** The request that `write` makes. */
  request(streamId: StreamId, facts: readonly AppendedEvent[], more?: Partial<Append>): Append;
}

export function writerOf(database: Database): Writer {
  const tenantId = newId<"Tenant">();
  const scope = tenantScope(tenantId);
  const organizationId = newId<"Organization">();
  const request: Writer["request"] = (id, events, more) => ({
    stream: { id, kind: "complaint", organizationId, projectId: null },
    expected: "any",
    events,
    actor: SYSTEM,
    ...more,
  });
  return {
    tenantId,
    scope,
    request,
    write: (id, facts, more) => database.write(scope, (uow) => append(uow, request(id, facts, more))),
  };
}

/** A harmless fact of a complaint. */
export function fact(n = 1): NewEvent {
  return event("level.set", { level: `L${n}`, reasonId: newId() });
}

/** Another one, of another type. */
export function otherFact(): NewEvent {
  return event("complaint.reopened", { reason: "again" });
}
