import { newId } from "@hearken/kernel";
import { APP_ROLE } from "@hearken/postgres";
import { insideWalls, outsideScopes, type SqlWorld } from "./sql-world.js";
import type { PolicyMutant } from "./mutants.js";
import type { SqlWays } from "./sql-ways.js";
import type { WalledTable } from "./walled-tables.js";

/** Every way into one table from outside the victim's tenant; what came through. */
export async function fromOutside(ways: SqlWays, world: SqlWorld, table: WalledTable): Promise<readonly string[]> {
  const { victim } = world;
  const found: string[] = [];
  const row = (await ways.rowOf(table.name, { where: "t.tenant_id = $1", values: [victim.tenantId] })) ?? "{}";
  for (const scope of outsideScopes(world, newId())) {
    const tries = [
      { where: "t.tenant_id = $1", values: [victim.tenantId] },
      { where: "t.tenant_id <> $1", values: [scope?.tenant ?? newId()] },
    ];
    for (const rows of tries) found.push(...(await ways.as(APP_ROLE, scope, () => ways.breaches(table, rows))));
    if (scope !== undefined) found.push(...(await ways.smuggled(table, scope, row)));
  }
  return found;
}

/** Every way into one table from another organization or project of the same tenant; also what is owed to the insider. */
export async function fromInside(ways: SqlWays, world: SqlWorld, table: WalledTable): Promise<readonly string[]> {
  const { tenantId } = world.victim;
  const found: string[] = [];
  for (const { scope, column, own, theirs } of insideWalls(world, table)) {
    const outside = { where: `t.tenant_id = $1 and t.${column} is distinct from $2`, values: [tenantId, own] };
    found.push(...(await ways.as(APP_ROLE, scope, () => ways.breaches(table, outside))));
    const row = await ways.rowOf(table.name, {
      where: `t.tenant_id = $1 and t.${column} = $2`,
      values: [tenantId, theirs],
    });
    if (row === undefined) found.push(`${table.name}: nothing of ${column} to be smuggled`);
    else found.push(...(await ways.smuggled(table, scope, row)));
    const seen = await ways.as(APP_ROLE, scope, () => ways.count(table.name));
    const wanted = await ways.count(table.name, {
      where: `tenant_id = $1 and ${column} = $2`,
      values: [tenantId, own],
    });
    if (seen !== wanted) found.push(`${table.name} ${column}: shows ${seen} rows of ${wanted}`);
  }
  return found;
}

/** Whether the ways of the matrix notice a table without that piece of its wall. */
export async function isNoticed(ways: SqlWays, world: SqlWorld, mutant: PolicyMutant): Promise<boolean> {
  const { table, apart, statements } = mutant;
  const { victim, stranger } = world;
  const within = insideWalls(world, table).find(({ scope }) => scope.reach === apart);
  const scope = within?.scope ?? { tenant: stranger.tenantId, reach: "tenant" as const, ids: [] };
  const rows =
    within === undefined
      ? { where: "t.tenant_id = $1", values: [victim.tenantId] }
      : { where: `t.${within.column} = $1`, values: [within.theirs] };
  const found = await ways.as(APP_ROLE, scope, () => ways.breaches(table, rows), ...statements);
  return found.length > 0;
}
