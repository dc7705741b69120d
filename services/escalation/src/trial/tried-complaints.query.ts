import { formatInstant, type ComplaintId, type Instant, type OrganizationId, type ProjectId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Trial } from "./trial.js";

/** A complaint to be tried. */
export interface TriedComplaint {
  readonly complaintId: ComplaintId;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  /** Its place in the walk, before its id; an open one has none. */
  readonly receivedAt: Instant | null;
}

const RECEIVED = `from journal.event e
   where e.tenant_id = $1 and e.type = 'complaint.received' and e.occurred_at >= $2 and e.occurred_at < $3
     and ($4::uuid[] is null or e.organization_id = any ($4::uuid[]))`;

const receivedPage = statement(
  "escalation.complaints_received_after",
  `select e.stream_id as "complaintId", e.organization_id as "organizationId", e.project_id as "projectId",
     e.occurred_at as "receivedAt" ${RECEIVED} and (e.occurred_at, e.stream_id) > ($5::timestamptz, $6::uuid)
   order by e.occurred_at, e.stream_id limit $7`,
);
const receivedCount = statement(
  "escalation.count_of_complaints_received",
  `select count(*)::int4 as total ${RECEIVED}`,
);

// What nobody has evaluated yet is open.
const OPEN = `from journal.stream j
   left join escalation.standing s on s.tenant_id = j.tenant_id and s.complaint_id = j.id
   where j.tenant_id = $1 and j.kind = 'complaint' and ($2::uuid[] is null or j.organization_id = any ($2::uuid[]))
     and (s.status is null or s.status not in ('closed', 'withdrawn'))`;

const openPage = statement(
  "escalation.open_complaints_after",
  `select j.id as "complaintId", j.organization_id as "organizationId", j.project_id as "projectId",
     null::timestamptz as "receivedAt" ${OPEN} and j.id > $3::uuid order by j.id limit $4`,
);
const openCount = statement("escalation.count_of_open_complaints", `select count(*)::int4 as total ${OPEN}`);

const followers = statement(
  "escalation.followers",
  `select follower_id as id from directory.follower
   where tenant_id = $1 and organization_id = $2 and ($3::date is null or leaves_on is null or leaves_on > $3::date)`,
);

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** What of a trial says where to look. */
export type Walk = Pick<Trial, "complaints" | "fromAt" | "toAt" | "afterAt" | "afterId">;

/**
 * The organizations whose complaints are tried, `null` for all of the tenant: the one that is named and those below, for
 * an adoption only those that would follow it.
 */
export async function triedOrganizations(
  uow: UnitOfWork,
  { organizationId, effectiveFrom }: Pick<Trial, "organizationId" | "effectiveFrom">,
): Promise<readonly OrganizationId[] | null> {
  if (organizationId === null) return null;
  const rows = await uow.rows<{ id: OrganizationId }>(followers, [uow.scope.tenantId, organizationId, effectiveFrom]);
  return [...new Set([organizationId, ...rows.map(({ id }) => id)])];
}

/** The next complaints of a trial, in the order of their receipt, or of their ids where they are open. */
export async function nextComplaints(
  uow: UnitOfWork,
  { complaints, fromAt, toAt, afterAt, afterId }: Walk,
  { organizations, limit }: { readonly organizations: readonly OrganizationId[] | null; readonly limit: number },
): Promise<readonly TriedComplaint[]> {
  const { tenantId } = uow.scope;
  if (complaints === "open")
    return uow.rows<TriedComplaint>(openPage, [tenantId, organizations, afterId ?? FIRST_ID, limit]);
  const [from, to] = [formatInstant(fromAt ?? (0 as Instant)), formatInstant(toAt ?? (0 as Instant))];
  const after = afterAt === null ? from : formatInstant(afterAt);
  return uow.rows<TriedComplaint>(receivedPage, [tenantId, from, to, organizations, after, afterId ?? FIRST_ID, limit]);
}

/** How many complaints a trial is about. */
export async function countComplaints(
  uow: UnitOfWork,
  { complaints, fromAt, toAt }: Walk,
  organizations: readonly OrganizationId[] | null,
): Promise<number> {
  const { tenantId } = uow.scope;
  const row =
    complaints === "open"
      ? await uow.one<{ total: number }>(openCount, [tenantId, organizations])
      : await uow.one<{ total: number }>(receivedCount, [
          tenantId,
          formatInstant(fromAt ?? (0 as Instant)),
          formatInstant(toAt ?? (0 as Instant)),
          organizations,
        ]);
  return row?.total ?? 0;
}
