import { describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import type { Database, Statement } from "@hearken/postgres";
import { openTail } from "./tail.job.js";
import { LocalWake } from "./wake.js";

/** A database that answers each statement by its name. */
function answering(rows: (name: string) => object[]): Database {
  const relay = { rows: (statement: Statement) => Promise.resolve(rows(statement.name)) };
  return { relay } as unknown as Database;
}

describe("a tail whose database was restored to an earlier point", () => {
  it("sends its subscribers away to load the present state, and goes on from there", async () => {
    let next = "1000";
    let ends = 0;
    const database = answering((name) => {
      if (name === "journal.end") {
        ends += 1;
        return [{ horizon: next }];
      }
      return [{ horizon: next, next, id: null }];
    });
    const wake = new LocalWake();
    const tail = openTail(database, { wake, pollMs: 1_000_000 });
    await tail.ready;
    const reading = tail.subscribe({ tenantId: newId<"Tenant">(), types: ["level.set"] }).next();
    next = "400";
    wake.ring();
    await expect(reading).rejects.toMatchObject({ name: "ResyncRequired", reason: "gone" });
    await tail.close();
    expect(ends).toBe(2);
  });
});

describe("a tail whose database is away", () => {
  it("says so, tries again, and its subscribers wait", async () => {
    const warned = Promise.withResolvers<undefined>();
    let isAway = true;
    const database = answering(() => {
      if (isAway) throw new Error("away");
      return [{ horizon: "7", next: "7", id: null }];
    });
    const log = { warn: () => warned.resolve(undefined), error: () => undefined };
    const tail = openTail(database, { log, pollMs: 1_000_000 });
    const events = tail.subscribe({ tenantId: newId<"Tenant">(), types: ["level.set"] });
    await warned.promise;
    isAway = false;
    await tail.ready;
    expect(tail.listeners).toBe(1);
    await events.return?.();
    await tail.close();
  });
});

describe("a tail that nobody listens to", () => {
  it("reads no event, and passes over none when somebody comes while it looks", async () => {
    const looks: unknown[][] = [];
    const seen = Promise.withResolvers<undefined>();
    const rows = (statement: Statement, values: readonly unknown[] = []): Promise<object[]> => {
      if (statement.name === "journal.end") return Promise.resolve([{ horizon: "10" }]);
      const [xid, version, id, limit] = values;
      looks.push([xid, version, id, limit]);
      if (looks.length === 2) tail.subscribe({ tenantId: newId<"Tenant">(), types: ["level.set"] });
      if (looks.length === 3) seen.resolve(undefined);
      const horizon = String(10 * looks.length);
      return Promise.resolve([{ horizon, next: horizon, id: null }]);
    };
    const wake = new LocalWake();
    const tail = openTail({ relay: { rows } } as unknown as Database, { wake, pollMs: 1_000_000 });
    await tail.ready;
    wake.ring();
    await seen.promise;
    await tail.close();
    const [, second, third] = looks;
    expect(looks.map(([, , , limit]) => limit)).toEqual([0, 0, 500]);
    expect(third?.slice(0, 3)).toEqual(second?.slice(0, 3));
  });
});
