import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type Statement, type UnitOfWork } from "@hearken/postgres";
import { pageText, placesOf, type Listed, type Listing, type Walk } from "../standing/listing.js";
import type { NoticeRow } from "../standing/projection.js";
import { NOTICE } from "../standing/row-shape.js";

export type ListedNotice = NoticeRow & Listed;

const LISTING: Listing = { shape: NOTICE, by: "at", descending: true, hasStates: false };

const pages: Readonly<Record<Walk, Statement>> = {
  tenant: statement("escalation.page_of_notices_of_tenant", pageText(LISTING, "tenant")),
  organizations: statement("escalation.page_of_notices_of_organizations", pageText(LISTING, "organizations")),
  projects: statement("escalation.page_of_notices_of_projects", pageText(LISTING, "projects")),
};

export interface NoticesAsked {
  readonly after: readonly [Instant, string] | null;
  readonly limit: number;
}

/** The latest first. */
export async function pageOfNotices(uow: UnitOfWork, { after, limit }: NoticesAsked): Promise<ListedNotice[]> {
  const places = placesOf(uow.scope.reach, { organizationId: null, projectId: null });
  if (places === undefined) return [];
  const [at, id] = after ?? END;
  return uow.rows<ListedNotice>(pages[places.walk], [
    uow.scope.tenantId,
    places.ids,
    null,
    formatInstant(at),
    id,
    limit,
    places.organizations,
    places.projects,
  ]);
}

const END = [Date.UTC(2201, 0, 1) as Instant, "ffffffff-ffff-ffff-ffff-ffffffffffff"] as const;
