import pg from "pg";

/** The same server, another database. */
export function urlOfDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** Makes a database on the server of `url`, as a copy of `template` when one is named. Answers its url. */
export async function createDatabase(url: string, database: string, template = "template0"): Promise<string> {
  await onServer(url, (client) =>
    client.query(
      `create database ${client.escapeIdentifier(database)} template ${client.escapeIdentifier(template)} strategy wal_log`,
    ),
  );
  return urlOfDatabase(url, database);
}

/** Drops databases, connected or not. */
export async function dropDatabases(url: string, databases: readonly string[]): Promise<void> {
  await onServer(url, async (client) => {
    for (const database of databases) {
      await client.query(`drop database if exists ${client.escapeIdentifier(database)} with (force)`);
    }
  });
}

/** Names of the server's databases that begin with `prefix`. */
export async function databasesNamed(url: string, prefix: string): Promise<string[]> {
  return onServer(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where starts_with(datname, $1) order by datname",
      [prefix],
    );
    return rows.map(({ datname }) => datname);
  });
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOfDatabase(url, "postgres") });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
