import { DEMO } from "@hearken/directory";
import type { BenchResult, Progress } from "../figure.js";
import type { BenchServer } from "../house/bench-database.js";
import { startHouse, type BenchHouse } from "../house/house.js";
import { cpuOf, memoryOf } from "../measure/process-usage.js";
import type { BenchOptions } from "../options.js";
import { csvOf, isBad, rowOf, startImport } from "./import-file.js";
import { copyByPlainSql } from "./plain-sql.js";

const FOUND = `query ($id: ID!) { complaintImport(id: $id) {
  state total filed alreadyThere refused fault { code message } } }`;
const IMPORT_ONE = `mutation ($input: ImportComplaintInput!) { importComplaint(input: $input) {
  ... on ImportComplaintSuccess { complaint { id } } ... on Refusal { code } } }`;
const ONE_BY_ONE = 4_000;
/** Rows that are under way at a time; no more than the pool of the house has connections. */
const SIDE_BY_SIDE = 8;

interface Found {
  readonly state: string;
  readonly filed: number;
  readonly alreadyThere: number;
  readonly refused: number;
}

interface Timed {
  readonly seconds: number;
  readonly cpuMs: number;
  readonly postgresCpuMs: number;
}

/** Imports a file of which one row in a hundred is bad, and the same again; beside the same rows one by one and by plain SQL. */
export async function measureImport(
  server: BenchServer,
  { importRows: rows }: BenchOptions,
  say: Progress,
): Promise<Omit<BenchResult, "bench" | "seconds">> {
  const { url } = await server.freshDatabase();
  const house = await startHouse({ url, isRunning: false });
  const timed = async (act: () => Promise<unknown>): Promise<Timed> => {
    const [cpu = 0, postgres = 0] = [cpuOf(house.pid), server.cpuMs()];
    const began = performance.now();
    await act();
    return {
      seconds: (performance.now() - began) / 1_000,
      cpuMs: (cpuOf(house.pid) ?? Number.NaN) - cpu,
      postgresCpuMs: (server.cpuMs() ?? Number.NaN) - postgres,
    };
  };
  try {
    const file = csvOf(rows);
    say(`one by one: ${ONE_BY_ONE} of the rows through the gateway, ${SIDE_BY_SIDE} at a time`);
    await oneByOne(house, { from: -200, to: 0 });
    const single = await timed(() => oneByOne(house, { from: 0, to: ONE_BY_ONE }));
    const idleMiB = memoryOf(house.pid)?.nowMiB ?? Number.NaN;
    say(`uploading ${(file.length / 1024 / 1024).toFixed(1)} MiB, then ${rows.toLocaleString("en-US")} rows`);
    let id = "";
    const upload = await timed(async () => void (id = await startImport(house, file, "bench")));
    const whole = await timed(() => house.runImports());
    const found = await foundOf(house, id, { filed: rows - badOf(rows), alreadyThere: 0 });
    const memory = memoryOf(house.pid);
    say("plain SQL: every row of it once more");
    const plain = await timed(() => copyByPlainSql(url, id));
    say("the same file again");
    const secondId = await startImport(house, file, "bench");
    const again = await timed(() => house.runImports());
    await foundOf(house, secondId, { filed: 0, alreadyThere: rows - badOf(rows) });
    const perSecond = rows / whole.seconds;
    return {
      figures: [
        { name: "rows imported", value: perSecond, unit: "/s", target: { is: "at least", value: 500 } },
        { name: "CPU of the worker", value: whole.cpuMs / rows, unit: "ms/row" },
        { name: "CPU of PostgreSQL", value: whole.postgresCpuMs / rows, unit: "ms/row" },
        { name: "one by one through the gateway", value: ONE_BY_ONE / single.seconds, unit: "/s" },
        { name: "imported beside one by one", value: (perSecond * single.seconds) / ONE_BY_ONE, unit: "×" },
        { name: "plain SQL, nothing checked or sealed", value: (rows - badOf(rows)) / plain.seconds, unit: "/s" },
        { name: "the same file again", value: rows / again.seconds, unit: "/s" },
        { name: "upload", value: upload.seconds, unit: "s" },
        { name: "memory of the worker at most", value: memory?.peakMiB ?? Number.NaN, unit: "MiB" },
      ],
      notes: [
        `${found.filed.toLocaleString("en-US")} filed, ${found.refused.toLocaleString("en-US")} refused; one worker; ${Math.round(idleMiB)} MiB before it began`,
      ],
      details: { rows, found, single, upload, whole, plain, again, memory },
    };
  } finally {
    await house.close();
  }
}

const badOf = (rows: number): number => Array.from({ length: rows }, (_, row) => row).filter(isBad).length;

async function foundOf(house: BenchHouse, id: string, expected: Pick<Found, "filed" | "alreadyThere">): Promise<Found> {
  const { complaintImport: found } = await house.ask<{ complaintImport: Found }>(FOUND, { id });
  const { state, filed, alreadyThere } = found;
  if (state !== "DONE" || filed !== expected.filed || alreadyThere !== expected.alreadyThere)
    throw new Error(`the import came to ${JSON.stringify(found)}`);
  return found;
}

/** The same rows by `importComplaint`, so many at a time; from another source, so that none is there. */
async function oneByOne(
  house: BenchHouse,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  let next = from;
  const work = async (): Promise<void> => {
    for (let row = next; row < to; row = next) {
      next += 1;
      const [sourceRef = "", time = "", channel = "", subject = "", text = "", name = "", phone = ""] = rowOf(
        Math.abs(row),
      );
      const input = {
        ...{ organizationId: DEMO["subsidiary-1"].organizationId, channel, subject, text, receivedBy: "CENTRE" },
        ...{ category: "engineering_quality", complainants: [{ name, phone }], source: "one-by-one" },
        ...{ sourceRef: `${sourceRef}/${row}`, receivedAt: `${time.replace(" ", "T")}:00+08:00` },
      };
      await house.ask(IMPORT_ONE, { input });
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
}
