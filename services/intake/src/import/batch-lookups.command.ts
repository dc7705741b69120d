import type { OrganizationId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { complainantsByReference } from "../complaint/complainants-by-reference.query.js";
import { complaintsBySource } from "../complaint/complaint.query.js";
import type { Complaint } from "../complaint/complaint.js";
import type { FilingLookups } from "../complaint/filing-lookups.query.js";
import type { Filing } from "../complaint/filing.js";
import type { Names } from "./names.query.js";

type Place = string | null;

/**
 * What filings of one organization and source have to look up, looked up together: two statements for each project that
 * they are about. Whom one of them enters, the next ones know.
 */
export async function batchLookups(
  uow: UnitOfWork,
  { organizationId, source }: { readonly organizationId: OrganizationId; readonly source: string },
  { filings, names }: { readonly filings: readonly Filing[]; readonly names: Names },
): Promise<FilingLookups> {
  const imported = new Map<string, Complaint>();
  const people = new Map<Place, Map<string, string>>();
  const byPlace = Map.groupBy(filings, ({ projectId }): Place => projectId ?? null);
  const lookUp = async (projectId: Place, there: readonly Filing[]): Promise<void> => {
    const refs = there.map(({ sourceRef }) => sourceRef).filter((ref) => ref !== undefined);
    const references = there
      .flatMap(({ complainants }) => complainants.map(({ reference }) => reference))
      .filter((reference) => reference !== undefined);
    const [found, known] = await Promise.all([
      complaintsBySource(uow, { organizationId, projectId, source, refs }),
      references.length === 0
        ? new Map<string, string>()
        : complainantsByReference(uow, { organizationId, projectId, references: [...new Set(references)] }),
    ]);
    for (const complaint of found) imported.set(keyOf(projectId, complaint.sourceRef), complaint);
    people.set(projectId, known);
  };
  await Promise.all([...byPlace].map(([projectId, there]) => lookUp(projectId, there)));
  return {
    imported: ({ projectId, ref }) => Promise.resolve(imported.get(keyOf(projectId, ref))),
    // The names of rows were looked up inside the organization, and under the reach of whoever imports.
    organizationOf: () => Promise.resolve(organizationId),
    home: (unitId) => Promise.resolve(names.home(unitId)),
    isThere: () => Promise.resolve(true),
    people: ({ projectId }) => Promise.resolve(people.get(projectId) ?? new Map<string, string>()),
  };
}

const keyOf = (projectId: Place, ref: string | null): string => `${projectId ?? ""} ${ref ?? ""}`;
