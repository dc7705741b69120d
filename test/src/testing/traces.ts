import pg from "pg";
import { eventually } from "./eventually.js";

/** Everything that a tenant's request could leave behind, table by table. */
export type Traces = Readonly<Record<string, { readonly rows: number; readonly hash: string }>>;

/** What moves by itself, and the note of what was refused, which is no trace of what was tried. */
const BOOKKEEPING = [
  "journal.seal",
  "journal.progress",
  "journal.checkpoint",
  "platform.hand_clock",
  "platform.refused_attempt",
];

const TABLES = `select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;

const UNSETTLED = `select count(*)::int as complaints
  from journal.stream j left join escalation.standing s on s.tenant_id = j.tenant_id and s.complaint_id = j.id
  where j.kind = 'complaint' and s.version is distinct from j.version`;

/** Looks behind the wall of a house's database, as its owner. */
export class Witness {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async of(url: string): Promise<Witness> {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    await client.connect();
    return new Witness(client);
  }

  async rows<R>(sql: string, values: readonly unknown[] = []): Promise<readonly R[]> {
    return (await this.#client.query(sql, [...values])).rows as readonly R[];
  }

  /** What every table holds: the same before and after means that nothing happened. */
  async traces(): Promise<Traces> {
    const tables = await this.rows<{ name: string }>(TABLES);
    const each = tables
      .filter(({ name }) => !BOOKKEEPING.includes(name))
      .map(
        ({ name }) => `select '${name}' as name, count(*)::int as rows,
        coalesce(sum(hashtextextended(t::text, 0)), 0)::text as hash from ${name} t`,
      );
    const rows = await this.rows<{ name: string; rows: number; hash: string }>(each.join(" union all "));
    return Object.fromEntries(rows.map(({ name, ...found }) => [name, found]));
  }

  /** Waits until every complaint's standing follows from all of its history. */
  async settled(): Promise<void> {
    await eventually(
      async () => (await this.rows<{ complaints: number }>(UNSETTLED))[0]?.complaints,
      (complaints) => complaints === 0,
    );
  }

  async end(): Promise<void> {
    await this.#client.end();
  }
}
