import { APP_ROLE } from "@hearken/postgres";
import pg from "pg";
import type { WalledTable } from "./walled-tables.js";

/** What a unit of work of the application may reach. */
export interface SqlScope {
  readonly tenant: string;
  readonly reach: "tenant" | "organizations" | "projects";
  readonly ids: readonly string[];
}

/** Which rows are tried: a condition on `t`, whose parameters are `values`. */
export interface Rows {
  readonly where: string;
  readonly values: readonly unknown[];
}

export const FORBIDDEN = "42501";
const NOTHING = [0, FORBIDDEN];
const WAYS: Readonly<Record<string, (table: string, where: string, list: string) => string>> = {
  select: (table, where) => `select * from ${table} t where ${where}`,
  lock: (table, where) => `select * from ${table} t where ${where} for update`,
  update: (table, where) => `update ${table} t set tenant_id = tenant_id where ${where}`,
  delete: (table, where) => `delete from ${table} t where ${where}`,
  "insert from what is seen": (table, where, list) =>
    `insert into ${table} (${list}) select ${list} from ${table} t where ${where} on conflict do nothing`,
};

/** Tries tables on the owner's connection in the roles of run time; everything is taken back. */
export class SqlWays {
  readonly owner: pg.Client;
  /** How many times one way was tried on one table in one scope. */
  cells = 0;

  constructor(owner: pg.Client) {
    this.owner = owner;
  }

  /** Runs `work` as a role within a scope, after `before` as the owner, and takes everything back. */
  async as<T>(role: string, scope: SqlScope | undefined, work: () => Promise<T>, ...before: string[]): Promise<T> {
    await this.owner.query("begin");
    try {
      for (const sql of before) await this.owner.query(sql);
      await this.owner.query(`set local role ${role}`);
      if (scope !== undefined) await this.#enter(scope);
      return await work();
    } finally {
      await this.owner.query("rollback");
    }
  }

  async #enter({ tenant, reach, ids }: SqlScope): Promise<void> {
    const list = `{${ids.join(",")}}`;
    await this.owner.query(
      `select set_config('hearken.tenant', $1, true), set_config('hearken.reach', $2, true),
         set_config('hearken.organizations', $3, true), set_config('hearken.projects', $4, true)`,
      [tenant, reach, reach === "organizations" ? list : "{}", reach === "projects" ? list : "{}"],
    );
  }

  /** How many rows a statement touched; a refusal by the server is its SQLSTATE. */
  async touched(sql: string, values: readonly unknown[] = []): Promise<number | string> {
    this.cells += 1;
    await this.owner.query("savepoint trial");
    try {
      return (await this.owner.query(sql, [...values])).rowCount ?? 0;
    } catch (error) {
      await this.owner.query("rollback to savepoint trial");
      return error instanceof pg.DatabaseError ? (error.code ?? "?") : String(error);
    }
  }

  /** Every way to see or touch these rows; the answers that are neither nothing nor a refusal. */
  async breaches({ name, columns }: WalledTable, { where, values }: Rows): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [way, sqlOf] of Object.entries(WAYS)) {
      const answer = await this.touched(sqlOf(name, where, columns.join(", ")), values);
      if (!NOTHING.includes(answer)) found.push(`${name} ${way}: ${answer}`);
    }
    return found;
  }

  /** Writes a row of somebody else's, taken from behind the wall: the server must refuse. */
  async smuggled({ name, columns }: WalledTable, scope: SqlScope, row: string): Promise<readonly string[]> {
    const found: string[] = [];
    const list = columns.join(", ");
    for (const clause of ["", "on conflict do nothing"]) {
      const answer = await this.as(APP_ROLE, scope, () =>
        this.touched(
          `insert into ${name} (${list}) select ${list} from jsonb_populate_record(null::${name}, $1::jsonb) ${clause}`,
          [row],
        ),
      );
      if (answer !== FORBIDDEN) found.push(`${name} insert ${clause}: ${answer}`);
    }
    return found;
  }

  async rowOf(table: string, { where, values }: Rows): Promise<string | undefined> {
    const { rows } = await this.owner.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${table} t where ${where} limit 1`,
      [...values],
    );
    return rows[0]?.row;
  }

  /** How many rows a role sees in a table; nothing of them is compared. */
  async count(table: string, { where, values }: Rows = { where: "true", values: [] }): Promise<number> {
    const { rows } = await this.owner.query<{ n: number }>(`select count(*)::int as n from ${table} t where ${where}`, [
      ...values,
    ]);
    return rows[0]?.n ?? 0;
  }
}
