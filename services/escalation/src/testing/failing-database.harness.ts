import type { Database, UnitOfWork } from "@hearken/postgres";

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
  const guarded = async <T>(send: () => Promise<T>): Promise<T> => {
    if (dead) return die();
    const isLast = (left -= 1) === 0;
    const answer = await send();
    return isLast ? die() : answer;
  };
  const mortal = (uow: UnitOfWork): UnitOfWork => ({
    scope: uow.scope,
    now: uow.now,
    tenant: uow.tenant,
    get statements() {
      return uow.statements;
    },
    get manager() {
      return uow.manager;
    },
    rows: <R>(...sent: Parameters<UnitOfWork["rows"]>) => guarded(() => uow.rows<R>(...sent)),
    one: <R>(...sent: Parameters<UnitOfWork["one"]>) => guarded(() => uow.one<R>(...sent)),
    run: (...sent) => guarded(() => uow.run(...sent)),
    afterCommit: (effect) => {
      uow.afterCommit(effect);
    },
  });
  return {
    database: {
      relay: database.relay,
      read: (scope, work) => database.read(scope, work),
      lazyRead: (scope) => database.lazyRead(scope),
      listen: (channel, wake) => database.listen(channel, wake),
      ping: () => database.ping(),
      close: () => Promise.resolve(),
      write: (scope, work) => database.write(scope, (uow) => work(mortal(uow))),
    },
    died: () => dead,
  };
}
