import { formatInstant, instant, type Instant } from "@hearken/kernel";
import { APP_ROLE, RELAY_ROLE } from "@hearken/postgres";
import pg from "pg";

/** The house's clock, moved by hand. It stands still between moves. */
export interface HandClock {
  now(): Promise<Instant>;
  set(at: Instant): Promise<void>;
  /** Moves it on by so many milliseconds and answers the new instant. */
  advance(milliseconds: number): Promise<Instant>;
}

/** What a fresh database shows: a Monday, 09:00 in Shanghai. */
export const FIRST_INSTANT = instant("2025-03-03T09:00:00+08:00");

const INSTALL = [
  "create table platform.hand_clock (one boolean primary key default true check (one), at timestamptz not null)",
  `insert into platform.hand_clock (at) values ('${formatInstant(FIRST_INSTANT)}')`,
  `grant select on platform.hand_clock to ${APP_ROLE}, ${RELAY_ROLE}`,
  `create or replace function platform.now() returns timestamptz language sql volatile
     as $$ select at from platform.hand_clock $$`,
];

/** Replaces the clock of a migrated database by one that only a `HandClock` moves. */
export async function installHandClock(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const sql of INSTALL) await client.query(sql);
  });
}

/** The hand of the clock in the database of `url`; it logs in as the owner for each move. */
export function handClock(url: string): HandClock {
  const ask = (sql: string, values: unknown[]): Promise<Instant> =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ at: Date }>(sql, values);
      const [row] = rows;
      if (row === undefined) throw new Error("this database has no hand clock");
      return row.at.getTime() as Instant;
    });
  return {
    now: () => ask("select at from platform.hand_clock", []),
    set: async (at) => {
      await ask("update platform.hand_clock set at = $1 returning at", [formatInstant(at)]);
    },
    advance: (milliseconds) =>
      ask("update platform.hand_clock set at = at + make_interval(secs => $1::float8 / 1000) returning at", [
        milliseconds,
      ]),
  };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
