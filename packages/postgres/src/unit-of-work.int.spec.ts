import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { instant, newId, refuse, tenantScope, type Instant, type LocalDate, type Scope } from "@hearken/kernel";
import pg from "pg";
import { EntitySchema } from "typeorm";
import { openDatabase, type Database } from "./database.js";
import { emptyDatabase, type EmptyDatabase } from "./testing/empty-database.js";
import { statement } from "./statement.js";
import { CommitUnknown, DatabaseUnavailable } from "./unavailable.js";
import type { UnitOfWork } from "./unit-of-work.js";
import { wall } from "./wall.js";

interface Letter {
  tenantId: string;
  id: string;
  text: string;
  receivedAt: Instant;
  dueOn: LocalDate | null;
  size: number;
  facts: unknown;
}

const letterTable = new EntitySchema<Letter>({
  name: "Letter",
  schema: "spec",
  tableName: "letter",
  columns: {
    tenantId: { type: "uuid", name: "tenant_id", primary: true },
    id: { type: "uuid", primary: true },
    text: { type: "text" },
    receivedAt: { type: "timestamptz", name: "received_at" },
    dueOn: { type: "date", name: "due_on", nullable: true },
    size: { type: "int8" },
    facts: { type: "jsonb", nullable: true },
  },
});

const migration = {
  id: "20261121T0900-create-letter",
  kind: "expand" as const,
  up: [
    "create schema spec",
    `create table spec.letter (tenant_id uuid, id uuid, text text not null, received_at timestamptz not null,
       due_on date, size int8 not null, facts jsonb, primary key (tenant_id, id))`,
    ...wall({ table: "spec.letter", relay: "select" }),
  ],
};

const insertLetter = statement(
  "spec.insert_letter",
  "insert into spec.letter (tenant_id, id, text, received_at, size) values ($1, $2, $3, $4, $5)",
);
const letters = statement(
  "spec.letters",
  `select id, text, received_at as "receivedAt", due_on as "dueOn", size, facts from spec.letter
   where tenant_id = $1 order by id`,
);
const allLetters = statement("spec.all_letters", "select tenant_id, id from spec.letter");
const settings = statement(
  "spec.settings",
  `select current_setting('hearken.tenant', true) as tenant, current_user as role,
     current_setting('transaction_read_only') as "readOnly"`,
);
const failAs = statement("spec.fail", "select platform.fail($1)");
const arrays = statement("spec.arrays", "select array[1, null, 3]::int8[] as sizes, array['2025-03-06'::date] as days");
const backend = statement("spec.backend", "select pg_backend_pid() as pid");

const receivedAt = instant("2025-03-05T10:00:00.123+08:00");

async function write(uow: UnitOfWork, text: string): Promise<void> {
  const { tenantId } = uow.scope;
  await uow.run(insertLetter, [tenantId, newId(), text, new Date(receivedAt), 7]);
}

let home: EmptyDatabase;
let database: Database;
let admin: pg.Client;
let scope: Scope;

beforeAll(async () => {
  home = await emptyDatabase([
    migration,
    {
      id: "20261121T0901-create-fail",
      kind: "expand",
      up: [
        `create function platform.fail(state text) returns void language plpgsql
           as $$ begin raise exception 'as asked' using errcode = state; end $$`,
      ],
    },
  ]);
  database = await openDatabase({ url: home.url, poolSize: 2, entities: [letterTable] });
  admin = new pg.Client({ connectionString: home.url });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await database.close();
  await home.drop();
});

beforeEach(() => {
  scope = tenantScope(newId());
});

const texts = (): Promise<string[]> =>
  database.read(scope, async (uow) => (await uow.rows<Letter>(letters, [scope.tenantId])).map(({ text }) => text));

describe("a unit of work", () => {
  it("has its scope and its role", async () => {
    const inside = await database.write(scope, (uow) => uow.one(settings));
    expect(inside).toEqual({ tenant: scope.tenantId, role: "hearken_app", readOnly: "off" });
  });

  it("knows the database's clock in whole milliseconds, and the versions of the tenant", async () => {
    const [before, after] = await database.write(scope, async (uow) => {
      await uow.run(bump, [scope.tenantId]);
      return [uow.tenant, await database.read(tenantScope(newId()), (other) => Promise.resolve(other.now - uow.now))];
    });
    expect(before).toEqual({ accessVersion: 0, rulesVersion: 0 });
    expect(after).toBeGreaterThanOrEqual(0);
    expect(await database.read(scope, (uow) => Promise.resolve(uow.tenant))).toEqual({
      accessVersion: 1,
      rulesVersion: 1,
    });
  });

  it("keeps what it wrote, and runs its effects after the commit", async () => {
    const effects: string[] = [];
    await database.write(scope, async (uow) => {
      await write(uow, "leaking roof");
      uow.afterCommit(() => effects.push("told"));
      expect(effects).toEqual([]);
    });
    expect(effects).toEqual(["told"]);
    expect(await texts()).toEqual(["leaking roof"]);
  });

  it("gives values in the house's shapes, from a statement and from TypeORM alike", async () => {
    const id = newId();
    await database.write(scope, async (uow) => {
      const letter = { tenantId: scope.tenantId, id, text: "x", receivedAt, dueOn: "2025-03-06" as LocalDate, size: 9 };
      await uow.manager.insert(letterTable, { ...letter, facts: { units: ["A-1"] } });
    });
    const wanted = { id, text: "x", receivedAt, dueOn: "2025-03-06", size: 9, facts: { units: ["A-1"] } };
    await database.read(scope, async (uow) => {
      expect(await uow.one(letters, [scope.tenantId])).toEqual(wanted);
      expect(await uow.one(arrays)).toEqual({ sizes: [1, null, 3], days: ["2025-03-06"] });
      const found = await uow.manager.findOneByOrFail(letterTable, { tenantId: scope.tenantId, receivedAt });
      expect(found).toEqual({ tenantId: scope.tenantId, ...wanted });
      const built = await uow.manager
        .createQueryBuilder(letterTable, "letter")
        .where("letter.tenantId = :tenantId", { tenantId: scope.tenantId })
        .getOneOrFail();
      expect(built.receivedAt).toBe(receivedAt);
    });
  });

  it("counts its statements, TypeORM's too", async () => {
    const counted = await database.read(scope, async (uow) => {
      await Promise.all([uow.rows(letters, [scope.tenantId]), uow.rows(letters, [scope.tenantId])]);
      await uow.manager.countBy(letterTable, { tenantId: scope.tenantId });
      return uow.statements;
    });
    expect(counted).toBe(3);
  });

  it("rolls back when it answers a refusal, and gives the refusal", async () => {
    const refusal = refuse("FORBIDDEN", { "zh-CN": "不可以", en: "no" });
    const answer = await database.write(scope, async (uow) => {
      await write(uow, "never");
      uow.afterCommit(() => expect("an effect").toBe("never run"));
      return refusal;
    });
    expect(answer).toBe(refusal);
    expect(await texts()).toEqual([]);
  });

  it("rolls back when its work throws", async () => {
    const work = database.write(scope, async (uow) => {
      await write(uow, "never");
      throw new Error("defect");
    });
    await expect(work).rejects.toThrow("defect");
    expect(await texts()).toEqual([]);
  });

  it("does not pretend to have committed when a failed statement was swallowed", async () => {
    const work = database.write(scope, async (uow) => {
      await write(uow, "never");
      await uow.run(failAs, ["P0001"]).catch(() => undefined);
    });
    await expect(work).rejects.toThrow("nothing was committed");
    expect(await texts()).toEqual([]);
  });

  it("does not pretend so when nobody waited for that statement either, and leaves the connection well", async () => {
    for (let times = 0; times < 4; times += 1) {
      const work = database.write(scope, async (uow) => {
        await write(uow, "never");
        void uow.run(failAs, ["P0001"]).catch(() => undefined);
      });
      await expect(work).rejects.toThrow("nothing was committed");
    }
    expect(await texts()).toEqual([]);
  });

  it.each([["40001"], ["40P01"], ["55P03"]])("is tried again after %s", async (state) => {
    let tries = 0;
    await database.write(scope, async (uow) => {
      tries += 1;
      await write(uow, `try ${tries}`);
      if (tries < 3) await uow.run(failAs, [state]);
    });
    expect(await texts()).toEqual(["try 3"]);
  });

  it("gives up after a bounded number of tries", async () => {
    let tries = 0;
    const work = database.write(scope, (uow) => {
      tries += 1;
      return uow.run(failAs, ["40001"]);
    });
    await expect(work).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(tries).toBe(5);
  });

  it("is of no use after its end, by statement or by TypeORM", async () => {
    let escaped: UnitOfWork | undefined;
    const manager = await database.write(scope, (uow) => {
      escaped = uow;
      return Promise.resolve(uow.manager);
    });
    await expect(escaped?.rows(letters, [scope.tenantId])).rejects.toThrow("has ended");
    await expect(manager.countBy(letterTable, { tenantId: scope.tenantId })).rejects.toThrow("has ended");
  });

  it("cannot write when it only reads", async () => {
    await expect(database.read(scope, (uow) => write(uow, "never"))).rejects.toThrow("cannot write");
  });

  it("36 is refused for a scope whose ids are not ids", async () => {
    const rubble = { tenantId: "x' or true --", reach: { kind: "tenant" } } as unknown as Scope;
    await expect(database.read(rubble, () => Promise.resolve())).rejects.toThrow("not an id");
  });
});

const bump = statement("spec.bump", "insert into platform.tenant_state (tenant_id) values ($1)");

describe("a lazy reading unit", () => {
  it("opens once, when it is first asked for, and ends", async () => {
    const lazy = database.lazyRead(scope);
    const [first, second] = await Promise.all([lazy.uow(), lazy.uow()]);
    expect(first).toBe(second);
    expect(await first.rows(letters, [scope.tenantId])).toEqual([]);
    await lazy.end();
    await expect(lazy.uow()).rejects.toThrow("has ended");
    await database.lazyRead(scope).end();
  });

  it("opens with its first statement, which sees what its scope sees and no more", async () => {
    await database.write(scope, (uow) => write(uow, "one"));
    await database.write(tenantScope(newId()), (uow) => write(uow, "two"));
    const lazy = database.lazyRead(scope);
    const [first, unit] = await Promise.all([lazy.rows(allLetters), lazy.uow()]);
    expect(first).toHaveLength(1);
    expect(unit.statements).toBe(1);
    expect(await lazy.rows(allLetters)).toEqual(first);
    expect(unit.statements).toBe(2);
    await lazy.end();
    await expect(lazy.rows(allLetters)).rejects.toThrow("has ended");
  });

  it("is not opened by a first statement that fails, and leaves no connection behind", async () => {
    for (let times = 0; times < 20; times += 1) {
      const lazy = database.lazyRead(scope);
      await expect(lazy.rows(failAs, ["22012"])).rejects.toThrow();
      await lazy.end();
    }
    expect(await database.read(scope, (uow) => uow.rows(backend))).toHaveLength(1);
  });
});

describe("the relay", () => {
  it("reads across tenants what is listed for it, and nothing else", async () => {
    const other = tenantScope(newId());
    await database.write(scope, (uow) => write(uow, "one"));
    await database.write(other, (uow) => write(uow, "two"));
    const tenants = (await database.relay.rows<{ tenant_id: string }>(allLetters)).map((row) => row.tenant_id);
    expect(tenants).toEqual(expect.arrayContaining([scope.tenantId, other.tenantId]));
    await expect(
      database.relay.rows(statement("spec.peek", "select tenant_id from platform.idempotency")),
    ).rejects.toThrow("permission denied");
    await expect(
      database.relay.rows(statement("spec.scribble", "update spec.letter set text = '' where tenant_id is null")),
    ).rejects.toThrow("permission denied");
  });
});

describe("a database that goes away", () => {
  it("is tried again when the connection is lost before the commit", async () => {
    let tries = 0;
    await database.write(scope, async (uow) => {
      tries += 1;
      await write(uow, `try ${tries}`);
      if (tries > 1) return;
      const pid = (await uow.one<{ pid: number }>(backend))?.pid;
      await admin.query("select pg_terminate_backend($1)", [pid]);
      await write(uow, "on a dead connection");
    });
    expect(await texts()).toEqual(["try 2"]);
  });

  it("leaves the outcome open when the connection is lost during the commit, and does not try again", async () => {
    let tries = 0;
    const deferred = statement("spec.defer", "insert into spec.slow_commit (tenant_id) values ($1)");
    await admin.query(`create table spec.slow_commit (tenant_id uuid);
      grant insert on spec.slow_commit to hearken_app;
      create function spec.die() returns trigger language plpgsql security definer as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return null; end $$;
      create constraint trigger die after insert on spec.slow_commit deferrable initially deferred
        for each row execute function spec.die()`);
    const work = database.write(scope, (uow) => {
      tries += 1;
      return uow.run(deferred, [scope.tenantId]);
    });
    await expect(work).rejects.toBeInstanceOf(CommitUnknown);
    expect(tries).toBe(1);
    expect(await texts()).toEqual([]);
  });

  it("is unavailable while it is away, and serves again without a restart", async () => {
    const name = new URL(home.url).pathname.slice(1);
    const gone = await openDatabase({ url: home.url.replace(name, `${name}_later`) });
    await expect(gone.read(scope, () => Promise.resolve())).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(gone.ping()).rejects.toBeInstanceOf(DatabaseUnavailable);
    await admin.query(`create database ${name}_later template template0`);
    await expect(gone.ping()).resolves.toBeUndefined();
    await gone.close();
    await admin.query(`drop database ${name}_later with (force)`);
  });

  it("says that every connection is taken rather than wait for ever, and recovers", async () => {
    const both = [database.lazyRead(scope), database.lazyRead(scope)];
    await Promise.all(both.map((lazy) => lazy.uow()));
    await expect(database.write(scope, (uow) => write(uow, "no room"))).rejects.toBeInstanceOf(DatabaseUnavailable);
    await Promise.all(both.map((lazy) => lazy.end()));
    await database.write(scope, (uow) => write(uow, "room"));
    expect(await texts()).toEqual(["room"]);
  });
});
