import type { ComplaintId, OrganizationId, ProjectId, UnitId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { complainantsByReference, type Referenced } from "./complainants-by-reference.query.js";
import { complaintById, complaintsBySource, type Origin } from "./complaint.query.js";
import type { Complaint } from "./complaint.js";
import { organizationOfProject, unitSite, type UnitSite } from "./site.query.js";

/** What has to be looked up before a complaint can be filed; many filings at once look it up together. */
export interface FilingLookups {
  /** The complaint that was imported from there before. */
  imported(origin: Omit<Origin, "refs"> & { readonly ref: string }): Promise<Complaint | undefined>;
  /** The organization of a project; `undefined` when there is none within reach. */
  organizationOf(projectId: ProjectId): Promise<OrganizationId | undefined>;
  home(unitId: UnitId): Promise<UnitSite | undefined>;
  isThere(complaintId: ComplaintId): Promise<boolean>;
  /** Ids of the people who are known at a place by reference; whoever enters somebody there adds them. */
  people(asked: Referenced): Promise<Map<string, string>>;
}

/** The look-ups of one filing: a statement each. */
export function filingLookups(uow: UnitOfWork): FilingLookups {
  return {
    imported: async ({ ref, ...origin }) => (await complaintsBySource(uow, { ...origin, refs: [ref] }))[0],
    organizationOf: (projectId) => organizationOfProject(uow, projectId),
    home: (unitId) => unitSite(uow, unitId),
    isThere: async (complaintId) => (await complaintById(uow, complaintId)) !== undefined,
    people: (asked) => complainantsByReference(uow, asked),
  };
}
