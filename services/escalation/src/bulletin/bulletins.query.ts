import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type Statement, type UnitOfWork } from "@hearken/postgres";
import { pageText, placesOf, type Listed, type Listing, type Walk } from "../standing/listing.js";
import type { BulletinRow, BulletinStatus } from "../standing/projection.js";
import { BULLETIN, selection } from "../standing/row-shape.js";
import type { BulletinSection } from "./bulletin.js";

export type ListedBulletin = BulletinRow & Listed;

const LISTING: Listing = { shape: BULLETIN, by: "opened_at", descending: true, hasStates: true };

const pages: Readonly<Record<Walk, Statement>> = {
  tenant: statement("escalation.page_of_bulletins_of_tenant", pageText(LISTING, "tenant")),
  organizations: statement("escalation.page_of_bulletins_of_organizations", pageText(LISTING, "organizations")),
  projects: statement("escalation.page_of_bulletins_of_projects", pageText(LISTING, "projects")),
};

const bulletinsOfIds = statement(
  "escalation.bulletins_of_ids",
  `select ${selection(BULLETIN)} from escalation.bulletin t where t.tenant_id = $1 and t.id = any ($2::uuid[])`,
);

const sectionsOfIds = statement(
  "escalation.sections_of_bulletins",
  "select id, sections from escalation.bulletin where tenant_id = $1 and id = any ($2::uuid[])",
);

export interface BulletinsAsked {
  readonly statuses: readonly BulletinStatus[];
  readonly after: readonly [Instant, string] | null;
  readonly limit: number;
}

/** As they are kept, the latest first. */
export async function pageOfBulletins(
  uow: UnitOfWork,
  { statuses, after, limit }: BulletinsAsked,
): Promise<ListedBulletin[]> {
  const places = placesOf(uow.scope.reach, { organizationId: null, projectId: null });
  if (places === undefined) return [];
  const [at, id] = after ?? END;
  return uow.rows<ListedBulletin>(pages[places.walk], [
    uow.scope.tenantId,
    places.ids,
    statuses,
    formatInstant(at),
    id,
    limit,
    places.organizations,
    places.projects,
  ]);
}

const END = [Date.UTC(2201, 0, 1) as Instant, "ffffffff-ffff-ffff-ffff-ffffffffffff"] as const;

export async function bulletinsById(uow: UnitOfWork, ids: readonly string[]): Promise<BulletinRow[]> {
  return uow.rows<BulletinRow>(bulletinsOfIds, [uow.scope.tenantId, ids]);
}

/** What was written in bulletins, by their ids. */
export async function sectionsOf(
  uow: UnitOfWork,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly BulletinSection[]>> {
  const rows = await uow.rows<{ id: string; sections: readonly BulletinSection[] }>(sectionsOfIds, [
    uow.scope.tenantId,
    ids,
  ]);
  return new Map(rows.map(({ id, sections }) => [id, sections]));
}
