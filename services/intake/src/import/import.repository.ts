import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { UNDER_WAY, type ComplaintImport, type ImportId } from "./complaint-import.js";

/** How an import is read; the table's alias is `i`. */
export const IMPORT_COLUMNS = `i.id, i.organization_id as "organizationId", i.project_id as "projectId", i.format, i.source,
  i.columns, i.received_by as "receivedBy", i.total_parts as "totalParts", i.state, i.is_dry_run as "isDryRun",
  i.opened_at as "openedAt", i.started_at as "startedAt", i.finished_at as "finishedAt", i.started_by as "startedBy",
  i.started_by_kind as "startedByKind", i.run, i.total, i.batches, i.batches_done as "batchesDone", i.done, i.valid,
  i.filed, i.already_there as "alreadyThere", i.refused, i.fault, i.kept_until as "keptUntil"`;

/** For a statement: the states in which a worker has something to do. */
export const IS_UNDER_WAY = UNDER_WAY.map((state) => `'${state}'`).join(", ");

const addImport = statement(
  "intake.add_import",
  `insert into intake.complaint_import (tenant_id, id, organization_id, project_id, format, source, columns, received_by,
     total_parts, state, is_dry_run, opened_at, run, batches_done, done, valid, filed, already_there, refused, kept_until)
   values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12, $13, 0, 0, 0, 0, 0, 0, $14)`,
);

const lockImport = statement(
  "intake.lock_import",
  `select ${IMPORT_COLUMNS} from intake.complaint_import i where i.tenant_id = $1 and i.id = $2 for no key update`,
);

const claimImport = statement(
  "intake.claim_import",
  `select ${IMPORT_COLUMNS} from intake.complaint_import i
   where i.tenant_id = $1 and i.id = $2 and i.state in (${IS_UNDER_WAY}) for no key update skip locked`,
);

const saveImport = statement(
  "intake.save_import",
  `update intake.complaint_import set state = $3, is_dry_run = $4, started_at = $5, finished_at = $6, started_by = $7,
     started_by_kind = $8, run = $9, total = $10, batches = $11, batches_done = $12, done = $13, valid = $14, filed = $15,
     already_there = $16, refused = $17, fault = $18::jsonb, kept_until = $19
   where tenant_id = $1 and id = $2`,
);

const dropParts = statement(
  "intake.drop_parts_of_import",
  "delete from intake.import_part where tenant_id = $1 and import_id = $2",
);
const dropBatches = statement(
  "intake.drop_batches_of_import",
  "delete from intake.import_batch where tenant_id = $1 and import_id = $2",
);

const written = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

export async function insertImport(uow: UnitOfWork, one: ComplaintImport): Promise<void> {
  await uow.run(addImport, [
    ...[uow.scope.tenantId, one.id, one.organizationId, one.projectId, one.format, one.source],
    ...[JSON.stringify(one.columns), one.receivedBy, one.totalParts, one.state, one.isDryRun],
    ...[formatInstant(one.openedAt), one.run, written(one.keptUntil)],
  ]);
}

/** Waits for its turn at an import; `undefined` when there is none within reach. */
export function holdImport(uow: UnitOfWork, id: ImportId): Promise<ComplaintImport | undefined> {
  return uow.one<ComplaintImport>(lockImport, [uow.scope.tenantId, id]);
}

/** Takes an import that is under way until the unit ends; `undefined` when it is not, or somebody else is at it. */
export function takeImport(uow: UnitOfWork, id: ImportId): Promise<ComplaintImport | undefined> {
  return uow.one<ComplaintImport>(claimImport, [uow.scope.tenantId, id]);
}

export async function updateImport(uow: UnitOfWork, one: ComplaintImport): Promise<void> {
  await uow.run(saveImport, [
    ...[uow.scope.tenantId, one.id, one.state, one.isDryRun, written(one.startedAt), written(one.finishedAt)],
    ...[one.startedBy, one.startedByKind, one.run, one.total, one.batches, one.batchesDone],
    ...[one.done, one.valid, one.filed, one.alreadyThere, one.refused],
    ...[one.fault === null ? null : JSON.stringify(one.fault), written(one.keptUntil)],
  ]);
}

/** Deletes what was uploaded, read or not. */
export async function dropUploaded(uow: UnitOfWork, id: ImportId): Promise<void> {
  const place = [uow.scope.tenantId, id];
  await Promise.all([uow.run(dropParts, place), uow.run(dropBatches, place)]);
}

/** Deletes the parts: they were read. */
export async function dropUploadedParts(uow: UnitOfWork, id: ImportId): Promise<void> {
  await uow.run(dropParts, [uow.scope.tenantId, id]);
}
