import type { OrganizationId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Filing } from "./record.js";
import { recordTable } from "./record.table.js";

/** Writes it: one statement. */
export function putFiling(row: Filing): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.manager.insert(recordTable, row);
}

const next = statement(
  "intake.next_of_series",
  `insert into intake.number_series as s (tenant_id, organization_id, series, last) values ($1, $2, $3, 1)
   on conflict (tenant_id, organization_id, series) do update set last = s.last + 1
   returning last`,
);

/**
 * The next count of a series, from 1, without a gap: whoever asks for one of the same series waits until this unit ends,
 * and what is rolled back was never issued. One statement.
 */
export async function nextOfSeries(uow: UnitOfWork, organizationId: OrganizationId, series: string): Promise<number> {
  const row = await uow.one<{ last: number }>(next, [uow.scope.tenantId, organizationId, series]);
  if (row === undefined) throw new Error(`no count of series ${series}`);
  return row.last;
}
