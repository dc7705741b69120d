import pg from "pg";

/** One statement as it went to the server. */
export interface SentStatement {
  readonly text: string;
  /** As the protocol's text format has them. */
  readonly values: readonly (string | null)[];
  /** Statements with the same number were sent together, before any answer. */
  readonly roundTrip: number;
}

export interface Recording {
  stop(): readonly SentStatement[];
}

interface Sending {
  readonly trip: number;
  readonly pending: number;
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** The house's statements that travel behind one Sync: what `@hearken/postgres` gives to the client. */
interface Batch {
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[] }[];
  handleReadyForQuery(): void;
  handleError(error: unknown): void;
}

/** Notes every statement that this process sends until stopped; the relay's connections are left out. */
export function record(): Recording {
  const sent: SentStatement[] = [];
  const sending = new WeakMap<pg.Client, Sending>();
  let trips = 0;
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const begin = (client: pg.Client): { readonly roundTrip: number; readonly end: () => void } => {
    const before = sending.get(client) ?? { trip: 0, pending: 0 };
    const trip = before.pending === 0 ? (trips += 1) : before.trip;
    sending.set(client, { trip, pending: before.pending + 1 });
    const end = (): void => {
      const now = sending.get(client);
      if (now !== undefined) sending.set(client, { ...now, pending: now.pending - 1 });
    };
    return { roundTrip: trip, end };
  };
  prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const [query, given] = args as [string | Batch | { text?: string; values?: unknown[] }, unknown];
    if (isRelays(this)) return original.apply(this, args);
    if (typeof query !== "string" && "statements" in query) {
      const { roundTrip, end } = begin(this);
      sent.push(...query.statements.map(({ text, values }) => ({ text, values: values.map(inTextFormat), roundTrip })));
      onEnd(query, end);
      return original.apply(this, args);
    }
    const answer = original.apply(this, args);
    const text = typeof query === "string" ? query : query.text;
    if (!(answer instanceof Promise) || text === undefined) return answer;
    const { roundTrip, end } = begin(this);
    const values =
      (typeof query === "string" ? undefined : query.values) ?? (Array.isArray(given) ? (given as unknown[]) : []);
    sent.push({ text, values: values.map(inTextFormat), roundTrip });
    answer.then(end, end);
    return answer;
  };
  return {
    stop: () => {
      prototype.query = original;
      return sent;
    },
  };
}

/** Calls `end` when the server is ready for what comes after a batch. */
function onEnd(batch: Batch, end: () => void): void {
  const { handleReadyForQuery, handleError } = batch;
  batch.handleReadyForQuery = () => {
    end();
    handleReadyForQuery.call(batch);
  };
  batch.handleError = (error) => {
    end();
    handleError.call(batch, error);
  };
}

function isRelays(client: pg.Client): boolean {
  const { connectionParameters } = client as unknown as { connectionParameters?: { application_name?: string } };
  return connectionParameters?.application_name?.endsWith(" relay") === true;
}

function inTextFormat(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((one) => JSON.stringify(String(one))).join(",")}}`;
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new TypeError(`a parameter that is no text: ${typeof value}`);
}
