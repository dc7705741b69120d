import type { Instant, TenantId } from "@hearken/kernel";
import { statement, type Database } from "@hearken/postgres";
import type { Door, Logger, Stoppable } from "@hearken/service-kit";
import { CLOSE } from "./close-code.js";
import type { Session } from "./session.js";

const VERSIONS = statement(
  "gateway.access_versions",
  `select tenant_id as "tenantId", access_version as "accessVersion", platform.now() as now
   from platform.tenant_state where tenant_id = any ($1::uuid[])`,
);

interface VersionRow {
  readonly tenantId: TenantId;
  readonly accessVersion: number;
  readonly now: Instant;
}

export interface AccessWatchOptions {
  readonly database: Database;
  readonly door: Door;
  readonly sessions: ReadonlySet<Session>;
  readonly log: Logger;
  /** Milliseconds between two looks: a revoked grant ends its sockets within this and the time of one look. */
  readonly every: number;
}

const AT_ONCE = 6;

/** Ends the sockets of those whose access has changed, also when nothing is delivered to them. One query a look, whatever the number of sockets. */
export function watchAccess(options: AccessWatchOptions): Stoppable & { look(): Promise<void> } {
  const { database, sessions, log } = options;
  const look = async (): Promise<void> => {
    const tenants = new Set(
      [...sessions].flatMap(({ guest }) => (guest === undefined ? [] : [guest.principal.scope.tenantId])),
    );
    if (tenants.size === 0) return;
    const rows = await database.relay.rows<VersionRow>(VERSIONS, [[...tenants]]);
    const now = new Map(rows.map((row) => [row.tenantId, row]));
    const outdated = [...sessions].filter((session) => isOutdated(session, now));
    // Some at once: one change of a group's access makes all its sockets outdated, and the last must not wait for each before.
    while (outdated.length > 0)
      await Promise.all(outdated.splice(0, AT_ONCE).map((session) => review(session, options.door)));
  };
  let under: Promise<void> | undefined;
  const timer = setInterval(() => {
    under ??= look()
      .catch((error: unknown) => log.warn({ err: error }, "access could not be looked at; deliveries still check it"))
      .finally(() => (under = undefined));
  }, options.every);
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await under;
    },
  };
}

function isOutdated({ guest }: Session, versions: ReadonlyMap<TenantId, VersionRow>): boolean {
  if (guest === undefined) return false;
  const row = versions.get(guest.principal.scope.tenantId);
  return row?.accessVersion !== guest.principal.accessVersion || row.now >= guest.principal.validUntil;
}

async function review(session: Session, door: Door): Promise<void> {
  const { guest } = session;
  if (guest === undefined) return;
  const principal = await door.reload(guest);
  if (principal === undefined || !session.isStill(principal))
    session.close(CLOSE.accessEnded, "Your access has changed.");
  else session.guest = { ...guest, principal };
}
