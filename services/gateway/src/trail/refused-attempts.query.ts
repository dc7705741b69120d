import { clauseIn, cursorCodec, pageOf, type ClauseType, type Page, type RequestContext } from "@hearken/graphql-kit";
import type { Actor, Instant, OrganizationId } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { shownActor, type ShownActor, type Stub } from "./trail.js";

export interface AttemptFilter {
  readonly organizationId: OrganizationId | null;
  readonly complaintId: string | null;
  readonly actorId: string | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface ShownAttempt {
  readonly id: string;
  readonly at: Instant;
  readonly actor: ShownActor;
  readonly operation: string | null;
  readonly code: string | null;
  readonly clause: ClauseType | null;
  readonly complaint: Stub | null;
  readonly organization: Stub | null;
  readonly times: number;
}

interface AttemptRow {
  readonly id: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly operation: string | null;
  readonly code: string | null;
  readonly clause: string | null;
  readonly complaint_id: string | null;
  readonly organization_id: string | null;
  readonly times: number;
}

const COLUMNS = `r.id, r.at, r.actor, r.operation, r.code, r.clause, r.complaint_id, r.organization_id, r.times`;
/** $2, $3 before which place; $4 from when on; $5 on which complaint; $6 whose; $7 how many. Each walks one index backwards. */
const WANTED = `(r.at, r.id) < ($2::timestamptz, $3::uuid) and r.at >= $4::timestamptz
  and ($5::uuid is null or r.complaint_id = $5) and ($6::text is null or r.actor_id = $6)`;
const LATEST_FIRST = "order by r.at desc, r.id desc limit $7";

const OF_TENANT = statement(
  "gateway.refused_attempts_of_tenant",
  `select ${COLUMNS} from platform.refused_attempt r where r.tenant_id = $1 and ${WANTED} ${LATEST_FIRST}`,
);
const OF_ORGANIZATIONS = statement(
  "gateway.refused_attempts_of_organizations",
  `select r.* from unnest($8::uuid[]) as o(id) cross join lateral (
     select ${COLUMNS} from platform.refused_attempt r
     where r.tenant_id = $1 and r.organization_id = o.id and ${WANTED} ${LATEST_FIRST}
   ) r ${LATEST_FIRST}`,
);

const cursors = cursorCodec("refusedAttempts", ["instant", "id"]);
const GREATEST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const SMALLEST_ID = "00000000-0000-0000-0000-000000000000";

export interface AttemptsAsked {
  readonly first: number;
  readonly after: string | null | undefined;
  readonly filter: AttemptFilter;
}

/** One page of the refused attempts within the caller's reach, latest first: one statement. Throws `BAD_USER_INPUT` for a foreign cursor. */
export async function refusedAttempts(
  context: RequestContext,
  { first, after, filter }: AttemptsAsked,
): Promise<Page<ShownAttempt>> {
  const uow = await context.uow();
  const place = after == null ? undefined : cursors.decode(after);
  const values = [
    ...[uow.scope.tenantId, ...before(place, filter.to)],
    ...[filter.from === null ? "-infinity" : new Date(filter.from), filter.complaintId, filter.actorId, first + 1],
  ];
  const bounds = boundsOf(context, filter);
  const rows =
    bounds === undefined
      ? await uow.rows<AttemptRow>(OF_TENANT, values)
      : await uow.rows<AttemptRow>(OF_ORGANIZATIONS, [...values, bounds]);
  const shown = rows.map((row) => shownAttempt(row, context));
  return pageOf(shown, { first, after, cursorOf: ({ at, id }) => cursors.encode([at, id]) });
}

/** The place before which the page begins: the cursor's, or the end of the span when that lies before it. */
function before(place: readonly [Instant, string] | undefined, to: Instant | null): readonly [Date | string, string] {
  if (to !== null && (place === undefined || to <= place[0])) return [new Date(to), SMALLEST_ID];
  return place === undefined ? ["infinity", GREATEST_ID] : [new Date(place[0]), place[1]];
}

/** The organizations that are both within reach and asked for; `undefined` does not bound. A reach of projects has none. */
function boundsOf({ principal }: RequestContext, { organizationId }: AttemptFilter): readonly string[] | undefined {
  const { reach } = principal.scope;
  if (reach.kind === "tenant") return organizationId === null ? undefined : [organizationId];
  const reached = reach.kind === "organizations" ? reach.organizationIds : [];
  return organizationId === null ? reached : reached.filter((id) => id === organizationId);
}

function shownAttempt(row: AttemptRow, context: RequestContext): ShownAttempt {
  const { id, at, operation, code, times } = row;
  return {
    ...{ id, at, operation, code, times },
    actor: shownActor(row.actor),
    clause: row.clause === null ? null : clauseIn(row.clause, context),
    complaint: row.complaint_id === null ? null : { id: row.complaint_id },
    organization: row.organization_id === null ? null : { id: row.organization_id },
  };
}
