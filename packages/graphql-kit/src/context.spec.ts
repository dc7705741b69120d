import { describe, expect, it } from "@jest/globals";
import { newId, refuse, type Instant } from "@hearken/kernel";
import type { Database, UnitOfWork } from "@hearken/postgres";
import { openContext, type OpenContext } from "./context.js";
import type { Principal } from "./principal.js";

const principal = (accessVersion: number, validUntil = 1_000): Principal => ({
  scope: { tenantId: newId<"Tenant">(), reach: { kind: "tenant" } },
  actor: { kind: "staff", id: "anna", organizationId: null, posts: [] },
  roles: [],
  accessVersion,
  validUntil: validUntil as Instant,
});

/** A database whose tenant is at `accessVersion`. */
function databaseAt(state: { accessVersion: number; now: number }) {
  const seen = { opened: 0, ended: 0, rolledBack: 0, first: 0 };
  const unit = (): UnitOfWork =>
    ({
      now: state.now,
      tenant: { accessVersion: state.accessVersion, rulesVersion: 0 },
      rows: () => Promise.resolve(["again"]),
    }) as unknown as UnitOfWork;
  const database = {
    lazyRead: () => ({
      uow: () => {
        seen.opened += 1;
        return Promise.resolve(unit());
      },
      rows: () => {
        seen.first += 1;
        return Promise.resolve(["first"]);
      },
      end: () => {
        seen.ended += 1;
        return Promise.resolve();
      },
    }),
    write: async <T>(_scope: unknown, work: (uow: UnitOfWork) => Promise<T>): Promise<T> => {
      try {
        return await work(unit());
      } catch (error) {
        seen.rolledBack += 1;
        throw error;
      }
    },
  } as unknown as Database;
  return { database, seen };
}

function contextOn(
  database: Database,
  who: Principal | undefined,
  reloadPrincipal?: () => Promise<Principal | undefined>,
): OpenContext {
  return openContext({
    principal: who,
    reloadPrincipal,
    language: "en",
    requestId: "r",
    database,
    rulebook: undefined as never,
    keyring: undefined as never,
    clauses: () => undefined,
  });
}

describe("a request's context", () => {
  it("opens one unit of work for all that read, and ends it once", async () => {
    const { database, seen } = databaseAt({ accessVersion: 1, now: 0 });
    const context = contextOn(database, principal(1));
    const units = await Promise.all([context.uow(), context.uow(), context.uow()]);
    expect(new Set(units).size).toBe(1);
    await context.end();
    await context.end();
    expect(seen).toMatchObject({ opened: 1, ended: 1 });
  });

  const READ = { name: "spec.read", text: "select 1" };

  it("lets a first read travel with the opening, and others share the unit", async () => {
    const { database, seen } = databaseAt({ accessVersion: 1, now: 0 });
    const context = contextOn(database, principal(1));
    const first = context.readFirst((reader) => reader.rows<string>(READ));
    const unit = context.uow();
    expect(await first).toEqual(["first"]);
    expect(await unit).toBe(await context.uow());
    expect(await context.readFirst((reader) => reader.rows<string>(READ))).toEqual(["again"]);
    await context.end();
    expect(seen).toMatchObject({ first: 1, opened: 1, ended: 1 });
  });

  it("reads first things again, in the scope of now, when access has changed since", async () => {
    const { database } = databaseAt({ accessVersion: 2, now: 0 });
    const [outdated, current] = [principal(1), principal(2)];
    const context = contextOn(database, outdated, () => Promise.resolve(current));
    expect(await context.readFirst((reader) => reader.rows<string>(READ))).toEqual(["again"]);
    expect(context.principal).toBe(current);
  });

  it("opens nothing when nothing is read", async () => {
    const { database, seen } = databaseAt({ accessVersion: 1, now: 0 });
    await contextOn(database, principal(1)).end();
    expect(seen.opened).toBe(0);
  });

  it.each([
    ["access has changed since", principal(1), 2, 0],
    ["one of their grants has ended meanwhile", principal(2, 50), 2, 50],
  ])("reads its principal again when %s", async (_when, outdated, accessVersion, now) => {
    const { database, seen } = databaseAt({ accessVersion, now });
    const current = principal(accessVersion);
    const context = contextOn(database, outdated, () => Promise.resolve(current));
    await context.uow();
    expect(context.principal).toBe(current);
    expect(seen).toMatchObject({ opened: 2, ended: 1 });
  });

  it("does not write on outdated access", async () => {
    const { database, seen } = databaseAt({ accessVersion: 2, now: 0 });
    const current = principal(2);
    const written: Principal[] = [];
    await contextOn(database, principal(1), () => Promise.resolve(current)).write((_uow, who) =>
      Promise.resolve(written.push(who)),
    );
    expect(written).toEqual([current]);
    expect(seen.rolledBack).toBe(1);
  });

  it("turns away whoever is nobody any more", async () => {
    const { database } = databaseAt({ accessVersion: 2, now: 0 });
    const context = contextOn(database, principal(1), () => Promise.resolve(undefined));
    await expect(context.uow()).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
    await expect(context.write(() => Promise.resolve(1))).rejects.toMatchObject({
      extensions: { code: "UNAUTHENTICATED" },
    });
    await context.end();
  });

  it("reads anew what was written, with new loaders", async () => {
    const { database, seen } = databaseAt({ accessVersion: 1, now: 0 });
    const context = contextOn(database, principal(1));
    const factory = (): object => ({});
    const before = [await context.uow(), context.loader(factory)];
    expect(context.loader(factory)).toBe(before[1]);
    expect(await context.write(() => Promise.resolve(refuse("FORBIDDEN", { en: "", "zh-CN": "" })))).toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await context.uow()).not.toBe(before[0]);
    expect(context.loader(factory)).not.toBe(before[1]);
    expect(seen.opened).toBe(2);
  });

  it("is shared by its copies, as Apollo Server makes them", async () => {
    const { database, seen } = databaseAt({ accessVersion: 1, now: 0 });
    const context = contextOn(database, principal(1));
    const prototype: object = Object.getPrototypeOf(context) as object;
    const copy = Object.assign<object, OpenContext>(Object.create(prototype) as object, context);
    await copy.uow();
    await context.end();
    expect(seen).toMatchObject({ opened: 1, ended: 1 });
    expect(copy.principal).toBe(context.principal);
  });
});
