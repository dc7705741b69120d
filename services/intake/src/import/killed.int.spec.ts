import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { tenantScope } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { dyingAfter, Killed, testDatabase, type TestDatabase } from "@hearken/testing";
import { intake } from "../service.js";
import { csvOf, importing, lineOf, type Imports } from "../testing/imports.harness.js";
import { workbookOf } from "../testing/workbook.harness.js";
import { buildWorld, traces, type World } from "../testing/world.harness.js";

const ROWS = 1_200;
/** One in a hundred names a channel that there is not. */
const isBad = (row: number): boolean => row % 100 === 7;
const FILE = csvOf(Array.from({ length: ROWS }, (_, row) => lineOf(`R${row}`, isBad(row) ? { 2: "pigeon" } : {})));
const BAD = Array.from({ length: ROWS }, (_, row) => row).filter(isBad).length;
const LIFETIMES = 40;

let test: TestDatabase;
let imports: Imports;
let world: World;

beforeAll(async () => {
  test = await testDatabase({ entities: intake().entities, poolSize: 5 });
  imports = importing(test.database);
});
afterAll(() => test.close());

const counted = statement(
  "intake_spec.counted_of_import",
  `select (select count(*)::int from intake.complaint where tenant_id = $1) as complaints,
     (select count(distinct source_ref)::int from intake.complaint where tenant_id = $1) as refs,
     (select count(*)::int from journal.event where tenant_id = $1 and type = 'complaint.received') as received,
     (select count(*)::int from journal.event where tenant_id = $1 and type = 'import.started') as started,
     (select count(*)::int from journal.event where tenant_id = $1 and type = 'import.finished') as finished,
     (select count(*)::int from intake.complainant where tenant_id = $1) as complainants,
     (select count(*)::int from intake.import_row where tenant_id = $1) as rows,
     (select count(*)::int from intake.import_part where tenant_id = $1)
       + (select count(*)::int from intake.import_batch where tenant_id = $1) as uploaded`,
);
const counts = (): Promise<unknown> =>
  test.database.read(tenantScope(world.tenantId), (uow) => uow.one(counted, [world.tenantId]));

const ALL = {
  ...{ complaints: ROWS - BAD, refs: ROWS - BAD, received: ROWS - BAD, complainants: ROWS - BAD },
  ...{ started: 1, finished: 1, rows: ROWS, uploaded: 0 },
};

/** Works as processes do that die after so many statements each; answers how many of them died. */
async function worked(statements: (life: number) => number): Promise<number> {
  for (let life = 0; life < LIFETIMES; life += 1) {
    const { database } = dyingAfter(test.database, statements(life));
    const isDead = await imports.work(database).then(
      () => false,
      (error: unknown) => {
        if (error instanceof Killed) return true;
        throw error;
      },
    );
    if (!isDead) return life;
  }
  await imports.work();
  return LIFETIMES;
}

describe("an import with one bad row in a hundred", () => {
  it("56 is carried out once, whenever its worker is killed: good rows in, bad ones told, nothing half done", async () => {
    let deaths = 0;
    for (const seed of [1, 5, 11]) {
      world = await buildWorld(test.database);
      const id = await imports.upload(world.south, FILE, { by: world.headquarters });
      await imports.start(world.headquarters, id);
      let next = seed;
      // Whoever dies sooner than one step takes never comes further: every other life is a little longer.
      deaths += await worked((life) => {
        next = (next * 48_271) % 2_147_483_647;
        return 1 + (next % 12) + (life % 2) * 4;
      });
      expect(await imports.shown(world.headquarters, id)).toMatchObject({
        ...{ state: "DONE", total: ROWS, done: ROWS, filed: ROWS - BAD, alreadyThere: 0, refused: BAD, fault: null },
      });
      expect(await counts()).toEqual(ALL);
    }
    expect(deaths).toBeGreaterThan(12);
  }, 60_000);

  it("57 is carried out once by three workers at once", async () => {
    world = await buildWorld(test.database);
    const id = await imports.upload(world.south, FILE, { by: world.headquarters });
    await imports.start(world.headquarters, id);
    await Promise.all([imports.work(), imports.work(), imports.work()]);
    await imports.work();
    expect(await imports.shown(world.headquarters, id)).toMatchObject({ state: "DONE", filed: ROWS - BAD });
    expect(await counts()).toEqual(ALL);
  }, 30_000);

  it("files a batch by as many statements as any other, however many rows it has", async () => {
    world = await buildWorld(test.database);
    const small = await imports.upload(world.south, csvOf([lineOf("S1")]), { by: world.headquarters });
    const sent = async (id: string): Promise<number> => {
      await imports.start(world.headquarters, id);
      const counting = dyingAfter(test.database, Number.MAX_SAFE_INTEGER);
      let most = 0;
      const database = {
        ...counting.database,
        write: (...[scope, work]: Parameters<TestDatabase["database"]["write"]>) =>
          test.database.write(scope, async (uow) => {
            const answer = await work(uow);
            most = Math.max(most, uow.statements);
            return answer;
          }),
      };
      await imports.work(database as TestDatabase["database"]);
      return most;
    };
    const one = await sent(small);
    const many = await sent(await imports.upload(world.south, FILE, { by: world.headquarters }));
    // The first of all reads what is remembered afterwards: keys and rules.
    expect(many).toBeLessThanOrEqual(one);
    expect(many).toBe(7);
  }, 30_000);
});

describe("29 an import whose file cannot be read", () => {
  it("fails as a whole with the place of its fault, and nothing is filed or kept", async () => {
    world = await buildWorld(test.database);
    const broken = workbookOf([["来源编号"], ["x"]]);
    for (const [file, format, code] of [
      [csvOf([lineOf("A1")]).slice(0, -10), "CSV", "UNREADABLE"],
      [csvOf([lineOf("A1")], "a,b,c"), "CSV", "UNKNOWN_COLUMN"],
      [broken, "XLSX", "MISSING_COLUMN"],
      [broken, "CSV", "WRONG_TYPE"],
      [broken.subarray(0, 200), "XLSX", "UNREADABLE"],
    ] as const) {
      const id = await imports.upload(world.south, Buffer.from(file), { by: world.headquarters, format });
      const before = await traces(test.database, world.tenantId);
      const done = await imports.carriedOut(world.headquarters, id);
      expect(done).toMatchObject({ state: "FAILED", filed: 0, fault: { code }, keptUntil: null });
      const { events, complaints } = await traces(test.database, world.tenantId);
      expect([events, complaints]).toEqual([before.events + 1, before["complaints"]]);
      expect(await counts()).toMatchObject({ uploaded: 0, rows: 0 });
    }
  });
});
