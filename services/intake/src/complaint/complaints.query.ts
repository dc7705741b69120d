import { cursorCodec, pageOf, type Page } from "@hearken/graphql-kit";
import type { Instant, OrganizationId, ProjectId, Reach } from "@hearken/kernel";
import { statement, type Reader, type Statement, type UnitOfWork } from "@hearken/postgres";
import type { Complaint, Status } from "./complaint.js";
import { COMPLAINT_COLUMNS, LISTED_COLUMNS } from "./complaint.query.js";
import type { ListedComplaint } from "./listed-complaint.js";

export interface ComplaintFilter {
  readonly organizationId?: OrganizationId | undefined;
  readonly projectId?: ProjectId | undefined;
  readonly status?: Status | undefined;
  readonly category?: string | undefined;
  /** From this instant on. */
  readonly receivedFrom?: Instant | undefined;
  /** Up to and without this instant. */
  readonly receivedTo?: Instant | undefined;
  /** Of people who are found by a number of theirs. */
  readonly of?: FoundBy | undefined;
}

/** A blind index, and of which number it is. */
export interface FoundBy {
  readonly number: "phone" | "identity";
  readonly index: Uint8Array;
}

/** A page of complaints, latest first; `counted` is what a count of the whole list needs. */
export interface ComplaintPage extends Page<ListedComplaint | Complaint> {
  readonly counted: ComplaintFilter;
}

const cursor = cursorCodec("complaints", ["instant", "id"]);

/** The list ends here: the latest instant and the greatest id that there can be. */
const AFTER_ALL = "infinity";
const BEFORE_ALL = "-infinity";
const GREATEST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const SMALLEST_ID = "00000000-0000-0000-0000-000000000000";

/** $2, $3 after which place; $4 the earliest; $5 status; $6 category; $7 how many. Each walks one index and stops. */
const WANTED = `(c.received_at, c.id) < ($2::timestamptz, $3::uuid) and c.received_at >= $4::timestamptz
  and ($5::text is null or c.status = $5) and ($6::text is null or c.category = $6)`;
const LATEST_FIRST = "order by c.received_at desc, c.id desc limit $7";

type Shapes = Readonly<Record<Reach["kind"] | FoundBy["number"], Statement>>;

/** $8 the blind index, $9 organizations, $10 projects. People are few behind a number: found first, then put in order. */
const ofPeople = (number: FoundBy["number"], columns: string): string => `with found as materialized (
    select distinct l.complaint_id as id from intake.complainant p
    join intake.complaint_complainant l on l.tenant_id = p.tenant_id and l.complainant_id = p.id
    where p.tenant_id = $1 and p.${number}_index = $8 and l.left_at is null
      and ($9::uuid[] is null or p.organization_id = any ($9)) and ($10::uuid[] is null or p.project_id = any ($10))
  )
  select c.* from found cross join lateral (
    select ${columns}, c.received_at, c.id as place from intake.complaint c
    where c.tenant_id = $1 and c.id = found.id and ${WANTED}
      and ($9::uuid[] is null or c.organization_id = any ($9)) and ($10::uuid[] is null or c.project_id = any ($10))
    limit 1
  ) c order by c.received_at desc, c.place desc limit $7`;

/** The shapes of the list, each along its own index; `asked` makes the statement out of the walk. */
function shapes(name: string, columns: string, asked = (walk: string) => walk): Shapes {
  return {
    tenant: statement(
      `intake.${name}_of_tenant`,
      asked(`select ${columns} from intake.complaint c where c.tenant_id = $1 and ${WANTED} ${LATEST_FIRST}`),
    ),
    organizations: statement(
      `intake.${name}_of_organizations`,
      asked(`select c.* from unnest($8::uuid[]) as o(id) cross join lateral (
         select ${columns}, c.received_at, c.id as place from intake.complaint c
         where c.tenant_id = $1 and c.organization_id = o.id and ${WANTED} ${LATEST_FIRST}
       ) c order by c.received_at desc, c.place desc limit $7`),
    ),
    projects: statement(
      `intake.${name}_of_projects`,
      asked(`select c.* from unnest($8::uuid[]) as p(id) cross join lateral (
         select ${columns}, c.received_at, c.id as place from intake.complaint c
         where c.tenant_id = $1 and c.project_id = p.id and ${WANTED}
           and ($9::uuid[] is null or c.organization_id = any ($9)) ${LATEST_FIRST}
       ) c order by c.received_at desc, c.place desc limit $7`),
    ),
    phone: statement(`intake.${name}_of_phone`, asked(ofPeople("phone", columns))),
    identity: statement(`intake.${name}_of_identity`, asked(ofPeople("identity", columns))),
  };
}

const page = shapes("page_of_complaints", LISTED_COLUMNS);
const wholePage = shapes("page_of_whole_complaints", COMPLAINT_COLUMNS);
const counted = shapes(
  "count_of_complaints",
  "c.status",
  (all) => `select count(*)::int4 as count from (${all}) counted`,
);

export interface PageAsked {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly filter: ComplaintFilter;
  /** Whether whole rows are needed. */
  readonly isWhole: boolean;
}

/** Complaints within the unit's reach, latest first: one statement. Throws `BAD_USER_INPUT` for a foreign cursor. */
export async function complaints(uow: Reader, asked: PageAsked): Promise<ComplaintPage> {
  const { first, after, filter, isWhole } = asked;
  const place = after === undefined || after === null ? undefined : cursor.decode(after);
  const along = isWhole ? wholePage : page;
  const rows = await walk<ListedComplaint>(uow, along, { filter, place, limit: first + 1 });
  const cursorOf = ({ receivedAt, id }: ListedComplaint): string => cursor.encode([receivedAt, id]);
  return { ...pageOf(rows, { first, after, cursorOf }), counted: filter };
}

/** How far counting goes: one more says "more than this". */
const MOST = 10_000;

/** How many there are, 10,001 for any number above 10,000. */
export async function countOfComplaints(uow: UnitOfWork, filter: ComplaintFilter): Promise<number> {
  const [row] = await walk<{ count: number }>(uow, counted, { filter, place: undefined, limit: MOST + 1 });
  return row?.count ?? 0;
}

interface Walk {
  readonly filter: ComplaintFilter;
  readonly place: readonly [Instant, string] | undefined;
  readonly limit: number;
}

async function walk<R>(uow: Reader, along: Shapes, { filter, place, limit }: Walk): Promise<R[]> {
  const { organizationIds, projectIds } = narrowed(uow.scope.reach, filter);
  const values = [
    uow.scope.tenantId,
    ...latest(place, filter.receivedTo),
    filter.receivedFrom === undefined ? BEFORE_ALL : new Date(filter.receivedFrom),
    filter.status ?? null,
    filter.category ?? null,
    limit,
  ];
  if (filter.of !== undefined) {
    const within = [organizationIds ?? null, projectIds ?? null];
    return uow.rows<R>(along[filter.of.number], [...values, filter.of.index, ...within]);
  }
  if (projectIds !== undefined) {
    return projectIds.length === 0 ? [] : uow.rows<R>(along.projects, [...values, projectIds, organizationIds ?? null]);
  }
  if (organizationIds === undefined) return uow.rows<R>(along.tenant, values);
  return organizationIds.length === 0 ? [] : uow.rows<R>(along.organizations, [...values, organizationIds]);
}

function latest(place: Walk["place"], receivedTo: Instant | undefined): [Date | string, string] {
  if (receivedTo !== undefined && (place === undefined || receivedTo <= place[0])) {
    return [new Date(receivedTo), SMALLEST_ID];
  }
  return place === undefined ? [AFTER_ALL, GREATEST_ID] : [new Date(place[0]), place[1]];
}

interface Narrowed {
  readonly organizationIds: readonly OrganizationId[] | undefined;
  readonly projectIds: readonly ProjectId[] | undefined;
}

/** What is both within reach and asked for; `undefined` does not bound. */
function narrowed(reach: Reach, { organizationId, projectId }: ComplaintFilter): Narrowed {
  const organizations = reach.kind === "organizations" ? reach.organizationIds : undefined;
  const projects = reach.kind === "projects" ? reach.projectIds : undefined;
  return { organizationIds: both(organizations, organizationId), projectIds: both(projects, projectId) };
}

function both<T>(reached: readonly T[] | undefined, asked: T | undefined): readonly T[] | undefined {
  if (asked === undefined) return reached;
  return reached === undefined || reached.includes(asked) ? [asked] : [];
}
