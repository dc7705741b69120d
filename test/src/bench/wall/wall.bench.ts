import { DEMO } from "@hearken/directory";
import { SYSTEM, type Instant } from "@hearken/kernel";
import { fillSkewed } from "../../testing/skewed.js";
import type { BenchResult, Progress } from "../figure.js";
import { asOwner, type BenchServer } from "../house/bench-database.js";
import { FILE_COMPLAINT, ordinaryFiling } from "../house/filing.js";
import { startHouse, type BenchHouse } from "../house/house.js";
import { median } from "../measure/statistics.js";
import type { BenchOptions } from "../options.js";
import { measureReads } from "./wall-reads.js";
import { measureChecks, measureTokens } from "./wall-gates.js";

/** Rows of the small organization, whatever the others have. */
const SMALL = 500;
const PAGE = "{ complaints(first: 50) { edges { node { id number subject status } } } }";
const PAGES = 200;

/** What the wall costs: reads with and without its policies, tokens, and checks of capabilities. */
export async function measureWall(
  server: BenchServer,
  { rows, rounds, seconds }: BenchOptions,
  say: Progress,
): Promise<Omit<BenchResult, "bench" | "seconds">> {
  const { url } = await server.freshDatabase();
  const house = await startHouse({ url, isRunning: false });
  try {
    const filed = await house.ask<{ fileComplaint: { complaint: { id: string } } }>(FILE_COMPLAINT, {
      input: ordinaryFiling(),
    });
    const templateId = filed.fileComplaint.complaint.id;
    const { tenantId } = DEMO;
    const skewed = await asOwner(url, (client) => fillSkewed(client, { templateId, tenantId, rows, small: SMALL }));
    say(`${rows} complaints over 50 tenants; pages and point reads in turn, ${rounds} rounds each`);
    const reads = await measureReads({ url, skewed, rounds, ms: seconds * 250 });
    say("tokens and capabilities");
    const checks = measureChecks({ ...OFFICER, accessVersion: 1, validUntil: Infinity as Instant }, tenantId);
    const page = await pageMs(house);
    const share = ((checks[0]?.value ?? Number.NaN) / 1e6 / page) * 100;
    return {
      figures: [
        ...reads,
        ...(await measureTokens(tenantId)),
        ...checks,
        { name: "page of 50 through the gateway, one after another", value: page, unit: "ms" },
        { name: "one check of a capability, of that page", value: share, unit: "%" },
      ],
      notes: [
        `${rows} complaints over 50 tenants, nine of ten in one; ${SMALL} of them in its small organization`,
        "without the wall: the same statements on the same rows as the owner, whom no policy binds; both in one transaction with their scope set, each read alone",
        "a request checks a capability once for each field of the root, and a command once more for what it is done to",
      ],
      details: { skewed },
    };
  } finally {
    await house.close();
  }
}

const OFFICER = { actor: SYSTEM, roles: ["headquarters_officer"] };

async function pageMs(house: BenchHouse): Promise<number> {
  const samples: number[] = [];
  for (let asked = 0; asked < PAGES; asked += 1) {
    const began = performance.now();
    await house.ask(PAGE, {});
    samples.push(performance.now() - began);
  }
  return median(samples);
}
