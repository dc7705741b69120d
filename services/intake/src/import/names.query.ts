import { parseId, type ComplaintId, type LocalDate, type ProjectId, type UnitId } from "@hearken/kernel";
import { statement, type Statement, type UnitOfWork } from "@hearken/postgres";
import type { ComplaintImport } from "./complaint-import.js";
import type { StagedRow } from "./staged-row.js";

const projects = statement(
  "intake.projects_by_name",
  `select project_id as id, name from directory.project_site
   where tenant_id = $1 and organization_id = $2 and (name = any ($3::text[]) or project_id = any ($4::uuid[]))`,
);
const units = statement(
  "intake.units_by_label",
  `select unit_id as id, project_id as "projectId", label, move_in_on as "moveInOn", warranty_ends_on as "warrantyEndsOn"
   from directory.unit_site
   where tenant_id = $1 and project_id = any ($2::uuid[]) and (label = any ($3::text[]) or unit_id = any ($4::uuid[]))`,
);
const complaints = statement(
  "intake.complaints_by_number",
  `select c.id, c.number from intake.complaint c
   where c.tenant_id = $1 and c.organization_id = $2 and (c.number = any ($3::text[]) or c.id = any ($4::uuid[]))`,
);

interface Unit {
  readonly id: UnitId;
  readonly projectId: ProjectId;
  readonly label: string;
  readonly moveInOn: LocalDate | null;
  readonly warrantyEndsOn: LocalDate | null;
}

/** What rows point at by name or id, as far as it is within reach. `undefined`: there is none, or there are several. */
export interface Names {
  readonly project: (said: string) => ProjectId | undefined;
  readonly unit: (projectId: string, said: string) => UnitId | undefined;
  readonly previous: (said: string) => ComplaintId | undefined;
  readonly home: (id: UnitId) => Unit | undefined;
}

/** Looks up everything that rows of one import point at: two or three statements, however many rows. */
export async function namesOf(uow: UnitOfWork, one: ComplaintImport, rows: readonly StagedRow[]): Promise<Names> {
  const { tenantId } = uow.scope;
  const said = (field: "project" | "unit" | "previous"): Said => saidIn(rows.map(({ values }) => values[field]));
  const [inProjects, inUnits, before] = [said("project"), said("unit"), said("previous")];
  const find = async <R>(
    which: Statement,
    { among, names, ids }: Said & { readonly among: string | readonly string[] },
  ): Promise<R[]> => (names.length === 0 ? [] : uow.rows<R>(which, [tenantId, among, names, ids]));
  const [foundProjects, foundComplaints] = await Promise.all([
    find<{ id: ProjectId; name: string }>(projects, { ...inProjects, among: one.organizationId }),
    find<{ id: ComplaintId; number: string }>(complaints, { ...before, among: one.organizationId }),
  ]);
  const places = [...foundProjects.map(({ id }) => id), ...(one.projectId === null ? [] : [one.projectId])];
  const foundUnits = await find<Unit>(units, { ...inUnits, among: places });
  const homes = new Map(foundUnits.map((unit) => [unit.id, unit]));
  return {
    project: (name) => only(foundProjects, name, (project) => project.name),
    unit: (projectId, label) =>
      only(
        foundUnits.filter((unit) => unit.projectId === projectId),
        label,
        (unit) => unit.label,
      ),
    previous: (number) => only(foundComplaints, number, (complaint) => complaint.number),
    home: (id) => homes.get(id),
  };
}

interface Said {
  readonly names: readonly string[];
  /** Those of them that are ids. */
  readonly ids: readonly string[];
}

function saidIn(texts: readonly (string | undefined)[]): Said {
  const names = [...new Set(texts.filter((text) => text !== undefined).map(normal))];
  return { names, ids: names.map((name) => parseId(name)).filter((id) => id !== undefined) };
}

const normal = (text: string): string => text.normalize("NFC").trim();

function only<T extends { readonly id: string }>(
  found: readonly T[],
  said: string,
  nameOf: (one: T) => string,
): T["id"] | undefined {
  const id = parseId(normal(said));
  const meant = found.filter((one) => one.id === id || nameOf(one) === normal(said));
  return meant.length === 1 ? meant[0]?.id : undefined;
}
