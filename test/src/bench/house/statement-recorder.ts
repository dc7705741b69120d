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

/** Notes every statement that this process sends by promise until stopped; the relay's connections are left out. */
export function record(): Recording {
  const sent: SentStatement[] = [];
  const sending = new WeakMap<pg.Client, Sending>();
  let trips = 0;
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const answer = original.apply(this, args);
    const [query, given] = args as [string | { text?: string; values?: unknown[] } | undefined, unknown];
    const text = typeof query === "string" ? query : query?.text;
    if (!(answer instanceof Promise) || text === undefined || isRelays(this)) return answer;
    const before = sending.get(this) ?? { trip: 0, pending: 0 };
    const trip = before.pending === 0 ? (trips += 1) : before.trip;
    sending.set(this, { trip, pending: before.pending + 1 });
    const values =
      (typeof query === "string" ? undefined : query?.values) ?? (Array.isArray(given) ? (given as unknown[]) : []);
    sent.push({ text, values: values.map(inTextFormat), roundTrip: trip });
    const answered = (): void => {
      const now = sending.get(this);
      if (now !== undefined) sending.set(this, { ...now, pending: now.pending - 1 });
    };
    answer.then(answered, answered);
    return answer;
  };
  return {
    stop: () => {
      prototype.query = original;
      return sent;
    },
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
