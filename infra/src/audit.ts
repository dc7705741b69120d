import { verifySeals } from "@hearken/journal";
import type { TenantId } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { houseEnvironment } from "./environment.js";
import { onKeptDatabase } from "./kept-database.js";

const TENANTS = statement("infra.sealed_tenants", "select distinct tenant_id as id from journal.seal order by 1");

/** Checks the seals of every tenant and prints a line for each. Answers the exit code: 1 when a row was touched. */
export function auditVerify(): Promise<number> {
  return onKeptDatabase(houseEnvironment(), async (database) => {
    let touched = 0;
    for (const { id } of await database.relay.rows<{ id: TenantId }>(TENANTS)) {
      const verdict = await verifySeals(database, id);
      if (!verdict.isIntact) touched += 1;
      process.stdout.write(`${JSON.stringify({ tenantId: id, ...verdict })}\n`);
    }
    return touched === 0 ? 0 : 1;
  });
}
