import type { TenantId } from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";
import type { ComplaintImport, ImportId, Outcome } from "./complaint-import.js";
import { IMPORT_COLUMNS, IS_UNDER_WAY } from "./import.repository.js";
import type { ReportedRow } from "./report-csv.js";

/** An import of some tenant. */
export interface ImportOfTenant {
  readonly tenantId: TenantId;
  readonly id: ImportId;
}

const MOST_AT_ONCE = 100;

/** Of each organization the one that was started first: the others wait for their turn. */
const underWay = statement(
  "intake.imports_under_way",
  `select first.tenant_id as "tenantId", first.id from (
     select distinct on (tenant_id, organization_id) tenant_id, id, started_at from intake.complaint_import
     where state in (${IS_UNDER_WAY}) order by tenant_id, organization_id, started_at, id
   ) first order by first.started_at, first.tenant_id, first.id limit ${MOST_AT_ONCE}`,
);
const kept = statement(
  "intake.imports_kept_too_long",
  `select tenant_id as "tenantId", id from intake.complaint_import
   where kept_until < platform.now() order by kept_until limit ${MOST_AT_ONCE}`,
);

/** The scope, said by the statement itself: $2 organizations and $3 projects, each null when it does not bound. */
const WITHIN = `i.tenant_id = $1 and ($2::uuid[] is null or i.organization_id = any ($2))
  and ($3::uuid[] is null or i.project_id = any ($3))`;

const byId = statement(
  "intake.import_by_id",
  `select ${IMPORT_COLUMNS} from intake.complaint_import i where ${WITHIN} and i.id = $4`,
);
const latest = statement(
  "intake.latest_imports",
  `select ${IMPORT_COLUMNS} from intake.complaint_import i
   where ${WITHIN} and i.id < $4::uuid order by i.id desc limit $5`,
);
const unfinished = statement(
  "intake.unfinished_imports_of_organization",
  `select count(*)::int4 as unfinished from intake.complaint_import
   where tenant_id = $1 and organization_id = $2 and state in ('open', ${IS_UNDER_WAY}, 'stopped')`,
);
const partsOf = statement(
  "intake.parts_of_imports",
  `select import_id as "importId", part, sha256, size_bytes as "sizeBytes" from intake.import_part
   where tenant_id = $1 and import_id = any ($2::uuid[]) order by import_id, part`,
);
const rowsOf = statement(
  "intake.rows_of_import",
  `select row, outcome, problems, complaint_id as "complaintId" from intake.import_row
   where tenant_id = $1 and import_id = $2 and run = $3 and row > $4
     and ($5::text[] is null or outcome = any ($5::text[])) order by row limit $6`,
);

/** Imports of all tenants on which there is work, one of each organization, the oldest first. */
export function importsUnderWay(database: Database): Promise<ImportOfTenant[]> {
  return database.relay.rows<ImportOfTenant>(underWay);
}

/** Imports of all tenants whose file is to be deleted. */
export function importsKeptTooLong(database: Database): Promise<ImportOfTenant[]> {
  return database.relay.rows<ImportOfTenant>(kept);
}

function within({ scope: { tenantId, reach } }: UnitOfWork): unknown[] {
  return [
    tenantId,
    reach.kind === "organizations" ? reach.organizationIds : null,
    reach.kind === "projects" ? reach.projectIds : null,
  ];
}

export function importById(uow: UnitOfWork, id: ImportId): Promise<ComplaintImport | undefined> {
  return uow.one<ComplaintImport>(byId, [...within(uow), id]);
}

const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** The latest first. */
export function pageOfImports(
  uow: UnitOfWork,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<ComplaintImport[]> {
  return uow.rows<ComplaintImport>(latest, [...within(uow), after ?? LAST_ID, limit]);
}

/** How many imports of an organization are not over, as far as the unit sees them. */
export async function countUnfinished(uow: UnitOfWork, organizationId: string): Promise<number> {
  const row = await uow.one<{ unfinished: number }>(unfinished, [uow.scope.tenantId, organizationId]);
  return row?.unfinished ?? 0;
}

/** A part that is here, without what it holds. */
export interface PartHere {
  readonly importId: ImportId;
  readonly part: number;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** The parts that are here of several imports, by one statement. */
export function partsOfImports(uow: UnitOfWork, ids: readonly ImportId[]): Promise<PartHere[]> {
  return uow.rows<PartHere>(partsOf, [uow.scope.tenantId, ids]);
}

export interface RowsAsked {
  readonly of: Pick<ComplaintImport, "id" | "run">;
  readonly after: number;
  readonly outcomes: readonly Outcome[] | null;
  readonly limit: number;
}

/** The report of the last run, in the order of the file. */
export function pageOfRows(uow: UnitOfWork, { of, after, outcomes, limit }: RowsAsked): Promise<ReportedRow[]> {
  return uow.rows<ReportedRow>(rowsOf, [uow.scope.tenantId, of.id, of.run, after, outcomes, limit]);
}
