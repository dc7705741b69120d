import type { BenchResult, Progress } from "./figure.js";
import { runBareFiling } from "./floor/bare-filing.js";
import { pgbenchScript } from "./floor/pgbench-script.js";
import { findPgbench, runPgbench, withTypes, type PgbenchRate } from "./floor/pgbench.js";
import type { BenchServer } from "./house/bench-database.js";
import { FILE_COMPLAINT, KEY, ordinaryFiling } from "./house/filing.js";
import { startHouse, type BenchHouse } from "./house/house.js";
import { startLoad, type Load, type LoadOrder } from "./load/load.js";
import { figuresOf, measured, type Round } from "./load/round.js";
import { inTurn } from "./measure/rounds.js";
import { median } from "./measure/statistics.js";
import { profileOf, type BenchOptions } from "./options.js";

/** Files complaints through the gateway, in turn with pgbench on the same statements; then with everything that follows running too. */
export async function measureFiling(
  server: BenchServer,
  options: BenchOptions,
  say: Progress,
): Promise<Omit<BenchResult, "bench" | "seconds">> {
  const load = startLoad();
  try {
    const door = await besidePgbench({ server, options, say, load });
    const whole = await withFollowers({ server, options, say, load });
    return {
      figures: [...door.figures, ...whole.figures],
      notes: [...door.notes, ...whole.notes],
      details: { door: door.details, whole: whole.details },
    };
  } finally {
    await load.close();
  }
}

interface Measuring {
  readonly server: BenchServer;
  readonly options: BenchOptions;
  readonly say: Progress;
  readonly load: Load;
}

type Part = Pick<BenchResult, "figures" | "notes" | "details">;

async function besidePgbench({ server, options, say, load }: Measuring): Promise<Part> {
  const { url } = await server.freshDatabase();
  const house = await startHouse({ url, isRunning: false });
  try {
    await load.ask({ ...orderOf(house, options), warmUpMs: 3_000, forMs: 200 });
    const { name, run, statements } = await pgbenchOrStandIn(house, url, options);
    say(`gateway and ${name} in turn: ${options.rounds} rounds of ${options.seconds} s each`);
    const gateway: Round[] = [];
    const floor: FloorRound[] = [];
    const contenders = [
      async () => void gateway.push(await measured({ server, pid: house.pid, load }, orderOf(house, options))),
      async () => void floor.push(await floorRound(server, run)),
    ];
    await house.profiled(profileOf(options, "filing"), () => inTurn(contenders, options.rounds));
    const ratios = gateway.map(({ perSecond }, index) => perSecond / (floor[index]?.perSecond ?? Number.NaN));
    return {
      figures: [
        ...figuresOf("file a complaint", gateway),
        { name: `${name}, same statements`, value: median(floor.map(({ perSecond }) => perSecond)), unit: "/s" },
        { name: `${name} p50`, value: median(floor.map(({ p50Ms }) => p50Ms)), unit: "ms" },
        { name: `${name} p99`, value: median(floor.map(({ p99Ms }) => p99Ms)), unit: "ms" },
        {
          name: `${name} CPU of PostgreSQL`,
          value: median(floor.map(({ postgresCpuMs }) => postgresCpuMs)),
          unit: "ms/request",
        },
        { name: `gateway beside ${name}`, value: median(ratios), unit: "×", target: { is: "at least", value: 0.55 } },
      ],
      notes: [
        `${options.connections} keep-alive connections; the door alone: nothing follows the journal in this part, as nothing follows ${name}`,
        `${statements.length} statements in ${new Set(statements.map(({ roundTrip }) => roundTrip)).size} round trips a request, recorded from the house`,
        ...(name === "pgbench"
          ? []
          : [
              "there is no pgbench (14 or newer) on this machine: node-postgres alone stands in for it, and the target speaks of pgbench",
            ]),
      ],
      details: { rounds: { gateway, [name]: floor }, ratios, statements },
    };
  } finally {
    await house.close();
  }
}

interface FloorRound extends PgbenchRate {
  readonly postgresCpuMs: number;
}

async function floorRound(server: BenchServer, run: Floor["run"]): Promise<FloorRound> {
  const before = server.cpuMs() ?? Number.NaN;
  const rate = await run();
  return { ...rate, postgresCpuMs: ((server.cpuMs() ?? Number.NaN) - before) / rate.transactions };
}

interface Floor {
  readonly name: "pgbench" | "bare client";
  readonly run: () => Promise<PgbenchRate>;
  readonly statements: readonly { readonly text: string; readonly roundTrip: number }[];
}

async function pgbenchOrStandIn(house: BenchHouse, url: string, options: BenchOptions): Promise<Floor> {
  const one = await house.statementsOf(() => fileOne(house));
  const another = await house.statementsOf(() => fileOne(house));
  const shown = one.map(({ text, roundTrip }) => ({
    text: text.replaceAll(/\s+/g, " "),
    roundTrip: roundTrip - (one[0]?.roundTrip ?? 1) + 1,
  }));
  const common = { url, clients: options.connections, seconds: options.seconds };
  const pgbench = findPgbench();
  if (pgbench === undefined) {
    return {
      name: "bare client",
      run: () => runBareFiling({ ...common, statements: one, another }),
      statements: shown,
    };
  }
  const script = pgbenchScript(await withTypes(url, one), another);
  await runPgbench({ ...common, pgbench, script, seconds: 1 });
  return { name: "pgbench", run: () => runPgbench({ ...common, pgbench, script }), statements: shown };
}

async function fileOne(house: BenchHouse): Promise<void> {
  await house.ask(FILE_COMPLAINT, { input: { ...ordinaryFiling(), idempotencyKey: crypto.randomUUID() } });
}

async function withFollowers({ server, options, say, load }: Measuring): Promise<Part> {
  const { url } = await server.freshDatabase();
  const house = await startHouse({ url, isRunning: true });
  try {
    await load.ask({ ...orderOf(house, options), warmUpMs: 3_000, forMs: 200 });
    say(`the whole house: ${options.rounds} rounds of ${options.seconds} s`);
    const rounds: Round[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      rounds.push(await measured({ server, pid: house.pid, load }, orderOf(house, options)));
    }
    const filed = rounds.reduce((sum, { requests }) => sum + requests, 0);
    const began = performance.now();
    await house.drain();
    const behindMs = performance.now() - began;
    return {
      figures: [
        ...figuresOf("whole house", rounds),
        { name: "whole house, evaluations still behind at the end", value: behindMs / 1_000, unit: "s" },
      ],
      notes: [
        `whole house: consumers, time and the relay run in the same process on the same cores while ${filed} complaints are filed`,
      ],
      details: { rounds, filed, behindMs },
    };
  } finally {
    await house.close();
  }
}

function orderOf(house: BenchHouse, { connections, seconds }: BenchOptions): LoadOrder {
  const input = { ...ordinaryFiling(), idempotencyKey: KEY };
  return {
    port: house.port,
    path: "/graphql",
    token: house.tokens.headquarters,
    body: JSON.stringify({ query: FILE_COMPLAINT, variables: { input } }),
    unique: KEY,
    expects: '"fileComplaint":{"complaint":{"id":',
    connections,
    warmUpMs: 300,
    forMs: seconds * 1_000,
  };
}
