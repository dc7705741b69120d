import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Platform } from "@hearken/service-kit";
import type { ComplaintImport, ImportId } from "./complaint-import.js";
import type { StagedRow } from "./staged-row.js";

type Keyring = Platform["keyring"];
type Owned = Pick<ComplaintImport, "id" | "organizationId" | "projectId">;

const addPart = statement(
  "intake.add_import_part",
  `insert into intake.import_part (tenant_id, import_id, part, organization_id, project_id, sha256, size_bytes, sealed)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const partOfImport = statement(
  "intake.part_of_import",
  "select sealed from intake.import_part where tenant_id = $1 and import_id = $2 and part = $3",
);
const addBatch = statement(
  "intake.add_import_batch",
  `insert into intake.import_batch (tenant_id, import_id, batch, organization_id, project_id, sealed)
   values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id, import_id, batch) do nothing`,
);
const batchOfImport = statement(
  "intake.batch_of_import",
  "select sealed from intake.import_batch where tenant_id = $1 and import_id = $2 and batch = $3",
);

const placeOf = (table: "import_part" | "import_batch", id: ImportId, number: number) =>
  ({ table: `intake.${table}`, column: "sealed", rowId: `${id}:${number}` }) as const;

export interface Part {
  readonly part: number;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Keeps a part of a file under seal. */
export async function insertPart(uow: UnitOfWork, keyring: Keyring, to: Owned & Part): Promise<void> {
  const keys = await keyring.of(uow);
  const sealed = keys.seal(to.bytes.toString("base64"), placeOf("import_part", to.id, to.part));
  const { id, part, organizationId, projectId, sha256, bytes } = to;
  await uow.run(addPart, [uow.scope.tenantId, id, part, organizationId, projectId, sha256, bytes.length, sealed]);
}

/** Opens a part; `undefined` when it is not there any more. */
export async function openPart(
  uow: UnitOfWork,
  keyring: Keyring,
  { id, part }: { readonly id: ImportId; readonly part: number },
): Promise<Buffer | undefined> {
  const row = await uow.one<{ sealed: Buffer }>(partOfImport, [uow.scope.tenantId, id, part]);
  if (row === undefined) return undefined;
  return Buffer.from((await keyring.of(uow)).open(row.sealed, placeOf("import_part", id, part)), "base64");
}

export interface Batch {
  readonly batch: number;
  readonly rows: readonly StagedRow[];
}

/** Keeps rows of a file under seal; what another put there before stays. */
export async function insertBatch(uow: UnitOfWork, keyring: Keyring, to: Owned & Batch): Promise<void> {
  const { id, batch, organizationId, projectId, rows } = to;
  const sealed = (await keyring.of(uow)).seal(JSON.stringify(rows), placeOf("import_batch", id, batch));
  await uow.run(addBatch, [uow.scope.tenantId, id, batch, organizationId, projectId, sealed]);
}

/** The rows of a batch. Throws when they are not there: a defect, since they are deleted with the end of the import alone. */
export async function openBatch(
  uow: UnitOfWork,
  keyring: Keyring,
  { id, batch }: { readonly id: ImportId; readonly batch: number },
): Promise<readonly StagedRow[]> {
  const row = await uow.one<{ sealed: Buffer }>(batchOfImport, [uow.scope.tenantId, id, batch]);
  if (row === undefined) throw new Error(`batch ${batch} of import ${id} is not there`);
  return JSON.parse((await keyring.of(uow)).open(row.sealed, placeOf("import_batch", id, batch))) as StagedRow[];
}
