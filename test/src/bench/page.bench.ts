import { DEMO } from "@hearken/directory";
import type { BenchResult, Figure, Progress } from "./figure.js";
import { startPageFloor, type FloorManner } from "./floor/page-floor.js";
import type { BenchServer } from "./house/bench-database.js";
import { startHouse, type BenchHouse } from "./house/house.js";
import { startLoad, type LoadOrder } from "./load/load.js";
import { cpuOfRounds, figuresOf, measured, type Round } from "./load/round.js";
import { inTurn } from "./measure/rounds.js";
import { median } from "./measure/statistics.js";
import { profileOf, type BenchOptions } from "./options.js";
import { copyComplaints } from "./world/copies.js";
import { makeWaiting, openRoundTheClock } from "./world/templates.js";

const FIELDS = "id number subject text nature receivedAt receivedBy status validity promisedOn lead version";

interface Kind {
  readonly name: string;
  readonly path: string;
  readonly query: string;
  readonly target: number;
}

const KINDS: readonly Kind[] = [
  {
    name: "page of 50, plain",
    path: "/plain",
    query: `{ complaints(first: 50) { edges { node { ${FIELDS} } } pageInfo { hasNextPage } } }`,
    target: 0.6,
  },
  {
    name: "page of 50, with obligations",
    path: "/obligations",
    query: `{ complaints(first: 50) { edges { node { ${FIELDS} obligations { id code status openedAt dueAt metAt } } } pageInfo { hasNextPage } } }`,
    target: 0.45,
  },
];

const MANNERS = ["scope per request", "scope per connection"] as const satisfies readonly FloorManner[];
const POOL = 10;

/** Pages through the gateway, in turn with bare servers on the same rows. */
export async function measurePage(
  server: BenchServer,
  options: BenchOptions,
  say: Progress,
): Promise<Omit<BenchResult, "bench" | "seconds">> {
  const { url } = await server.freshDatabase();
  const house = await startHouse({ url, isRunning: false });
  const load = startLoad();
  const floors = await Promise.all(
    MANNERS.map(async (manner) => ({
      manner,
      ...(await startPageFloor({ url, manner, tenantId: DEMO.tenantId, connections: POOL })),
    })),
  );
  try {
    await openRoundTheClock(house, url);
    const templateId = await makeWaiting(house, url);
    const copied = await copyComplaints(url, {
      templateId,
      count: options.pageRows,
      spread: "one tenant",
      withPeople: true,
    });
    say(`${copied.rows} rows for ${options.pageRows} complaints in ${Math.round(copied.seconds)} s`);
    const figures: Figure[] = [];
    const details: Record<string, unknown> = {};
    for (const kind of KINDS) {
      const contenders = [
        { name: "gateway", pid: house.pid, order: orderOf(house, kind, options) },
        ...floors.map(({ manner, port, child }) => ({
          name: manner,
          pid: child.pid,
          order: { ...floorOrder(kind, options), port },
        })),
      ];
      say(`${kind.name}: gateway and two floors in turn, ${options.rounds} rounds of ${options.seconds} s each`);
      for (const { order } of contenders) await load.ask({ ...order, forMs: 1_000 });
      const results = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
      const rounds = contenders.map(({ name, pid, order }) => async () => {
        results.get(name)?.push(await measured({ server, pid, load }, order));
      });
      await house.profiled(profileOf(options, kind.path), () => inTurn(rounds, options.rounds));
      figures.push(...comparison(kind, results));
      details[kind.name] = Object.fromEntries(results);
    }
    return {
      figures,
      notes: [
        `${options.pageRows} complaints, ${options.connections} keep-alive connections, the reach of headquarters; every process has a pool of ${POOL} connections`,
        "floor: node:http, one prepared statement, JSON.stringify; the scope is set in the transaction of each request, all in one round trip; no token, no GraphQL",
        "single-tenant floor: the scope is set once on each connection, one statement a request and no transaction; for whoever wants the harder comparison",
      ],
      details: { ...details, copied },
    };
  } finally {
    await Promise.all([house.close(), load.close(), ...floors.map(({ child }) => child.close())]);
  }
}

function comparison(kind: Kind, results: ReadonlyMap<string, readonly Round[]>): Figure[] {
  const gateway = results.get("gateway") ?? [];
  const beside = (manner: FloorManner): number =>
    median(gateway.map(({ perSecond }, index) => perSecond / (results.get(manner)?.[index]?.perSecond ?? Number.NaN)));
  const byCpu = median(cpuOfRounds(results.get("scope per request") ?? [])) / median(cpuOfRounds(gateway));
  return [
    ...figuresOf(kind.name, gateway),
    ...figuresOf(`${kind.name}, floor`, results.get("scope per request") ?? []),
    {
      name: `${kind.name}: gateway beside floor`,
      value: beside("scope per request"),
      unit: "×",
      target: { is: "at least", value: kind.target },
    },
    { name: `${kind.name}: gateway beside floor, by CPU`, value: byCpu, unit: "×" },
    { name: `${kind.name}: gateway beside single-tenant floor`, value: beside("scope per connection"), unit: "×" },
  ];
}

function orderOf(house: BenchHouse, { query }: Kind, options: BenchOptions): LoadOrder {
  return {
    ...timing(options),
    port: house.port,
    path: "/graphql",
    token: house.tokens.headquarters,
    body: JSON.stringify({ query }),
    expects: '"hasNextPage":true',
  };
}

function floorOrder({ path }: Kind, options: BenchOptions): Omit<LoadOrder, "port"> {
  return { ...timing(options), path, body: "{}", expects: '"hasNextPage":true' };
}

function timing({ connections, seconds }: BenchOptions): Pick<LoadOrder, "connections" | "warmUpMs" | "forMs"> {
  return { connections, warmUpMs: 200, forMs: seconds * 1_000 };
}
