import { guarded } from "@hearken/testing";
import type { TenantId } from "@hearken/kernel";
import type { Database } from "@hearken/postgres";

/** The same database for a worker of time that sees what is due of one tenant alone: specifications can share a database. */
export function timeOf(tenantId: TenantId, database: Database): Database {
  const own = (ids: readonly string[]): readonly string[] => ids.filter((id) => id === tenantId);
  const behind = guarded(database, (send) => send());
  const rows: Database["relay"]["rows"] = async <R>(...sent: Parameters<Database["relay"]["rows"]>) => {
    const found = await database.relay.rows<Record<string, unknown>>(...sent);
    return found.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, name.endsWith("enantIds") ? own(value as string[]) : value]),
      ),
    ) as R[];
  };
  return { ...behind, relay: { rows } };
}
