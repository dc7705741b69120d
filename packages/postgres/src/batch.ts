import pg from "pg";
import { serialize } from "pg-protocol";
import { NO_ROWS, readRow, rowShape, type ColumnDescription, type RowShape } from "./row-shape.js";
import type { Statement } from "./statement.js";
import type { WireValue } from "./wire-value.js";

/** What the server answered to one statement. */
export interface Answer {
  readonly rows: unknown[];
  /** What was done, in the server's words: `SELECT 5`, `INSERT 0 1`, `COMMIT`. */
  readonly tag: string;
}

/** A statement on its way, and who waits for its answer. */
interface Travelling {
  readonly statement: Statement;
  readonly values: readonly WireValue[];
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
  readonly rows: unknown[];
  shape: RowShape | undefined;
  /** Whether it is prepared on its way. */
  isPreparing: boolean;
  /** What could not be read of its rows. */
  unreadable: unknown;
}

/** What the types of node-postgres leave out: which statements a connection has prepared or is preparing, by name. */
interface Preparing extends pg.Connection {
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
}

/** The shapes of rows by statement: a connection is asked for each of them once. */
const shapesOf = new WeakMap<pg.Connection, Map<string, RowShape>>();

/**
 * Statements that travel in one packet behind one Sync, so that the server answers them in one packet too.
 * After a statement that fails the server skips the rest, and all of those fail with the same error.
 * To node-postgres it is one query: its `name` and `text` are those of the statement that is being answered and was
 * prepared on its way, because the client notes by them what has been prepared.
 */
export class Batch extends pg.Query {
  name: string | undefined;
  text: string | undefined;
  readonly #travelling: Travelling[] = [];
  #at = 0;
  #connection: Preparing | undefined;

  constructor() {
    super("");
    this.submit = (connection) => this.#submit(connection as Preparing);
  }

  /** What travels, for whoever looks on. */
  get statements(): readonly { readonly text: string; readonly values: readonly WireValue[] }[] {
    return this.#travelling.map(({ statement, values }) => ({ text: statement.text, values }));
  }

  add(statement: Statement, values: readonly WireValue[]): Promise<Answer> {
    return new Promise((answered, failed) => {
      this.#travelling.push({
        statement,
        values,
        answered,
        failed,
        rows: [],
        shape: undefined,
        isPreparing: false,
        unreadable: undefined,
      });
    });
  }

  #submit(connection: Preparing): null {
    this.#connection = connection;
    const shapes = shapesOf.get(connection);
    const messages: Buffer[] = [];
    for (const one of this.#travelling) {
      const { name, text } = one.statement;
      one.isPreparing = !(name in connection.parsedStatements || name in connection.submittedNamedStatements);
      if (one.isPreparing) {
        messages.push(serialize.parse({ name, text }));
        connection.submittedNamedStatements[name] = text;
      }
      messages.push(serialize.bind({ statement: name, values: [...one.values] }));
      one.shape = shapes?.get(name);
      if (one.shape === undefined) messages.push(serialize.describe({ type: "P" }));
      messages.push(serialize.execute());
    }
    messages.push(serialize.sync());
    // One write: it costs more than what is written.
    if (connection.stream.writable) connection.stream.write(Buffer.concat(messages));
    this.#expect(0);
    return null;
  }

  #expect(at: number): void {
    this.#at = at;
    const one = this.#travelling[at];
    const prepared = one?.isPreparing === true ? one.statement : undefined;
    this.name = prepared?.name;
    this.text = prepared?.text;
  }

  /* What the client calls when the server speaks. */

  handleRowDescription({ fields }: { readonly fields: readonly ColumnDescription[] }): void {
    this.#learn(rowShape(fields));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const one = this.#travelling[this.#at];
    if (one?.shape === undefined || one.unreadable !== undefined) return;
    try {
      one.rows.push(readRow(one.shape, fields));
    } catch (error) {
      one.unreadable = error;
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const one = this.#travelling[this.#at];
    if (one === undefined) return;
    if (one.shape === undefined) this.#learn(NO_ROWS);
    if (one.unreadable === undefined) one.answered({ rows: one.rows, tag: text });
    else one.failed(one.unreadable);
    this.#expect(this.#at + 1);
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: "" });
  }

  /** One of them failed, or the connection did: those before have their answers, those behind will have none. */
  handleError(error: unknown): void {
    const submitted = this.#connection?.submittedNamedStatements ?? {};
    for (const { statement, isPreparing, failed } of this.#travelling.slice(this.#at)) {
      // Nobody confirmed that it is prepared: the next to send it prepares it.
      if (isPreparing) Reflect.deleteProperty(submitted, statement.name);
      failed(error);
    }
    this.#expect(this.#travelling.length);
  }

  handleReadyForQuery(): void {
    if (this.#at < this.#travelling.length) this.handleError(new Error("the server answered too few statements"));
  }

  #learn(shape: RowShape): void {
    const one = this.#travelling[this.#at];
    if (one === undefined || this.#connection === undefined) return;
    one.shape = shape;
    const shapes = shapesOf.get(this.#connection) ?? new Map<string, RowShape>();
    shapesOf.set(this.#connection, shapes.set(one.statement.name, shape));
  }
}
