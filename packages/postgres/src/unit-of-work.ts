import type { Instant, Scope } from "@hearken/kernel";
import type pg from "pg";
import type { EntityManager } from "typeorm";
import type { EntityManagers } from "./entity-manager.js";
import type { Answer } from "./batch.js";
import { Pipeline } from "./pipeline.js";
import type { ScopeSettings } from "./scope-setting.js";
import { statement, type Statement } from "./statement.js";
import { asUnavailable, CommitUnknown, DatabaseUnavailable, isConnectionLost } from "./unavailable.js";

/** One transaction inside one scope. Everything that touches a tenant's rows goes through one. */
export interface UnitOfWork {
  readonly scope: Scope;
  /** The database's clock when the unit began. */
  readonly now: Instant;
  /** Versions by which caches of access and of rules are validated; 0 for a tenant that does not exist yet. */
  readonly tenant: { readonly accessVersion: number; readonly rulesVersion: number };
  /** Whether it may write. */
  readonly isWriting: boolean;
  /** How many statements were sent so far, the opening not counted. */
  readonly statements: number;
  rows<R>(s: Statement, values?: readonly unknown[]): Promise<R[]>;
  /** The first row. */
  one<R>(s: Statement, values?: readonly unknown[]): Promise<R | undefined>;
  /** Answers how many rows were affected. */
  run(s: Statement, values?: readonly unknown[]): Promise<number>;
  /** TypeORM on the same connection. */
  readonly manager: EntityManager;
  /** Runs once the commit is certain; never when the unit rolls back. */
  afterCommit(effect: () => void): void;
}

/** Tells an observer of each statement sent; TypeORM's have no name. */
export type StatementObserver = (sent: { readonly name: string | undefined; readonly text: string }) => void;

interface Opening {
  now: Instant;
  accessVersion: number;
  rulesVersion: number;
}

// The scope is set in a step of its own, before the first row under the wall is read (offset 0 keeps the order).
const OPEN = statement(
  "platform.open_unit_of_work",
  `with scope as materialized (
     select set_config('hearken.tenant', $1, true)::uuid as tenant_id, set_config('hearken.reach', $2, true),
            set_config('hearken.organizations', $3, true), set_config('hearken.projects', $4, true)
   )
   select platform.now() as now, coalesce(s.access_version, 0) as "accessVersion",
          coalesce(s.rules_version, 0) as "rulesVersion"
   from scope left join lateral (
     select t.access_version, t.rules_version from platform.tenant_state t where t.tenant_id = scope.tenant_id offset 0
   ) s on true`,
);

// Prepared like every other statement; not registered, because the lint can prepare none of these in SQL.
const BEGIN: Readonly<Record<"read" | "write", Statement>> = {
  write: { name: "platform.begin_writing", text: "begin" },
  read: { name: "platform.begin_reading", text: "begin isolation level repeatable read read only" },
};
const COMMIT: Statement = { name: "platform.commit", text: "commit" };
const ROLLBACK: Statement = { name: "platform.rollback", text: "rollback" };

export interface UnitContext {
  readonly client: pg.PoolClient;
  readonly scope: Scope;
  readonly settings: ScopeSettings;
  readonly mode: "read" | "write";
  readonly managers: EntityManagers;
  readonly observe: StatementObserver | undefined;
}

/** A statement that travels with the opening; its rows are heard before the unit is given to anybody. */
export interface FirstStatement {
  readonly statement: Statement;
  readonly values: readonly unknown[];
  hear(rows: unknown[]): void;
}

/** What a first statement may be asked through, before the unit is open. */
export type Reader = Pick<UnitOfWork, "scope" | "rows">;

/** A unit of work with its ends: `commit` or `rollback`, each releasing the connection. */
export class OpenUnit implements UnitOfWork {
  readonly scope: Scope;
  readonly now: Instant;
  readonly tenant: { readonly accessVersion: number; readonly rulesVersion: number };
  readonly isWriting: boolean;
  statements = 0;
  readonly #context: UnitContext;
  readonly #pipeline: Pipeline;
  readonly #onLoss = (error: Error): void => void (this.#loss ??= error);
  readonly #effects: (() => void)[] = [];
  #loss: Error | undefined;
  #ended = false;
  #manager: EntityManager | undefined;

  private constructor(context: UnitContext, pipeline: Pipeline, opening: Opening) {
    this.#context = context;
    this.#pipeline = pipeline;
    this.scope = context.scope;
    this.isWriting = context.mode === "write";
    this.now = opening.now;
    this.tenant = { accessVersion: opening.accessVersion, rulesVersion: opening.rulesVersion };
    context.client.on("error", this.#onLoss);
  }

  /** BEGIN, the scope, the clock and, where one is given, the first statement in one round trip. Releases the client when it fails. */
  static async open(context: UnitContext, first?: FirstStatement): Promise<OpenUnit> {
    const { client, settings, mode } = context;
    const ignore = (): void => undefined;
    client.on("error", ignore);
    const pipeline = new Pipeline(client);
    try {
      const [, opened, answer] = await Promise.all([
        pipeline.send(BEGIN[mode], []),
        pipeline.send(OPEN, settings),
        first === undefined ? undefined : pipeline.send(first.statement, first.values),
      ]);
      const opening = opened.rows[0] as Opening | undefined;
      if (opening === undefined) throw new Error("the opening of a unit of work answered nothing");
      const unit = new OpenUnit(context, pipeline, opening);
      if (first !== undefined && answer !== undefined) {
        unit.#count(first.statement.name, first.statement.text);
        first.hear(answer.rows);
      }
      return unit;
    } catch (error) {
      client.release(true);
      throw error;
    } finally {
      client.off("error", ignore);
    }
  }

  async rows<R>(s: Statement, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.#send(s, values)).rows as R[];
  }

  async one<R>(s: Statement, values: readonly unknown[] = []): Promise<R | undefined> {
    return (await this.#send(s, values)).rows[0] as R | undefined;
  }

  async run(s: Statement, values: readonly unknown[] = []): Promise<number> {
    return affected(await this.#send(s, values));
  }

  get manager(): EntityManager {
    this.#assertOpen();
    this.#manager ??= this.#context.managers.on({
      query: (text, values) => {
        this.#count(undefined, text);
        return this.#pipeline.query(text, values);
      },
    });
    return this.#manager;
  }

  afterCommit(effect: () => void): void {
    this.#assertOpen();
    this.#effects.push(effect);
  }

  /** What broke the connection, once it is known to be gone. */
  get loss(): Error | undefined {
    return this.#loss;
  }

  /** Commits and runs the effects. A loss before COMMIT is a plain loss; a loss during it leaves the outcome unknown. */
  async commit(): Promise<void> {
    if (this.#loss !== undefined) {
      this.#release(true);
      throw new DatabaseUnavailable("the connection to the database is lost", { cause: this.#loss });
    }
    this.#ended = true;
    await this.#finish();
    for (const effect of this.#effects) {
      try {
        effect();
      } catch (error) {
        // The work is done: an effect cannot undo it, and the caller must not think so.
        process.emitWarning(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  async #finish(): Promise<void> {
    let tag: string;
    try {
      ({ tag } = await this.#sendAlone(COMMIT));
    } catch (error) {
      const lost = isConnectionLost(error) || this.#loss !== undefined;
      this.#release(lost);
      if (lost) throw new CommitUnknown("the connection broke during the commit", { cause: error });
      throw error;
    }
    this.#release(false);
    if (tag !== "COMMIT") throw new Error("a statement failed, its error was swallowed, and nothing was committed");
  }

  /** Ends a reading unit behind the caller's back: nothing depends on the answer. */
  endReading(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#sendAlone(COMMIT).then(
      () => this.#release(false),
      () => this.#release(true),
    );
  }

  async rollback(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    try {
      await this.#sendAlone(ROLLBACK);
      this.#release(false);
    } catch {
      this.#release(true);
    }
  }

  /** Apart from what was sent and not awaited: were that to fail, the server would skip the end of the unit too. */
  #sendAlone(end: Statement): Promise<Answer> {
    this.#pipeline.flush();
    const ended = this.#pipeline.send(end, []);
    this.#pipeline.flush();
    return ended;
  }

  async #send(s: Statement, values: readonly unknown[]): Promise<Answer> {
    this.#count(s.name, s.text);
    try {
      return await this.#pipeline.send(s, values);
    } catch (error) {
      // It was made where the socket is read: from here it leads to who asked.
      if (error instanceof Error) Error.captureStackTrace(error);
      // What another try may cure stays as it is for `write`; a lost connection is told in the house's word at once.
      throw isConnectionLost(error) ? asUnavailable(error) : error;
    }
  }

  #count(name: string | undefined, text: string): void {
    this.#assertOpen();
    this.statements += 1;
    this.#context.observe?.({ name, text });
  }

  #assertOpen(): void {
    if (this.#ended) throw new Error("this unit of work has ended");
  }

  #release(broken: boolean): void {
    this.#ended = true;
    const { client } = this.#context;
    client.off("error", this.#onLoss);
    client.release(broken || this.#loss !== undefined);
  }
}

/** The number at the end of `INSERT 0 1`, 0 where there is none. */
function affected({ tag }: Answer): number {
  const count = Number(tag.slice(tag.lastIndexOf(" ") + 1));
  return Number.isNaN(count) ? 0 : count;
}
