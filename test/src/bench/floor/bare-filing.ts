import { APP_ROLE } from "@hearken/postgres";
import pg from "pg";
import type { SentStatement } from "../house/statement-recorder.js";
import { quantile } from "../measure/statistics.js";
import { freshTokens } from "./pgbench-script.js";
import type { PgbenchRate } from "./pgbench.js";

export interface BareOrder {
  readonly url: string;
  readonly statements: readonly SentStatement[];
  /** Another request's, so that what must be new in each is known. */
  readonly another: readonly SentStatement[];
  readonly clients: number;
  readonly seconds: number;
}

/** What stands in for pgbench where there is none: node-postgres alone, in this process, sends the same statements. */
export async function runBareFiling(order: BareOrder): Promise<PgbenchRate> {
  const config: pg.ClientConfig & { pipeline: boolean } = {
    connectionString: order.url,
    pipeline: true,
    options: `-c role=${APP_ROLE} -c TimeZone=UTC`,
  };
  const clients = Array.from({ length: order.clients }, () => new pg.Client(config));
  await Promise.all(clients.map((client) => client.connect()));
  const began = performance.now();
  try {
    const end = began + order.seconds * 1_000;
    const transaction = transactions(order);
    const latencies = (await Promise.all(clients.map((client) => keepFiling(client, transaction, end)))).flat();
    return {
      perSecond: latencies.length / ((performance.now() - began) / 1_000),
      p50Ms: quantile(latencies, 0.5),
      p99Ms: quantile(latencies, 0.99),
      transactions: latencies.length,
    };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

interface Sent {
  readonly name?: string;
  readonly text: string;
  readonly values: (string | null)[];
}

async function keepFiling(
  client: pg.Client,
  transaction: () => readonly (readonly Sent[])[],
  end: number,
): Promise<number[]> {
  const latencies: number[] = [];
  for (let before = performance.now(); before < end;) {
    for (const trip of transaction()) await Promise.all(trip.map((one) => client.query(one)));
    const after = performance.now();
    latencies.push(after - before);
    before = after;
  }
  return latencies;
}

let made = 0;

/** The round trips of one transaction, with ids, numbers and keys of its own. */
function transactions({ statements, another }: BareOrder): () => readonly (readonly Sent[])[] {
  const tokens = [...freshTokens(statements, another).keys()];
  const trips = [...Map.groupBy(statements.entries(), ([, { roundTrip }]) => roundTrip).values()];
  const base = Date.now().toString(16).padStart(12, "0");
  return () => {
    made += 1;
    const own = made.toString(16).padStart(9, "0");
    const fresh = (value: string | null): string | null =>
      tokens.reduce<string | null>((text, token, nth) => {
        const id = nth.toString(16).padStart(3, "0");
        const made = token.length === 36 ? `${base}7${id}8000${id}${own}` : `${base.slice(-6)}${own}${id}`;
        return text?.replaceAll(token, made) ?? null;
      }, value);
    return trips.map((trip) =>
      trip.map(([index, { text, values }]) => ({
        ...(values.length === 0 ? {} : { name: `bench_${index}` }),
        text,
        values: values.map(fresh),
      })),
    );
  };
}
