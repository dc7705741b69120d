import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type Statement, type UnitOfWork } from "@hearken/postgres";
import type { ObligationStatus } from "@hearken/regulation";
import { pageText, placesOf, type Listed, type Listing, type Narrowing, type Walk } from "../standing/listing.js";
import type { ObligationRow } from "../standing/projection.js";
import { OBLIGATION, selection } from "../standing/row-shape.js";

export type ListedObligation = ObligationRow & Listed;

const LISTING: Listing = {
  shape: OBLIGATION,
  by: "sort_at",
  descending: false,
  hasStates: true,
  where: ["t.sort_at < coalesce($9::timestamptz, 'infinity')", "($10::text is null or t.owner = $10)"],
};

const pages: Readonly<Record<Walk, Statement>> = {
  tenant: statement("escalation.page_of_obligations_of_tenant", pageText(LISTING, "tenant")),
  organizations: statement("escalation.page_of_obligations_of_organizations", pageText(LISTING, "organizations")),
  projects: statement("escalation.page_of_obligations_of_projects", pageText(LISTING, "projects")),
};

const obligationsOfIds = statement(
  "escalation.obligations_of_ids",
  `select ${selection(OBLIGATION)} from escalation.obligation t where t.tenant_id = $1 and t.id = any ($2::uuid[])`,
);

export interface ObligationsAsked extends Narrowing {
  readonly statuses: readonly ObligationStatus[];
  readonly owner: string | null;
  readonly dueBefore: Instant | null;
  readonly after: readonly [Instant, string] | null;
  readonly limit: number;
}

/** As they are kept, by when they are due; those without a term last. One statement, in the unit's reach. */
export async function pageOfObligations(uow: UnitOfWork, asked: ObligationsAsked): Promise<ListedObligation[]> {
  const places = placesOf(uow.scope.reach, asked);
  if (places === undefined || asked.statuses.length === 0) return [];
  const [sortAt, id] = asked.after ?? BEGINNING;
  return uow.rows<ListedObligation>(pages[places.walk], [
    uow.scope.tenantId,
    places.ids,
    asked.statuses,
    formatInstant(sortAt),
    id,
    asked.limit,
    places.organizations,
    places.projects,
    asked.dueBefore === null ? null : formatInstant(asked.dueBefore),
    asked.owner,
  ]);
}

const BEGINNING = [0 as Instant, "00000000-0000-0000-0000-000000000000"] as const;

/** Obligations as they are kept; those out of reach are left out. */
export async function obligationsById(uow: UnitOfWork, ids: readonly string[]): Promise<ObligationRow[]> {
  return uow.rows<ObligationRow>(obligationsOfIds, [uow.scope.tenantId, ids]);
}
