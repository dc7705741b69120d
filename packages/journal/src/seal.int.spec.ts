import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newId, type StreamId } from "@hearken/kernel";
import type pg from "pg";
import { fact, scratchJournal, writerOf, type ScratchJournal, type Writer } from "./testing/scratch-journal.js";
import { digestOf, entryOf, packEntries, SEALED_COLUMNS, type SealBody, type SealedRow } from "./sealed.js";
import { seal } from "./seal.command.js";
import { verifySeals, type SealVerdict } from "./verify-seals.query.js";

let journal: ScratchJournal;
let writer: Writer;
let superuser: pg.Client;
const streamId: StreamId = newId<"Stream">();

beforeAll(async () => {
  journal = await scratchJournal();
  superuser = await journal.connect();
  await superuser.query("set session_replication_role = replica");
});
beforeEach(async () => {
  writer = writerOf(journal.database);
  for (let round = 0; round < 3; round += 1) {
    await writer.write(streamId, [fact(), fact(), fact()]);
    expect(await sealed()).toBe(3);
  }
});
afterAll(() => journal.drop());

interface SealBuffers {
  readonly from_version: number;
  readonly to_version: number;
  readonly entries: Buffer;
  readonly previous: Buffer;
}

async function sealed(): Promise<number> {
  await journal.settle();
  return seal(journal.database, writer.tenantId);
}

const verify = (): Promise<SealVerdict> => verifySeals(journal.database, writer.tenantId);

/** The id of the `n`th event of the stream. */
async function eventId(n: number): Promise<string | undefined> {
  const { rows } = await superuser.query<{ id: string }>(
    "select id from journal.event where tenant_id = $1 and version = $2",
    [writer.tenantId, n],
  );
  return rows[0]?.id;
}

async function tamper(sql: string, ...values: unknown[]): Promise<void> {
  const { rowCount } = await superuser.query(sql, [writer.tenantId, ...values]);
  expect(rowCount).toBeGreaterThan(0);
}

describe("a sealed journal", () => {
  it("is intact as long as nobody touches it", async () => {
    expect(await verify()).toMatchObject({ isIntact: true, seals: 3, events: 9 });
    await writer.write(streamId, [fact()]);
    expect(await verify()).toMatchObject({ isIntact: true, seals: 3, events: 9 });
    expect(await sealed()).toBe(1);
    expect(await sealed()).toBe(0);
    expect(await verify()).toMatchObject({ isIntact: true, seals: 4, events: 10 });
  });

  it("is sealed once when several seal at once", async () => {
    await writer.write(streamId, [fact(), fact()]);
    await journal.settle();
    const counts = await Promise.all([1, 2, 3, 4].map(() => seal(journal.database, writer.tenantId)));
    expect(counts.reduce((sum, n) => sum + n)).toBe(2);
    expect(await verify()).toMatchObject({ isIntact: true, seals: 4, events: 11 });
  });

  it.each([
    ["payload", 'payload = payload || \'{"level":"L9"}\''],
    ["instant by one microsecond", "occurred_at = occurred_at - interval '1 microsecond'"],
    ["recording instant", "recorded_at = recorded_at - interval '1 second'"],
    ["actor", 'actor = \'{"kind":"staff"}\''],
    ["type", "type = 'complaint.closed'"],
    ["contract version", "contract_version = 2"],
    ["project", "project_id = gen_random_uuid()"],
    ["organization", "organization_id = gen_random_uuid()"],
  ])("names the event whose %s was edited", async (_, change) => {
    const victim = await eventId(5);
    await tamper(`update journal.event set ${change} where tenant_id = $1 and version = 5`);
    expect(await verify()).toEqual({ isIntact: false, fault: { kind: "edited", eventId: victim, seal: 2 } });
  });

  it("names the event that was deleted", async () => {
    const victim = await eventId(6);
    await tamper("delete from journal.event where tenant_id = $1 and version = 6");
    expect(await verify()).toEqual({ isIntact: false, fault: { kind: "deleted", eventId: victim, seal: 2 } });
  });

  it("names the event that was slipped in", async () => {
    const forged = newId();
    await tamper(
      `insert into journal.event select tenant_id, $2, xid, stream_id, 50, organization_id, project_id, type,
         contract_version, payload, actor, occurred_at, recorded_at
       from journal.event where tenant_id = $1 and version = 4`,
      forged,
    );
    const verdict = await verify();
    expect(verdict).toEqual({ isIntact: false, fault: { kind: "inserted", eventId: forged, seal: 3 } });
  });

  it("notices two events that changed places", async () => {
    await tamper("update journal.event set version = 100 where tenant_id = $1 and version = 4");
    await tamper("update journal.event set version = 4 where tenant_id = $1 and version = 5");
    await tamper("update journal.event set version = 5 where tenant_id = $1 and version = 100");
    const verdict = await verify();
    expect(verdict).toMatchObject({ isIntact: false, fault: { kind: "reordered", seal: 2 } });
  });

  it.each([
    ["deleted", "delete from journal.seal where tenant_id = $1 and number = 2", "seal_missing"],
    ["given other entries", "update journal.seal set entries = '' where tenant_id = $1 and number = 2", "seal_edited"],
    [
      "given another digest",
      "update journal.seal set digest = '\\x00' where tenant_id = $1 and number = 2",
      "seal_edited",
    ],
    [
      "narrowed",
      "update journal.seal set from_version = from_version + 1 where tenant_id = $1 and number = 2",
      "seal_edited",
    ],
    ["unchained", "update journal.seal set previous = digest where tenant_id = $1 and number = 2", "seal_edited"],
  ])("names the seal that was %s", async (_, sql, kind) => {
    await tamper(sql);
    expect(await verify()).toEqual({ isIntact: false, fault: { kind, seal: 2 } });
  });

  /** Makes seal 2 over again, with a digest that fits. */
  async function remake(change: Partial<SealBody>): Promise<void> {
    const { rows } = await superuser.query<Record<"from_xid" | "to_xid" | "from_id" | "to_id", string> & SealBuffers>(
      `select from_xid::text, from_version::int4, from_id, to_xid::text, to_version::int4, to_id, entries, previous
       from journal.seal where tenant_id = $1 and number = 2`,
      [writer.tenantId],
    );
    const [row] = rows;
    if (row === undefined) throw new Error("no seal 2");
    const body: SealBody = {
      tenantId: writer.tenantId,
      number: 2,
      from: { xid: row.from_xid, version: row.from_version, id: row.from_id },
      to: { xid: row.to_xid, version: row.to_version, id: row.to_id },
      entries: row.entries,
      previous: row.previous,
      ...change,
    };
    const { from, entries, previous } = body;
    await tamper(
      `update journal.seal set from_xid = $2::xid8, from_version = $3, from_id = $4, entries = $5::bytea,
         events = length($5::bytea) / 48, previous = $6, digest = $7 where tenant_id = $1 and number = 2`,
      ...[from.xid, from.version, from.id, entries, previous, digestOf(body)],
    );
  }

  it("is given away by the next seal when one was made over again, its event edited", async () => {
    await tamper("update journal.event set type = 'complaint.closed' where tenant_id = $1 and version = 5");
    const { rows } = await superuser.query<SealedRow>(
      `select ${SEALED_COLUMNS} from journal.event e where tenant_id = $1 and version between 4 and 6 order by version`,
      [writer.tenantId],
    );
    await remake({ entries: packEntries(rows.map(entryOf)) });
    expect(await verify()).toEqual({ isIntact: false, fault: { kind: "seal_edited", seal: 3 } });
  });

  it("names a seal that was made over again on another one", async () => {
    await remake({ previous: Buffer.alloc(32, 7) });
    expect(await verify()).toEqual({ isIntact: false, fault: { kind: "seal_edited", seal: 2 } });
  });

  it("names a seal that was made over again to leave out its first event", async () => {
    const { rows } = await superuser.query<SealedRow>(
      `select ${SEALED_COLUMNS} from journal.event e where tenant_id = $1 and version between 4 and 6 order by version`,
      [writer.tenantId],
    );
    const [first, ...others] = rows;
    if (first === undefined) throw new Error("no events");
    const from = { xid: first.xid, version: first.version, id: first.id };
    await remake({ from, entries: packEntries(others.map(entryOf)) });
    expect(await verify()).toEqual({ isIntact: false, fault: { kind: "seal_edited", seal: 2 } });
  });

  it("remade from the first seal on is given away by a head that was kept elsewhere", async () => {
    const before = await verify();
    if (!before.isIntact || before.head === undefined) throw new Error("not intact");
    await tamper("delete from journal.event where tenant_id = $1 and version = 9");
    await tamper("delete from journal.seal where tenant_id = $1");
    expect(await verifySeals(journal.database, writer.tenantId, before.head)).toMatchObject({ isIntact: false });
    await sealed();
    expect(await verify()).toMatchObject({ isIntact: true, events: 8 });
    expect(await verifySeals(journal.database, writer.tenantId, before.head)).toMatchObject({ isIntact: false });
  });
});
