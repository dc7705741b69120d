import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { filing } from "../testing/complaint.js";
import { openHouse, type TestHouse } from "../testing/house.js";
import { fillSkewed, type Skewed } from "../testing/skewed.js";
import { pointIds, skewedReads, type PointIds, type SkewedRead } from "../testing/skewed-reads.js";
import { newId } from "@hearken/kernel";
import { isolationEnvironment } from "./environment.js";

/* Complaints in a tenant that has very many, for those who reach few of them. In full: 500 in a tenant of a million. */

const { isFull } = isolationEnvironment();
const FIRST = isFull ? 280_000 : 20_000;
const THEN = isFull ? 840_000 : 40_000;
const SMALL = isFull ? 500 : 200;
const FILLED_WITHIN = isFull ? 600_000 : 60_000;

let house: TestHouse;
let owner: pg.Client;
let skewed: Skewed;
let templateId: string;
let ids: PointIds;

beforeAll(async () => {
  house = await openHouse("together", { isRunning: false });
  const group = await house.found();
  const input = filing(group, "subsidiary-1", { idempotencyKey: newId() });
  const filed = await group.as("subsidiary-1").succeed<{ complaint: { id: string } }>("fileComplaint", input);
  templateId = filed.complaint.id;
  owner = new pg.Client({ connectionString: house.test.url });
  await owner.connect();
  skewed = await fillSkewed(owner, { templateId, tenantId: group.tenantId, rows: FIRST, small: SMALL });
  ids = await pointIds(owner, skewed);
}, 30_000 + FILLED_WITHIN);
afterAll(async () => {
  await (owner as pg.Client | undefined)?.end();
  await (house as TestHouse | undefined)?.stop();
});

interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Shared Hit Blocks"?: number;
  readonly "Shared Read Blocks"?: number;
  readonly Plans?: readonly Node[];
}

/** Under the wall, as it is carried out with its values, or as it is prepared for all values. */
async function planOf({ scope, text, values }: SkewedRead, how: "analyze, buffers" | "generic_plan"): Promise<Node[]> {
  const rows = await house.test.database.read(scope, (uow) =>
    uow.manager.query<{ "QUERY PLAN": { Plan: Node }[] }[]>(
      `explain (${how}, format json) ${text}`,
      how === "generic_plan" ? undefined : [...values],
    ),
  );
  const all = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(all)];
  return (rows[0]?.["QUERY PLAN"] ?? []).flatMap(({ Plan }) => all(Plan));
}

const touched = (nodes: readonly Node[]): number =>
  Math.max(
    ...nodes.map(
      (node) => ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1),
    ),
  );
const blocks = ([root]: readonly Node[]): number =>
  (root?.["Shared Hit Blocks"] ?? 0) + (root?.["Shared Read Blocks"] ?? 0);

describe("a page and a point read of complaints, for every reach", () => {
  it(
    "go by an index, touch no rows but their own, and cost the same when others have three times as many",
    async () => {
      const before = new Map<string, number>();
      const reads = skewedReads(skewed, ids);
      for (const read of reads) {
        const nodes = await planOf(read, "analyze, buffers");
        const name = `${read.read} of ${read.of}`;
        before.set(name, blocks(await planOf(read, "analyze, buffers")));
        expect({ name, types: nodes.map((node) => node["Node Type"]) }).toEqual({
          name,
          types: expect.not.arrayContaining(["Seq Scan"]),
        });
        expect(nodes.some((node) => node["Index Name"] !== undefined)).toBe(true);
        expect({ name, isBounded: touched(nodes) <= read.shows }).toEqual({ name, isBounded: true });
      }
      await fillSkewed(owner, { templateId, tenantId: skewed.tenantId, rows: THEN, from: FIRST, small: 0 });
      for (const read of reads) {
        const name = `${read.read} of ${read.of}`;
        const nodes = await planOf(read, "analyze, buffers");
        // A page of rows lies in as many blocks at most, and an index is a level deeper now and then.
        const most = (before.get(name) ?? 0) + Math.max(8, read.shows / 2);
        expect({ name, blocks: blocks(nodes), isBounded: blocks(nodes) <= most }).toMatchObject({
          name,
          isBounded: true,
        });
        expect({ name, isBounded: touched(nodes) <= read.shows }).toEqual({ name, isBounded: true });
      }
    },
    FILLED_WITHIN,
  );

  it("go by an index also when their plan serves all values", async () => {
    for (const read of skewedReads(skewed, ids)) {
      const scans = (await planOf(read, "generic_plan")).filter((node) => node["Relation Name"] === "complaint");
      expect(scans.length).toBeGreaterThan(0);
      for (const scan of scans) expect(scan["Node Type"]).toMatch(/^Index( Only)? Scan$/);
    }
  });
});
