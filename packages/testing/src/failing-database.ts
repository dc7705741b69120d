import type { Database, Statement, UnitOfWork } from "@hearken/postgres";

/** Stands between a writing unit of work and its connection: may throw before or after the statement is sent. */
export type Guard = <T>(send: () => Promise<T>, statement: Statement, values: readonly unknown[]) => Promise<T>;

/** The same database, with a guard before every prepared statement of a writing unit of work. */
export function guarded(database: Database, guard: Guard): Database {
  const behind = (uow: UnitOfWork): UnitOfWork => ({
    scope: uow.scope,
    now: uow.now,
    tenant: uow.tenant,
    isWriting: uow.isWriting,
    get statements() {
      return uow.statements;
    },
    get manager() {
      return uow.manager;
    },
    rows: <R>(statement: Statement, values: readonly unknown[] = []) =>
      guard(() => uow.rows<R>(statement, values), statement, values),
    one: <R>(statement: Statement, values: readonly unknown[] = []) =>
      guard(() => uow.one<R>(statement, values), statement, values),
    run: (statement, values = []) => guard(() => uow.run(statement, values), statement, values),
    afterCommit: (effect) => {
      uow.afterCommit(effect);
    },
  });
  return {
    relay: database.relay,
    read: (scope, work) => database.read(scope, work),
    lazyRead: (scope) => database.lazyRead(scope),
    listen: (channel, wake) => database.listen(channel, wake),
    ping: () => database.ping(),
    close: () => Promise.resolve(),
    write: (scope, work) => database.write(scope, (uow) => work(behind(uow))),
  };
}

/** A process that dies: what its unit of work has done so far is gone. */
export class Killed extends Error {
  override name = "Killed";
}

/** The same database for a process that dies right after its n-th statement. `died` tells whether it got that far. */
export function dyingAfter(
  database: Database,
  nth: number,
): { readonly database: Database; readonly died: () => boolean } {
  let left = nth;
  let dead = false;
  const die = (): never => {
    dead = true;
    throw new Killed("the process was killed");
  };
  const guard: Guard = async (send) => {
    if (dead) return die();
    const isLast = (left -= 1) === 0;
    const answer = await send();
    return isLast ? die() : answer;
  };
  return { database: guarded(database, guard), died: () => dead };
}
