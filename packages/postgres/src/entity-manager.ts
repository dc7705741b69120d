import "reflect-metadata";
import type { Instant } from "@hearken/kernel";
import { DataSource, type EntityManager, type EntitySchema, type ValueTransformer } from "typeorm";

/** What TypeORM needs of a connection. */
export interface QueryPort {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

/** TypeORM without a pool of its own: it knows the entities and speaks through the connection of a unit of work. */
export interface EntityManagers {
  on(port: QueryPort): EntityManager;
}

const TIMESTAMPTZ = new Set<unknown>(["timestamptz", "timestamp with time zone"]);

const asInstant: ValueTransformer = {
  to: (value: Instant | null | undefined) => (typeof value === "number" ? new Date(value) : value),
  from: (value: unknown) => value,
};

/** Builds the entities' metadata; no server is asked. Columns of type timestamptz hold an `Instant`. */
export async function entityManagers(entities: readonly EntitySchema[]): Promise<EntityManagers> {
  const source = new DataSource({
    type: "postgres",
    database: "hearken",
    schema: "public",
    entities: [...entities],
    synchronize: false,
    logging: false,
    installExtensions: false,
    driver: { Pool: IntrospectionPool },
  });
  await source.initialize();
  for (const column of source.entityMetadatas.flatMap((entity) => entity.columns)) {
    if (TIMESTAMPTZ.has(column.type)) column.transformer ??= asInstant;
  }
  return {
    on: (port) => {
      const runner = source.createQueryRunner();
      // The transaction is already open: a nested one becomes a savepoint, and nothing here begins or ends ours.
      Object.assign(runner, { databaseConnection: port, isTransactionActive: true, transactionDepth: 1 });
      return runner.manager;
    },
  };
}

/** Answers the one question that TypeORM asks when it starts, so that a database that is away does not matter. */
class IntrospectionPool {
  on(): this {
    return this;
  }

  connect(done: (error: undefined, client: unknown, release: () => void) => void): void {
    const client = {
      on: () => undefined,
      removeListener: () => undefined,
      query: () => Promise.resolve({ command: "SELECT", rowCount: 1, rows: [{ version: "PostgreSQL 18.0" }] }),
    };
    done(undefined, client, () => undefined);
  }
}
