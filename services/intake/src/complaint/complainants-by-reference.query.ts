import { statement, type UnitOfWork } from "@hearken/postgres";

const byReference = statement(
  "intake.complainants_by_reference",
  `select p.id, p.reference from intake.complainant p
   where p.tenant_id = $1 and p.organization_id = $2 and p.project_id is not distinct from $3
     and p.reference = any ($4::text[]) for key share of p`,
);

export interface Referenced {
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly references: readonly string[];
}

/** Ids of the people who are known there by these references, held against erasure until the unit, a writing one, ends. */
export async function complainantsByReference(uow: UnitOfWork, asked: Referenced): Promise<Map<string, string>> {
  const values = [uow.scope.tenantId, asked.organizationId, asked.projectId, asked.references];
  const rows = await uow.rows<{ id: string; reference: string }>(byReference, values);
  return new Map(rows.map(({ id, reference }) => [reference, id]));
}
