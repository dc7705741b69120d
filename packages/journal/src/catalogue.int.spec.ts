import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { lintCatalogue, lintStatements, statements } from "@hearken/postgres";
import "./index.js";
import { scratchJournal, type ScratchJournal } from "./testing/scratch-journal.js";

let journal: ScratchJournal;

beforeAll(async () => {
  journal = await scratchJournal();
  const owner = await journal.connect();
  await owner.query("set session_replication_role = replica");
  // 40 tenants, 500 streams, 20,000 events of 20 transactions' places.
  await owner.query(`insert into journal.event
    select md5((n % 40)::text)::uuid, gen_random_uuid(), (1000 + n / 1000)::text::xid8, md5((n % 500)::text)::uuid, n / 40 + 1,
      md5((n % 40)::text)::uuid, null, 'type.' || n % 20, 1, '{}', '{}', now(), now()
    from generate_series(0, 19999) n`);
  await owner.query(`insert into journal.stream
    select distinct tenant_id, stream_id, 'complaint', 1, '1000'::xid8, organization_id from journal.event`);
  await owner.query("analyze");
});
afterAll(() => journal.drop());

describe("the journal's tables", () => {
  it("keep the rules of the wall; only the checkpoints belong to no tenant", async () => {
    expect(await lintCatalogue(journal.url, { globals: ["journal.checkpoint"] })).toEqual([]);
  });
});

describe("the journal's statements", () => {
  it("can be planned, and say tenant_id", async () => {
    const own = statements().filter(({ name }) => name.startsWith("journal."));
    expect(own.length).toBeGreaterThan(20);
    expect(await lintStatements(journal.url, own)).toEqual([]);
  });

  it.each([
    "journal.read_windows",
    "journal.tail",
    "journal.tail_of_tenant",
    "journal.replay_cost",
    "journal.events_after_cursor",
    "journal.announce",
    "journal.held_back",
    "journal.newest_event",
    "journal.recent_events",
    "journal.unsealed_events",
    "journal.unsealed_tenants",
    "journal.history_of_stream",
    "journal.history_of_streams",
    "journal.timeline_page",
  ])("%s walks an index of the events and sorts none of them", async (name) => {
    const text = statements().find((one) => one.name === name)?.text;
    const owner = await journal.connect();
    const { rows } = await owner.query<{ "QUERY PLAN": string }>(`explain (generic_plan, costs off) ${text ?? ""}`);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(/using (event_\w+) on event|Bitmap Index Scan on event_/);
    expect(plan).not.toMatch(/Seq Scan on event|Sort Key: .*xid/);
  });
});
