import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { openHouse, type TestHouse } from "../testing/house.js";
import { livelyComplaint } from "../testing/lively.js";
import type { Party } from "../testing/party.js";

/* Two tenants at once on two connections, which break under them. */

const PAGE = "{ complaints(first: 50) { edges { node { subject text complainants { name } } } } }";
const WORDS = ["canary-left", "canary-right"] as const;
const POOL = 2;
const REQUESTS = 64;

let house: TestHouse;
let owner: pg.Client;
let parties: readonly Party[];

beforeAll(async () => {
  house = await openHouse("together", { poolSize: POOL });
  await house.at("2025-03-04T09:00:00+08:00");
  const groups = [await house.found(), await house.found()];
  for (const [index, group] of groups.entries()) {
    await livelyComplaint(group, { at: "subsidiary-1", canary: WORDS[index] ?? "" });
  }
  parties = groups.map((group) => group.as("subsidiary-1"));
  owner = new pg.Client({ connectionString: house.test.url });
  await owner.connect();
}, 90_000);
afterAll(async () => {
  await (owner as pg.Client | undefined)?.end();
  await (house as TestHouse | undefined)?.stop();
});

const BACKENDS = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
  and backend_type = 'client backend'`;

/** What goes wrong between two good requests. */
const disturb: readonly ((party: Party) => Promise<unknown>)[] = [
  (party) => party.post("{ complaints(first: -1) { edges { node { id } } } }"),
  (party) => party.send("{ not json"),
  (party) =>
    fetch(party.url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${party.token}` },
      body: JSON.stringify({ query: PAGE }),
      signal: AbortSignal.timeout(1),
    }),
  () => owner.query(`select pg_cancel_backend(pid) ${BACKENDS} and state = 'active'`),
  () => owner.query(`select pg_terminate_backend(pid) ${BACKENDS} order by pid limit 1`),
];

describe("two tenants with many requests over two connections", () => {
  it("are each shown only their own, with errors, cancels and kills between", async () => {
    const answers = parties.flatMap((party, side) =>
      Array.from({ length: REQUESTS }, async (_, round) => {
        if (round % 4 === 0) await disturb[(round / 4) % disturb.length]?.(party).catch(() => undefined);
        return { side, answer: await party.post(PAGE) };
      }),
    );
    let shown = 0;
    for (const { side, answer } of await Promise.all(answers)) {
      expect(answer.text).not.toContain(WORDS[1 - side]);
      if (answer.errors.length === 0) {
        expect(answer.text).toContain(WORDS[side]);
        shown += 1;
      }
    }
    expect(shown).toBeGreaterThan(REQUESTS);
    for (const [side, party] of parties.entries()) expect((await party.post(PAGE)).text).toContain(WORDS[side]);
  }, 60_000);
});
