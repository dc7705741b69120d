import type pg from "pg";
import { Batch, type Answer } from "./batch.js";
import type { Statement } from "./statement.js";
import { wireValue } from "./wire-value.js";

/**
 * The way of a unit's statements to the server. What is sent until the present tick ends travels together, in the
 * order in which it was sent, and waits for no answer of what went before. Source: ADR 13
 */
export class Pipeline {
  readonly #client: pg.PoolClient;
  #waiting: Batch | undefined;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /**
   * Rejects with the error of the server, of the connection, or of the statement before it in the same packet that
   * failed. Throws for a value that cannot be written.
   */
  send(statement: Statement, values: readonly unknown[]): Promise<Answer> {
    const written = values.map(wireValue);
    return (this.#waiting ?? this.#begin()).add(statement, written);
  }

  /** A query that is not one of the house's statements: behind everything that was sent before it. */
  query(text: string, values?: unknown[]): Promise<pg.QueryResult> {
    this.flush();
    return this.#client.query(text, values);
  }

  /** Lets what waits leave now: what comes after does not depend on its success. */
  flush(): void {
    const batch = this.#waiting;
    this.#waiting = undefined;
    if (batch !== undefined) this.#client.query(batch);
  }

  #begin(): Batch {
    const batch = new Batch();
    this.#waiting = batch;
    process.nextTick(() => {
      if (this.#waiting === batch) this.flush();
    });
    return batch;
  }
}
