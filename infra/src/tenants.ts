import { disableTenant } from "@hearken/directory";
import { parseId } from "@hearken/kernel";
import { houseEnvironment } from "./environment.js";
import { onKeptDatabase } from "./kept-database.js";

/** Closes the house to a group, or opens it again, and says what became of it. Answers the exit code. */
export async function setDisabled(tenant: string, isDisabled: boolean): Promise<number> {
  const tenantId = parseId<"Tenant">(tenant);
  const isDone =
    tenantId !== undefined &&
    (await onKeptDatabase(houseEnvironment(), (database) => disableTenant(database, tenantId, isDisabled)));
  const state = isDisabled ? "disabled" : "enabled";
  process.stdout.write(`${JSON.stringify({ tenantId: tenant, [state]: isDone })}\n`);
  if (!isDone) process.stderr.write(`There is no such group, or it is ${state} already.\n`);
  return isDone ? 0 : 1;
}
