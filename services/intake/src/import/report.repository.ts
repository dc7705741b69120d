import { statement, type UnitOfWork } from "@hearken/postgres";
import type { ComplaintImport, ImportId } from "./complaint-import.js";
import type { ReportedRow } from "./report-csv.js";

const addRows = statement(
  "intake.add_import_rows",
  `insert into intake.import_row (tenant_id, import_id, run, organization_id, project_id, row, outcome, problems, complaint_id)
   select $1, $2, $3, $4, $5, r.row, r.outcome, r.problems, r."complaintId"
   from jsonb_to_recordset($6::jsonb) as r(row int4, outcome text, problems jsonb, "complaintId" uuid)`,
);
const dropRowsBefore = statement(
  "intake.drop_import_rows_of_earlier_runs",
  "delete from intake.import_row where tenant_id = $1 and import_id = $2 and run < $3",
);

/** Writes what became of rows in this run. */
export async function insertReport(
  uow: UnitOfWork,
  { id, run, organizationId, projectId }: ComplaintImport,
  rows: readonly ReportedRow[],
): Promise<void> {
  await uow.run(addRows, [uow.scope.tenantId, id, run, organizationId, projectId, JSON.stringify(rows)]);
}

/** Deletes the reports of runs before this one. */
export async function dropEarlierReports(
  uow: UnitOfWork,
  { id, run }: { readonly id: ImportId; readonly run: number },
): Promise<void> {
  await uow.run(dropRowsBefore, [uow.scope.tenantId, id, run]);
}
