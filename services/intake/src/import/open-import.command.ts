import { newId, type LocalDate, type OrganizationId, type ProjectId, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { reaches, type Platform } from "@hearken/service-kit";
import { z } from "zod";
import { line, maybe, reference } from "../complaint/field.js";
import { organizationOfProject } from "../complaint/site.query.js";
import { FORMATS, opened, refuseOpening, type ComplaintImport } from "./complaint-import.js";
import { IMPORT_FIELDS } from "./field.js";
import { insertImport } from "./import.repository.js";
import { countUnfinished } from "./imports.query.js";
import { LIMITS } from "./limits.js";

export const openingInput = z.object({
  organizationId: reference,
  projectId: maybe(reference),
  format: z.enum(FORMATS),
  source: line(100),
  columns: maybe(z.array(z.object({ heading: line(200), field: maybe(z.enum(IMPORT_FIELDS)) })).max(LIMITS.columns)),
  receivedBy: maybe(z.enum(["centre", "specialist", "employee"])),
  totalParts: z.int(),
  idempotencyKey: maybe(z.string()),
});

/**
 * Opens an import, which then waits for its parts. `undefined`: the organization, or its project, is not within reach.
 * Refused: see `refuseOpening`.
 */
export async function openImport(
  uow: UnitOfWork,
  input: z.output<typeof openingInput>,
  rulebook: Platform["rulebook"],
): Promise<ComplaintImport | Refusal | undefined> {
  const organizationId = input.organizationId as OrganizationId;
  const projectId = (input.projectId ?? null) as ProjectId | null;
  if ([input.organizationId, input.projectId].includes("")) return undefined;
  if (!reaches(uow.scope.reach, { organizationId, projectId })) return undefined;
  if (projectId !== null && (await organizationOfProject(uow, projectId)) !== organizationId) return undefined;
  if ((await rulebook.adopted(uow, organizationId, LAST_DAY)) === undefined) return undefined;
  const wish = {
    ...{ id: newId<"Import">(), organizationId, projectId, format: input.format, source: input.source },
    columns: (input.columns ?? []).map(({ heading, field }) => ({ heading, field: field ?? null })),
    ...{ receivedBy: input.receivedBy ?? null, totalParts: input.totalParts, openedAt: uow.now },
  };
  const refusal = refuseOpening(wish, await countUnfinished(uow, organizationId));
  if (refusal !== undefined) return refusal;
  const one = opened(wish);
  await insertImport(uow, one);
  return one;
}

const LAST_DAY = "9999-12-31" as LocalDate;
