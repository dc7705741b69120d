import { verifySeals } from "@hearken/journal";
import type { TenantId } from "@hearken/kernel";
import { openDatabase, statement } from "@hearken/postgres";
import { startEmbedded } from "./embedded-postgres.js";
import { houseEnvironment } from "./environment.js";

const TENANTS = statement("infra.sealed_tenants", "select distinct tenant_id as id from journal.seal order by 1");

/** Checks the seals of every tenant and prints a line for each. Answers the exit code: 1 when a row was touched. */
export async function auditVerify(): Promise<number> {
  const given = houseEnvironment().database;
  const server = given === undefined ? await startEmbedded({ name: "postgres" }) : undefined;
  const { url, appUrl, relayUrl } = given ?? { url: server?.url ?? "" };
  const database = await openDatabase({
    url,
    ...(appUrl === undefined ? {} : { appUrl }),
    ...(relayUrl === undefined ? {} : { relayUrl }),
  });
  try {
    let touched = 0;
    for (const { id } of await database.relay.rows<{ id: TenantId }>(TENANTS)) {
      const verdict = await verifySeals(database, id);
      if (!verdict.isIntact) touched += 1;
      process.stdout.write(`${JSON.stringify({ tenantId: id, ...verdict })}\n`);
    }
    return touched === 0 ? 0 : 1;
  } finally {
    await database.close();
    await server?.stop();
  }
}
