import { tenantScope, type TenantId } from "@hearken/kernel";
import type { Platform } from "@hearken/service-kit";
import { read, type ComplaintImport } from "./complaint-import.js";
import { endImport } from "./end-import.command.js";
import { INTERNAL, UnreadableFile } from "./fault.js";
import { fileRows } from "./file-rows.reader.js";
import { dropUploadedParts, takeImport, updateImport } from "./import.repository.js";
import { CHARACTERS_A_BATCH, ROWS_A_BATCH } from "./limits.js";
import { insertBatch, openPart } from "./sealed-file.repository.js";
import type { StagedRow } from "./staged-row.js";
import { tellImport } from "./tell-import.command.js";

/** What a file is read with. */
export type ReadingWith = Pick<Platform, "database" | "keyring">;

/**
 * Reads the file of an import that waits, batch by batch, each in a unit of work of its own; whoever is killed in between
 * leaves batches that reading again finds there. Until it is read to its end nothing is filed: a file that cannot be read
 * ends the import. A file that was read before is not read again. Answers whether anything was done.
 */
export async function readImport(platform: ReadingWith, tenantId: TenantId, one: ComplaintImport): Promise<boolean> {
  const scope = tenantScope(tenantId);
  try {
    const found =
      one.batches === null
        ? await readBatches(platform, tenantId, one)
        : { total: one.total ?? 0, batches: one.batches };
    if (found === undefined) return false;
    return await platform.database.write(scope, async (uow) => {
      const held = await takeImport(uow, one.id);
      if (held?.state !== "waiting") return false;
      const after = read(held, found);
      await Promise.all([updateImport(uow, after), dropUploadedParts(uow, one.id), tellImport(uow, after)]);
      return true;
    });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { fault } = error;
    return platform.database.write(scope, (uow) => endImport(uow, { id: one.id, state: "failed", fault }));
  }
}

interface Found {
  readonly total: number;
  readonly batches: number;
}

/** `undefined`: somebody else is at it, or it was cancelled. */
async function readBatches(
  { database, keyring }: ReadingWith,
  tenantId: TenantId,
  one: ComplaintImport,
): Promise<Found | undefined> {
  const { id, organizationId, projectId, format, columns: chosen, receivedBy } = one;
  const scope = tenantScope(tenantId);
  let [total, batches, characters] = [0, 0, 0];
  let rows: StagedRow[] = [];
  const keep = (): Promise<boolean> =>
    database.write(scope, async (uow) => {
      if ((await takeImport(uow, id))?.state !== "waiting") return false;
      await insertBatch(uow, keyring, { id, organizationId, projectId, batch: batches, rows });
      return true;
    });
  const bytes = (): AsyncIterable<Uint8Array> => bytesOf({ database, keyring }, tenantId, one);
  for await (const row of fileRows({ format, bytes, chosen, hasReceiver: receivedBy !== null })) {
    total += 1;
    characters += sizeOf(row);
    rows.push(row);
    if (rows.length < ROWS_A_BATCH && characters < CHARACTERS_A_BATCH) continue;
    batches += 1;
    if (!(await keep())) return undefined;
    [rows, characters] = [[], 0];
  }
  if (rows.length > 0) {
    batches += 1;
    if (!(await keep())) return undefined;
  }
  return { total, batches };
}

const sizeOf = ({ values }: StagedRow): number => Object.values(values).reduce((sum, text) => sum + text.length, 0);

/** The bytes of a file, a part at a time. */
async function* bytesOf(
  { database, keyring }: ReadingWith,
  tenantId: TenantId,
  { id, totalParts }: ComplaintImport,
): AsyncGenerator<Uint8Array> {
  for (let part = 1; part <= totalParts; part += 1) {
    const bytes = await database.read(tenantScope(tenantId), (uow) => openPart(uow, keyring, { id, part }));
    // Cancelled in between: whoever keeps the next batch finds that out too.
    if (bytes === undefined) throw new UnreadableFile(INTERNAL);
    yield bytes;
  }
}
