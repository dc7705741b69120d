import { statement, type UnitOfWork } from "@hearken/postgres";

/** One for each kind of place: no plan goes along the index to a project that may be none. */
const byReference = (name: string, place: string) =>
  statement(
    `intake.complainants_by_reference_${name}`,
    `select p.id, p.reference from intake.complainant p
     where p.tenant_id = $1 and p.organization_id = $2 and p.project_id ${place} and p.reference = any ($3::text[])
     for key share of p`,
  );
const inProject = byReference("in_project", "= $4");
const inNoProject = byReference("in_no_project", "is null");

export interface Referenced {
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly references: readonly string[];
}

/** Ids of the people who are known there by these references, held against erasure until the unit, a writing one, ends. */
export async function complainantsByReference(uow: UnitOfWork, asked: Referenced): Promise<Map<string, string>> {
  const { organizationId, projectId, references } = asked;
  const values = [uow.scope.tenantId, organizationId, references];
  const rows = await (projectId === null
    ? uow.rows<{ id: string; reference: string }>(inNoProject, values)
    : uow.rows<{ id: string; reference: string }>(inProject, [...values, projectId]));
  return new Map(rows.map(({ id, reference }) => [reference, id]));
}
