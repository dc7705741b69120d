import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newId, type StreamId } from "@hearken/kernel";
import type { Running } from "./consumers.job.js";
import { startRelay } from "./relay.job.js";
import { openTail } from "./tail.job.js";
import { fact, scratchJournal, writerOf, type ScratchJournal, type Writer } from "./testing/scratch-journal.js";
import { verifySeals } from "./verify-seals.query.js";
import { listeningWake } from "./wake.js";

const NEVER = 1_000_000;

let journal: ScratchJournal;
let writer: Writer;
let relay: Running;
const stream = (): StreamId => newId<"Stream">();

beforeAll(async () => {
  journal = await scratchJournal();
});
beforeEach(async () => {
  writer = writerOf(journal.database);
  await writer.write(stream(), [fact()]);
  relay = startRelay(journal.database, { intervalMs: 2, sealMs: 2 });
});
afterEach(() => relay.stop());
afterAll(() => journal.drop());

async function sealedEvents(): Promise<number> {
  const verdict = await verifySeals(journal.database, writer.tenantId);
  return verdict.isIntact ? verdict.events : -1;
}

describe("the relay", () => {
  it("seals every tenant's events, those from before it started and new ones", async () => {
    while ((await sealedEvents()) !== 1);
    await writer.write(stream(), [fact(), fact()]);
    while ((await sealedEvents()) !== 3);
  });

  it("tells listeners that the journal has grown, and says nothing of it", async () => {
    const told = Promise.withResolvers<string>();
    const listening = journal.database.listen("hearken_journal", (payload) => told.resolve(payload));
    expect(await told.promise).toBe("");
    await listening.close();
  });

  it("wakes a tail that does not poll, also after the listening connection was lost", async () => {
    const wake = listeningWake(journal.database);
    const tail = openTail(journal.database, { wake, pollMs: NEVER });
    await tail.ready;
    const events = tail.subscribe({ tenantId: writer.tenantId, types: ["level.set"] });
    const first = await writer.write(stream(), [fact()]);
    expect((await events.next()).value).toEqual(first.events[0]);
    const owner = await journal.connect();
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %' and datname = current_database()",
    );
    const second = await writer.write(stream(), [fact()]);
    expect((await events.next()).value).toEqual(second.events[0]);
    await tail.close();
    await wake.close();
  });

  it("goes on after its connections were lost", async () => {
    while ((await sealedEvents()) !== 1);
    const owner = await journal.connect();
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'hearken%' and datname = current_database()",
    );
    await writer.write(stream(), [fact()]);
    while ((await sealedEvents().catch(() => 0)) !== 2);
  });
});
