import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { filing } from "../testing/complaint.js";
import { chance } from "../testing/chance.js";
import { eventually } from "../testing/eventually.js";
import { openHouse, type Groups, type TestHouse } from "../testing/house.js";
import { openLine, type Line } from "../testing/line.js";
import { mutationText, type Answer } from "../testing/party.js";
import { Witness } from "../testing/traces.js";
import { faultsOf } from "../testing/whole.js";

const SEED = 20_250_303;
const BREAKS = 30;
const FILE = mutationText("fileComplaint", "complaint { id number version }");

let house: TestHouse;
let line: Line;
let group: Groups;
let witness: Witness;

beforeAll(async () => {
  house = await openHouse("together", {
    through: async (url) => {
      line = await openLine(url);
      return line.url;
    },
  });
  await house.at("2025-03-03T09:00:00+08:00");
  group = await house.found();
  witness = await Witness.of(house.test.url);
}, 60_000);
afterAll(async () => {
  await (witness as Witness | undefined)?.end();
  await house.stop();
  await (line as Line | undefined)?.close();
});

const health = async (path: "livez" | "readyz"): Promise<number> =>
  (await fetch(new URL(`/${path}`, house.url))).status;

const file = (idempotencyKey: string): Promise<Answer> =>
  group.as("subsidiary-1").post(FILE, { input: filing(group, "subsidiary-1", { idempotencyKey }) });

const complaints = async (): Promise<number> =>
  (
    await witness.rows<{ n: number }>("select count(*)::int as n from intake.complaint where tenant_id = $1", [
      group.tenantId,
    ])
  )[0]?.n ?? 0;

describe("a house whose database goes away (faults 52, 53)", () => {
  it("says that it is not ready, answers 503 and when to come back, and goes on without a restart", async () => {
    const key = newId();
    expect((await file(key)).status).toBe(200);
    expect(await health("readyz")).toBe(200);
    line.cut();
    expect(
      await eventually(
        () => health("readyz"),
        (status) => status !== 200,
      ),
    ).toBe(503);
    expect(await health("livez")).toBe(200);
    const other = newId();
    for (const answer of [
      await file(key),
      await file(other),
      await group.as("headquarters").post("{ viewer { posts } }"),
    ]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d?$/);
      expect(answer.errors).toMatchObject([{ extensions: { code: "UNAVAILABLE" } }]);
      expect(answer.text).not.toMatch(/ECONN|postgres|\n\s+at /);
    }
    expect(await complaints()).toBe(1);
    line.mend();
    expect(
      await eventually(
        () => health("readyz"),
        (status) => status === 200,
      ),
    ).toBe(200);
    const [again, first] = [
      await file(key),
      await eventually(
        () => file(other),
        ({ status }) => status === 200,
      ),
    ];
    expect(again.status).toBe(200);
    expect((await file(other)).data).toEqual(first.data);
    expect(await complaints()).toBe(2);
    // Consumers and the worker of time have come back by themselves.
    await witness.settled();
  }, 30_000);

  it(`does each command once, however often the line breaks while it is under way (seed ${SEED})`, async () => {
    const below = chance(SEED);
    line.mend();
    const before = await complaints();
    let breaks = 0;
    const breakSoon = (): void =>
      line.atPacket(20 + below(200), () => {
        breaks += 1;
        line.cut();
        line.mend();
        breakSoon();
      });
    breakSoon();
    const acknowledged = new Map<string, string>();
    const work = async (): Promise<void> => {
      while (breaks < BREAKS) {
        const key = newId();
        const { data } = await eventually(
          () => file(key),
          ({ status }) => status === 200,
        );
        const outcome = data?.["fileComplaint"] as { complaint?: { id: string } } | undefined;
        acknowledged.set(key, outcome?.complaint?.id ?? JSON.stringify(data));
      }
    };
    await Promise.all(Array.from({ length: 4 }, work));
    line.atPacket(Infinity, () => undefined);
    expect(breaks).toBeGreaterThanOrEqual(BREAKS);
    expect(await complaints()).toBe(before + acknowledged.size);
    expect(new Set(acknowledged.values()).size).toBe(acknowledged.size);
    const found = await witness.rows<{ id: string }>("select id from intake.complaint where tenant_id = $1", [
      group.tenantId,
    ]);
    expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining([...acknowledged.values()]));
    await witness.settled();
    await house.close();
    expect(await faultsOf({ ...house.platform, database: house.test.database }, witness, group.tenantId)).toEqual([]);
  }, 60_000);
});
