import type { Scope } from "@hearken/kernel";
import { APP_ROLE } from "@hearken/postgres";
import pg from "pg";
import { pointIds, skewedReads, type SkewedRead } from "../../testing/skewed-reads.js";
import type { Skewed } from "../../testing/skewed.js";
import type { Figure } from "../figure.js";
import { asOwner } from "../house/bench-database.js";
import { inTurn } from "../measure/rounds.js";
import { median } from "../measure/statistics.js";

/** How much slower a read may be for its wall. */
const MOST = 1.3;

export interface Reading {
  readonly url: string;
  readonly skewed: Skewed;
  readonly rounds: number;
  /** Length of one round. */
  readonly ms: number;
}

/** The statements that intake sends, in turn as the application behind the wall and as the owner, whom no policy binds. */
export async function measureReads({ url, skewed, rounds, ms }: Reading): Promise<readonly Figure[]> {
  const ids = await asOwner(url, (client) => pointIds(client, skewed));
  const figures: Figure[] = [];
  for (const read of skewedReads(skewed, ids)) {
    const [walled, bare] = [await opened(url, read.scope, `-c role=${APP_ROLE}`), await opened(url, read.scope, "")];
    try {
      const found = { walled: [] as number[], bare: [] as number[] };
      const round = (client: pg.Client, into: number[]) => async () => void into.push(await roundOf(client, read, ms));
      // Prepared, and planned for all values where the server finds that worth it.
      await roundOf(walled, read, ms / 4);
      await roundOf(bare, read, ms / 4);
      await inTurn([round(walled, found.walled), round(bare, found.bare)], rounds);
      figures.push(...figuresOf(read, found));
    } finally {
      await Promise.all([walled.end(), bare.end()]);
    }
  }
  return figures;
}

function figuresOf(
  { read, of }: SkewedRead,
  { walled, bare }: Readonly<Record<"walled" | "bare", number[]>>,
): Figure[] {
  const name = `${read} of ${of}`;
  return [
    { name: `${name}, without the wall`, value: median(bare), unit: "ms" },
    { name: `${name}, with the wall`, value: median(walled), unit: "ms" },
    {
      name: `${name}: with beside without`,
      value: median(walled.map((each, index) => each / (bare[index] ?? Number.NaN))),
      unit: "×",
      target: { is: "at most", value: MOST },
    },
  ];
}

/** A connection within a transaction that has its scope: what is compared is the read alone. */
async function opened(url: string, { tenantId, reach }: Scope, options: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("begin isolation level repeatable read read only");
  await client.query(
    `select set_config('hearken.tenant', $1, true), set_config('hearken.reach', $2, true),
       set_config('hearken.organizations', $3, true), set_config('hearken.projects', $4, true)`,
    [
      tenantId,
      reach.kind,
      `{${reach.kind === "organizations" ? reach.organizationIds.join(",") : ""}}`,
      `{${reach.kind === "projects" ? reach.projectIds.join(",") : ""}}`,
    ],
  );
  return client;
}

/** Milliseconds of a read, one after another: the median of a round. */
async function roundOf(client: pg.Client, { text, values, of, read }: SkewedRead, ms: number): Promise<number> {
  const samples: number[] = [];
  const until = performance.now() + ms;
  for (let began = performance.now(); began < until || samples.length < 10; began = performance.now()) {
    const { rowCount } = await client.query({ name: read, text, values: [...values] });
    samples.push(performance.now() - began);
    if (rowCount === 0) throw new Error(`${read} of ${of} shows nothing`);
  }
  return median(samples);
}
