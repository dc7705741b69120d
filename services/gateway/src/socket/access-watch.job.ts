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
  /** Milliseconds between two looks: a revoked grant ends its sockets within this and a little. */
  readonly every?: number;
}

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
    for (const session of sessions) await review(session, now, options.door);
  };
  let under: Promise<void> | undefined;
  const timer = setInterval(() => {
    under ??= look()
      .catch((error: unknown) => log.warn({ err: error }, "access could not be looked at; deliveries still check it"))
      .finally(() => (under = undefined));
  }, options.every ?? 2_000);
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await under;
    },
  };
}

async function review(session: Session, versions: ReadonlyMap<TenantId, VersionRow>, door: Door): Promise<void> {
  const { guest } = session;
  if (guest === undefined) return;
  const row = versions.get(guest.principal.scope.tenantId);
  if (row?.accessVersion === guest.principal.accessVersion && row.now < guest.principal.validUntil) return;
  const principal = await door.reload(guest);
  if (principal === undefined || !session.isStill(principal))
    session.close(CLOSE.accessEnded, "Your access has changed.");
  else session.guest = { ...guest, principal };
}
