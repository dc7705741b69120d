import {
  formatInstant,
  instant,
  newId,
  tenantScope,
  type OrganizationId,
  type ProjectId,
  type StaffId,
  type TenantId,
} from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";
import type { Asker } from "@hearken/service-kit/testing/asking";

/** An organization with one project and an officer who holds every post of the service centre. */
export interface House extends Asker {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
}

/** A group of its own for one test: headquarters, two subsidiaries, a partner firm granted the first one's project. */
export interface World {
  readonly tenantId: TenantId;
  readonly headquarters: House;
  readonly south: House;
  readonly north: House;
  readonly partner: Asker;
  /** Of the same firm, and over what is the firm's. */
  readonly counsel: Asker & { readonly organizationId: OrganizationId };
  /** May see everything and do nothing. */
  readonly reader: Asker;
}

const SINCE = formatInstant(instant("2010-01-01T00:00:00+08:00"));
const DAY = [{ from: "09:00", to: "18:00" }];
const OFFICE = {
  code: "office",
  zone: "Asia/Shanghai",
  week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: [], sun: [] },
  statutory: "cn",
};
/** What a group goes by, and the posts of it that its officers hold. */
export interface Procedure {
  readonly regulation: string;
  readonly posts: readonly string[];
}
const LIGAO: Procedure = { regulation: "ligao", posts: ["service_center", "service_specialist", "employee"] };

const insert = (name: string, text: string) => statement(`intake_spec.${name}`, text);
const SQL = {
  state: insert("tenant_state", `insert into platform.tenant_state (tenant_id) values ($1)`),
  tenant: insert("tenant", `insert into directory.tenant (tenant_id, name, founded_at) values ($1, 'Group', $2)`),
  organization: insert(
    "organization",
    `insert into directory.organization (tenant_id, id, parent_id, kind, name, added_at) values ($1, $2, $3, $4, $6, $5)`,
  ),
  ancestry: insert(
    "ancestry",
    `insert into directory.organization_ancestry (tenant_id, organization_id, ancestor_id, distance)
     select $1, $2, a.id, a.distance from unnest($3::uuid[], $4::int[]) as a(id, distance)`,
  ),
  project: insert(
    "project",
    `insert into directory.project (tenant_id, id, organization_id, name, added_at) values ($1, $2, $3, 'Estate', $4)`,
  ),
  staff: insert(
    "staff",
    `insert into directory.staff (tenant_id, id, organization_id, name, joined_at) values ($1, $2, $3, 'Person', $4)`,
  ),
  post: insert(
    "post",
    `insert into directory.post_holding (tenant_id, id, organization_id, staff_id, post, from_at) values ($1, $2, $3, $4, $5, $6)`,
  ),
  grant: insert(
    "grant",
    `insert into directory.role_grant (tenant_id, id, organization_id, project_id, staff_id, role, from_at, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
  ),
  calendar: insert(
    "calendar",
    `insert into directory.calendar (tenant_id, code, revision, definition, changed_at) values ($1, 'office', 1, $2, $3)`,
  ),
  adoption: insert(
    "adoption",
    `insert into directory.adoption (tenant_id, id, organization_id, regulation, version, effective_from, readings, calendar, adopted_at)
     values ($1, $2, $3, $5, 1, '2010-01-01', '{}', 'office', $4)`,
  ),
};

export async function buildWorld(database: Database, { regulation, posts }: Procedure = LIGAO): Promise<World> {
  const tenantId = newId<"Tenant">();
  return database.write(tenantScope(tenantId), async (uow) => {
    await uow.run(SQL.state, [tenantId]);
    await uow.run(SQL.tenant, [tenantId, SINCE]);
    const top = await organization(uow, { kind: "headquarters", name: "Top" });
    const headquarters = await house(uow, top, { posts, role: "headquarters_officer" });
    const south = await house(uow, await organization(uow, { kind: "subsidiary", name: "South", above: top }), {
      posts,
    });
    const north = await house(uow, await organization(uow, { kind: "subsidiary", name: "North", above: top }), {
      posts,
    });
    const firm = await organization(uow, { kind: "partner", name: "Counsel", above: top });
    const { organizationId, projectId } = south;
    const partner = { tenantId, staffId: await person(uow, firm) };
    const counsel = { tenantId, organizationId: firm, staffId: await person(uow, firm) };
    for (const post of posts) await uow.run(SQL.post, [tenantId, newId(), firm, counsel.staffId, post, SINCE]);
    await grant(uow, { staffId: counsel.staffId, role: "partner", organizationId: firm, projectId: null });
    await grant(uow, { staffId: partner.staffId, role: "partner", organizationId, projectId });
    const reader = { tenantId, staffId: await person(uow, top) };
    await grant(uow, { staffId: reader.staffId, role: "reader", organizationId: null, projectId: null });
    await uow.run(SQL.calendar, [tenantId, JSON.stringify(OFFICE), SINCE]);
    await uow.run(SQL.adoption, [tenantId, newId(), top, SINCE, regulation]);
    return { tenantId, headquarters, south, north, partner, counsel, reader };
  });
}

interface Node {
  readonly kind: string;
  readonly name: string;
  readonly above?: OrganizationId;
}

async function organization(uow: UnitOfWork, { kind, name, above }: Node): Promise<OrganizationId> {
  const id = newId<"Organization">();
  const { tenantId } = uow.scope;
  await uow.run(SQL.organization, [tenantId, id, above ?? null, kind, SINCE, name]);
  const line = above === undefined ? [id] : [id, above];
  await uow.run(SQL.ancestry, [tenantId, id, line, line.map((_, distance) => distance)]);
  return id;
}

async function house(
  uow: UnitOfWork,
  organizationId: OrganizationId,
  { posts, role = "subsidiary_officer" }: { readonly posts: readonly string[]; readonly role?: string },
): Promise<House> {
  const { tenantId } = uow.scope;
  const projectId = newId<"Project">();
  await uow.run(SQL.project, [tenantId, projectId, organizationId, SINCE]);
  const staffId = await person(uow, organizationId);
  for (const post of posts) await uow.run(SQL.post, [tenantId, newId(), organizationId, staffId, post, SINCE]);
  const over = role === "headquarters_officer" ? null : organizationId;
  await grant(uow, { staffId, role, organizationId: over, projectId: null });
  return { tenantId, organizationId, projectId, staffId };
}

async function person(uow: UnitOfWork, organizationId: OrganizationId): Promise<StaffId> {
  const id = newId<"Staff">();
  await uow.run(SQL.staff, [uow.scope.tenantId, id, organizationId, SINCE]);
  return id;
}

interface Given {
  readonly staffId: StaffId;
  readonly role: string;
  readonly organizationId: OrganizationId | null;
  readonly projectId: ProjectId | null;
}

async function grant(uow: UnitOfWork, { staffId, role, organizationId, projectId }: Given): Promise<void> {
  await uow.run(SQL.grant, [uow.scope.tenantId, newId(), organizationId, projectId, staffId, role, SINCE]);
}

const TRACES = statement(
  "intake_spec.traces",
  `select (select count(*)::int from journal.event where tenant_id = $1) as events,
     (select coalesce(sum(version), 0)::int from journal.stream where tenant_id = $1) as streams,
     (select md5(coalesce(string_agg(c::text, '|' order by c.id), '')) from intake.complaint c where tenant_id = $1) as complaints,
     (select count(*)::int from intake.complainant where tenant_id = $1) as complainants,
     (select count(*)::int from intake.complaint_complainant where tenant_id = $1 and left_at is null) as links,
     (select count(*)::int from intake.words where tenant_id = $1) as words,
     (select count(*)::int from intake.reply where tenant_id = $1) as replies,
     (select count(*)::int from intake.contact where tenant_id = $1) as contacts,
     (select md5(coalesce(string_agg(r::text, '|' order by r.id), '')) from intake.relay r where tenant_id = $1) as relays,
     (select count(*)::int from intake.evidence where tenant_id = $1) as evidence,
     (select count(*)::int from intake.follow_up where tenant_id = $1) as follow_ups,
     (select count(*)::int from intake.accused where tenant_id = $1) as accused,
     (select count(*)::int from intake.record where tenant_id = $1) as records,
     (select coalesce(sum(last), 0)::int from intake.number_series where tenant_id = $1) as numbers,
     (select md5(coalesce(string_agg(h::text, '|' order by h.id), '')) from intake.hand_over h where tenant_id = $1) as hand_overs,
     (select count(*)::int from intake.taken_over where tenant_id = $1) as taken_over,
     (select count(*)::int from intake.handed_entry where tenant_id = $1) as handed_entries,
     (select count(*)::int from platform.idempotency where tenant_id = $1) as keys`,
);

/** What a command would leave behind: the same before and after means that nothing happened. */
export interface Traces {
  readonly events: number;
  readonly keys: number;
  readonly [trace: string]: unknown;
}

export async function traces(database: Database, tenantId: TenantId): Promise<Traces> {
  const found = await database.read(tenantScope(tenantId), (uow) => uow.one<Traces>(TRACES, [tenantId]));
  if (found === undefined) throw new Error("no traces");
  return found;
}
