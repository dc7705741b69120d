import { isRefusal, type Scope } from "@hearken/kernel";
import type pg from "pg";
import type { EntitySchema } from "typeorm";
import { entityManagers, type EntityManagers } from "./entity-manager.js";
import { listenOn, type Listening } from "./listen.js";
import { openPool } from "./pool.js";
import { retrying } from "./retry.js";
import { APP_ROLE, RELAY_ROLE } from "./role.js";
import { scopeSettings } from "./scope-setting.js";
import type { Statement } from "./statement.js";
import { asUnavailable, codeOf, DatabaseUnavailable } from "./unavailable.js";
import { OpenUnit, type FirstStatement, type StatementObserver, type UnitOfWork } from "./unit-of-work.js";

/** A reading unit that begins when it is first asked for. */
export interface LazyRead {
  uow(): Promise<UnitOfWork>;
  /** The rows of a statement; the first one travels with the opening, before anything is known of the tenant. */
  rows<R>(s: Statement, values?: readonly unknown[]): Promise<R[]>;
  end(): Promise<void>;
}

/** The only way to the database at run time. */
export interface Database {
  /**
   * Runs `work` in one transaction. A returned `Refusal` rolls back. Serialization failures, deadlocks and a
   * connection lost before COMMIT run `work` again, a bounded number of times.
   * Throws `DatabaseUnavailable`, or `CommitUnknown` when the connection broke during COMMIT.
   */
  write<T>(scope: Scope, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
  /** Runs `work` on one unchanging snapshot; writing is an error. */
  read<T>(scope: Scope, work: (uow: UnitOfWork) => Promise<T>): Promise<T>;
  lazyRead(scope: Scope): LazyRead;
  /** Reads across tenants: only tables whose wall says `relay: "select"`. Not in a transaction. */
  readonly relay: { rows<R>(s: Statement, values?: readonly unknown[]): Promise<R[]> };
  /** Hears a channel on a connection of its own, which comes back after a loss; `wake` is also called then. */
  listen(channel: string, wake: (payload: string) => void): Listening;
  /** Throws `DatabaseUnavailable` when no statement can be answered now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The server and database; without the two below it must be able to take the roles of the house. */
  readonly url: string;
  /** Logs in as `hearken_app`. */
  readonly appUrl?: string;
  /** Logs in as `hearken_relay`. */
  readonly relayUrl?: string;
  /** Connections for units of work; 10 when absent. */
  readonly poolSize?: number;
  readonly entities?: readonly EntitySchema[];
  readonly applicationName?: string;
  /** Hears every statement of every unit of work, for budgets in tests. */
  readonly onStatement?: StatementObserver;
}

/** Opens the pools. Does not fail when the server is away: the next unit of work tries again. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const name = options.applicationName ?? "hearken";
  const app = openPool({
    url: options.appUrl ?? options.url,
    role: options.appUrl === undefined ? APP_ROLE : undefined,
    size: options.poolSize ?? 10,
    applicationName: name,
  });
  const relay = openPool({
    url: options.relayUrl ?? options.url,
    role: options.relayUrl === undefined ? RELAY_ROLE : undefined,
    size: 2,
    applicationName: `${name} relay`,
  });
  return new PooledDatabase(
    { app, relay, managers: await entityManagers(options.entities ?? []) },
    options.onStatement,
  );
}

interface Parts {
  readonly app: pg.Pool;
  readonly relay: pg.Pool;
  readonly managers: EntityManagers;
}

const READ_ONLY = "25006";

class PooledDatabase implements Database {
  readonly #parts: Parts;
  readonly #observe: StatementObserver | undefined;
  readonly #listenings = new Set<Listening>();

  constructor(parts: Parts, observe: StatementObserver | undefined) {
    this.#parts = parts;
    this.#observe = observe;
  }

  readonly relay = {
    rows: async <R>(s: Statement, values: readonly unknown[] = []): Promise<R[]> => {
      try {
        const { rows } = await this.#parts.relay.query({ name: s.name, text: s.text, values: [...values] });
        return rows as R[];
      } catch (error) {
        throw asUnavailable(error);
      }
    },
  };

  write<T>(scope: Scope, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    return retrying(async () => {
      const unit = await this.#open(scope, "write");
      let answer: T;
      try {
        answer = await work(unit);
      } catch (error) {
        await unit.rollback();
        throw unit.loss === undefined ? error : asUnavailable(unit.loss);
      }
      if (isRefusal(answer)) await unit.rollback();
      else await unit.commit();
      return answer;
    });
  }

  read<T>(scope: Scope, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    return retrying(async () => {
      const unit = await this.#open(scope, "read");
      try {
        return await work(unit);
      } catch (error) {
        if (codeOf(error) === READ_ONLY) throw new Error("a reading unit of work cannot write", { cause: error });
        throw error;
      } finally {
        unit.endReading();
      }
    });
  }

  lazyRead(scope: Scope): LazyRead {
    let opening: Promise<OpenUnit> | undefined;
    let ended = false;
    return {
      uow: () => {
        if (ended) return Promise.reject(new Error("this unit of work has ended"));
        opening ??= retrying(() => this.#open(scope, "read"));
        return opening;
      },
      rows: async <R>(statement: Statement, values: readonly unknown[] = []): Promise<R[]> => {
        if (ended) throw new Error("this unit of work has ended");
        if (opening !== undefined) return (await opening).rows<R>(statement, values);
        let heard: unknown[] = [];
        const hear = (rows: unknown[]): void => void (heard = rows);
        opening = retrying(() => this.#open(scope, "read", { statement, values, hear }));
        await opening;
        return heard as R[];
      },
      end: async () => {
        ended = true;
        // A unit that could not be opened has nothing to end; who asked for it has the error.
        const unit = await opening?.catch(() => undefined);
        unit?.endReading();
      },
    };
  }

  listen(channel: string, wake: (payload: string) => void): Listening {
    const listening = listenOn(this.#parts.relay.options, channel, wake);
    this.#listenings.add(listening);
    return {
      close: async () => {
        this.#listenings.delete(listening);
        await listening.close();
      },
    };
  }

  async ping(): Promise<void> {
    try {
      await this.#parts.app.query("select 1");
    } catch (error) {
      throw new DatabaseUnavailable("the database does not answer", { cause: error });
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#listenings].map((listening) => listening.close()));
    await Promise.all([this.#parts.app.end(), this.#parts.relay.end()]);
  }

  async #open(scope: Scope, mode: "read" | "write", first?: FirstStatement): Promise<OpenUnit> {
    const settings = scopeSettings(scope);
    const client = await this.#connect();
    return OpenUnit.open(
      { client, scope, settings, mode, managers: this.#parts.managers, observe: this.#observe },
      first,
    );
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#parts.app.connect();
    } catch (error) {
      throw new DatabaseUnavailable("no connection to the database", { cause: error });
    }
  }
}
