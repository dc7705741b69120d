import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import pg from "pg";
import { Pipeline } from "./pipeline.js";
import { openPool } from "./pool.js";
import { emptyDatabase, type EmptyDatabase } from "./testing/empty-database.js";
import type { Statement } from "./statement.js";
import { isConnectionLost } from "./unavailable.js";

const next: Statement = { name: "spec.next", text: "select nextval('turn') as turn" };
const divide: Statement = { name: "spec.divide", text: "select 12 / $1::int4 as quotient" };
const noted: Statement = { name: "spec.noted", text: "insert into note (text) values ($1)" };
const notes: Statement = { name: "spec.notes", text: "select text from note order by id" };
const asUuid: Statement = { name: "spec.as_uuid", text: "select $1::uuid as id" };
const later: Statement = { name: "spec.later", text: "select text from later" };
const texts: Statement = { name: "spec.texts", text: "select $1::text[] as texts" };
const dying: Statement = { name: "spec.dying", text: "select pg_terminate_backend(pg_backend_pid())" };
const unreadable: Statement = { name: "spec.unreadable", text: "select 'infinity'::timestamptz as at from note" };
const prepared: Statement = { name: "spec.prepared", text: "select name from pg_prepared_statements order by name" };

let home: EmptyDatabase;
let pool: pg.Pool;
let client: pg.PoolClient;
let pipeline: Pipeline;

beforeAll(async () => {
  home = await emptyDatabase();
  pool = openPool({ url: home.url, role: undefined, size: 1, applicationName: "spec" });
});

afterAll(async () => {
  await pool.end();
  await home.drop();
});

beforeEach(async () => {
  client = await pool.connect();
  client.on("error", () => undefined);
  await client.query("create temporary table note (id int8 generated always as identity, text text not null)");
  await client.query("create temporary sequence turn");
  pipeline = new Pipeline(client);
});

afterEach(() => client.release(true));

const rows = async <R>(statement: Statement, values: readonly unknown[] = []): Promise<R[]> =>
  (await pipeline.send(statement, values)).rows as R[];

const writes = (): { readonly count: () => number } => {
  const { stream } = (client as unknown as { connection: pg.Connection }).connection;
  let count = 0;
  const write = stream.write.bind(stream);
  stream.write = ((chunk: Buffer) => {
    count += 1;
    return write(chunk);
  }) as typeof stream.write;
  return { count: () => count };
};

const outcomes = async (sent: readonly Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(sent)).map((one) =>
    one.status === "fulfilled" ? "answered" : String((one.reason as { code?: string; message: string }).code),
  );

describe("statements of one tick", () => {
  it("travel in one packet and are answered in their order", async () => {
    const sent = writes();
    const turns = await Promise.all([rows(next), rows(next), rows(divide, [3]), rows(next)]);
    expect(turns).toEqual([[{ turn: 1 }], [{ turn: 2 }], [{ quotient: 4 }], [{ turn: 3 }]]);
    expect(sent.count()).toBe(1);
  });

  it("are described once on a connection, and read alike ever after", async () => {
    for (let times = 0; times < 3; times += 1) expect(await rows(divide, [times + 1])).toHaveLength(1);
    expect(await rows(divide, [6])).toEqual([{ quotient: 2 }]);
    expect(await rows(noted, ["roof"])).toEqual([]);
    expect((await pipeline.send(noted, ["wall"])).tag).toBe("INSERT 0 1");
    expect(await rows(notes)).toEqual([{ text: "roof" }, { text: "wall" }]);
  });

  it("keep their place among queries that are no statements", async () => {
    const plain = async (): Promise<unknown[]> => (await pipeline.query(next.text)).rows as unknown[];
    expect(await Promise.all([rows(next), plain(), rows(next), plain(), plain(), rows(next)])).toEqual(
      [1, 2, 3, 4, 5, 6].map((turn) => [{ turn }]),
    );
  });

  it("do not wait for the answers of a tick before", async () => {
    const first = rows(next);
    await new Promise(process.nextTick);
    expect(await Promise.all([first, rows(next)])).toEqual([[{ turn: 1 }], [{ turn: 2 }]]);
  });
});

describe("a statement that fails", () => {
  it("leaves those before it their answers and takes those behind it along", async () => {
    const sent = [rows(divide, [1]), rows(divide, [0]), rows(noted, ["never"]), rows(divide, [2])];
    expect(await outcomes(sent)).toEqual(["answered", "22012", "22012", "22012"]);
    expect(await rows(notes)).toEqual([]);
  });

  it("does not harm what was sent after its packet", async () => {
    const failed = rows(divide, [0]);
    await new Promise(process.nextTick);
    expect(await outcomes([failed, rows(next)])).toEqual(["22012", "answered"]);
  });

  it("can be prepared when there is what it names", async () => {
    expect(await outcomes([rows(next), rows(later), rows(notes)])).toEqual(["answered", "42P01", "42P01"]);
    await client.query("create temporary table later as select 'now' as text");
    expect(await rows(later)).toEqual([{ text: "now" }]);
    expect(await rows(notes)).toEqual([]);
  });

  it("is not prepared twice when only its values were wrong", async () => {
    expect(await outcomes([rows(asUuid, ["rubble"])])).toEqual(["22P02"]);
    const id = "01939b5e-0000-7000-8000-000000000000";
    expect(await rows(asUuid, [id])).toEqual([{ id }]);
    expect(await rows(prepared)).toEqual([{ name: "spec.as_uuid" }, { name: "spec.prepared" }]);
  });

  it("lets be prepared again what was skipped behind it, though a packet already on its way counted on that", async () => {
    const first = [rows(divide, [0]), rows(notes)];
    await new Promise(process.nextTick);
    const second = [rows(notes), rows(next)];
    expect(await outcomes([...first, ...second])).toEqual(["22012", "22012", "26000", "26000"]);
    expect(await Promise.all([rows(notes), rows(next)])).toEqual([[], [{ turn: 1 }]]);
  });

  it("fails alone when what cannot be read is its own rows", async () => {
    await rows(noted, ["one"]);
    const [before, failed, after] = await Promise.allSettled([rows(next), rows(unreadable), rows(next)]);
    expect([before.status, failed.status, after.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(String((failed as PromiseRejectedResult).reason)).toContain("not an instant");
  });

  it("is not even sent when its value is none", async () => {
    const sent = writes();
    expect(() => pipeline.send(divide, [Symbol("three")])).toThrow("no value");
    expect(() => pipeline.send(divide, [new Date(Number.NaN)])).toThrow("Invalid time value");
    await new Promise(process.nextTick);
    expect(sent.count()).toBe(0);
  });
});

describe("a connection that is lost in the middle", () => {
  it("fails what has no answer", async () => {
    expect(await outcomes([rows(next), rows(dying), rows(next)])).toEqual(["answered", "57P01", "57P01"]);
  });

  it("fails what is on its way behind it, and what is sent after that", async () => {
    const first = rows(dying);
    await new Promise(process.nextTick);
    const ends = await Promise.allSettled([first, rows(next)]);
    expect(ends.map((end) => end.status === "rejected" && isConnectionLost(end.reason))).toEqual([true, true]);
    await expect(rows(next)).rejects.toThrow("not queryable");
  });
});

describe("a value", () => {
  it.each([
    ["null::text", null, null],
    ["$1::text", undefined, null],
    ["$1::text", "漏水 🏠 \\ \" ' \n", "漏水 🏠 \\ \" ' \n"],
    ["$1::text", "屋".repeat(400_000), "屋".repeat(400_000)],
    ["$1::int8", 9_007_199_254_740_991n, 9_007_199_254_740_991],
    ["$1::float8", -0.5, -0.5],
    ["$1::bool", false, false],
    ["$1::jsonb", { units: ["A-1", null], deep: { text: '"' } }, { units: ["A-1", null], deep: { text: '"' } }],
    [
      "$1::int4[]",
      [
        [1, 2],
        [3, null],
      ],
      [
        [1, 2],
        [3, null],
      ],
    ],
    ["$1::bool[]", [true, false], [true, false]],
    ["$1::bytea[]", [Buffer.from([0, 92, 255])], [Buffer.from([0, 92, 255])]],
    ["$1::bytea", Buffer.from([0, 39, 92, 255]), Buffer.from([0, 39, 92, 255])],
    ["$1::timestamptz::text", new Date("2025-03-05T02:00:00.123Z"), "2025-03-05 02:00:00.123+00"],
    ["$1::timestamptz::text", new Date("+012025-03-05T02:00:00Z"), "12025-03-05 02:00:00+00"],
    ["$1::timestamptz::text", new Date("-000001-03-05T02:00:00Z"), "0002-03-05 02:00:00+00 BC"],
    ["$1::timestamptz::text", new Date("0000-03-05T02:00:00Z"), "0001-03-05 02:00:00+00 BC"],
  ])("arrives as %s", async (expression, value, wanted) => {
    const statement = { name: "spec.value", text: `select ${expression} as value` };
    expect(await rows(statement, expression.includes("$1") ? [value] : [])).toEqual([{ value: wanted }]);
  });

  it("arrives in an array whatever its letters are", async () => {
    const storable = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\u0000") && text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(storable)), async (given) => {
        expect(await rows(texts, [given])).toEqual([{ texts: given }]);
      }),
      { numRuns: 200 },
    );
  });
});
