import type { EventType } from "@hearken/contracts";
import {
  SYSTEM,
  type Actor,
  type Instant,
  type OrganizationId,
  type Reach,
  type StreamId,
  type TenantId,
} from "@hearken/kernel";
import { statement, type Reader, type Statement } from "@hearken/postgres";
import { cursorOf, END, parseCursor } from "./position.js";
import { EVENT_COLUMNS, positionOf, type EventRow } from "./recorded-event.js";

/** One event as the trail shows it; its payload is as it was written, also where no contract of this program reads it. */
export interface TrailLine {
  readonly streamId: StreamId;
  readonly organizationId: OrganizationId;
  readonly type: string;
  readonly contractVersion: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly cursor: string;
  /** The seal over it; `null` while there is none. */
  readonly seal: { readonly number: number; readonly sealedAt: Instant } | null;
}

/** Which events; what is absent does not restrict. */
export interface TrailFilter {
  readonly organizationId?: OrganizationId | undefined;
  readonly streamId?: StreamId | undefined;
  readonly actorId?: string | undefined;
  readonly types?: readonly EventType[] | undefined;
  /** Recorded from this instant on. */
  readonly from?: Instant | undefined;
  /** Recorded up to and without this instant. */
  readonly to?: Instant | undefined;
}

export interface TrailPage {
  /** How many at most. Ask for one more than shown to know whether there is a next page. */
  readonly limit: number;
  /** The cursor of the line after which, going back in time, the page begins; the latest when absent. */
  readonly after?: string | undefined;
  readonly filter: TrailFilter;
}

/** $2–$4 before which place; $5 types; $6, $7 recorded when; $8 by whom; $9 how many. Each walks one index backwards. */
const WANTED = `(e.xid, e.version, e.id) < ($2::xid8, $3::int8, $4::uuid) and ($5::text[] is null or e.type = any ($5))
  and e.recorded_at >= $6::timestamptz and e.recorded_at < $7::timestamptz and ($8::text is null or e.actor_id = $8)`;
const LATEST_FIRST = "order by e.xid desc, e.version desc, e.id desc limit $9";
const LINE = `${EVENT_COLUMNS}, e.xid as at_xid, e.version as at_version`;
const BACKWARDS = "e.at_xid desc, e.at_version desc, e.id desc";
const WITHIN = "($10::uuid[] is null or e.organization_id = any ($10))";

/** Seals follow one another without a hole: the first that ends at an event or after it is the seal over it. */
function trail(name: string, walk: string, order = BACKWARDS): Statement {
  return statement(
    `journal.trail_of_${name}`,
    `select e.*, s.number as seal_number, s.sealed_at from (${walk}) e left join lateral (
       select s.number::int4 as number, s.sealed_at from journal.seal s
       where s.tenant_id = $1 and (s.to_xid, s.to_version, s.to_id) >= (e.at_xid, e.at_version, e.id)
       order by s.to_xid, s.to_version, s.to_id limit 1) s on true
     order by ${order}`,
  );
}

const ofTenant = trail(
  "tenant",
  `select ${LINE} from journal.event e where e.tenant_id = $1 and ${WANTED} ${LATEST_FIRST}`,
);
const ofOrganizations = trail(
  "organizations",
  `select e.* from unnest($10::uuid[]) as o(organization) cross join lateral (
     select ${LINE} from journal.event e
     where e.tenant_id = $1 and e.organization_id = o.organization and ${WANTED} ${LATEST_FIRST}
   ) e order by ${BACKWARDS} limit $9`,
);
const ofStream = trail(
  "stream",
  `select ${LINE} from journal.event e
   where e.tenant_id = $1 and e.stream_id = $11 and ${WITHIN} and ${WANTED} order by e.version desc limit $9`,
  // In a stream the order of the versions is the order of everything.
  "e.at_version desc",
);
const ofActor = trail(
  "actor",
  `select ${LINE} from journal.event e
   where e.tenant_id = $1 and e.actor_id = $10 and e.actor_id <> '${SYSTEM.id}' and ${WANTED} ${LATEST_FIRST}`,
);

type TrailRow = EventRow & { readonly seal_number: number | null; readonly sealed_at: Instant | null };

/**
 * What happened within the unit's reach, latest first, in one statement that touches nothing of organizations out of reach.
 * Everything that is committed is shown: above the last seal an event may still come to stand between others.
 * A reach of projects shows nothing: nobody who may read the trail has one. Throws `BadCursor`.
 */
export async function trailPage(reader: Reader, { limit, after, filter }: TrailPage): Promise<TrailLine[]> {
  const { tenantId, reach } = reader.scope;
  const place = after === undefined ? END : parseCursor(tenantId, after);
  const { types = null, from, to, actorId = null, streamId } = filter;
  const organizationIds = narrowed(reach, filter.organizationId);
  if (reach.kind === "projects" || organizationIds?.length === 0) return [];
  const values = [
    ...[tenantId, place.xid, place.version, place.id, types],
    ...[
      from === undefined ? "-infinity" : new Date(from),
      to === undefined ? "infinity" : new Date(to),
      actorId,
      limit,
    ],
  ];
  const read = async (along: Statement, ...more: unknown[]): Promise<TrailLine[]> =>
    (await reader.rows<TrailRow>(along, [...values, ...more])).map((row) => lineOf(tenantId, row));
  if (streamId !== undefined) return read(ofStream, organizationIds ?? null, streamId);
  if (organizationIds !== undefined) return read(ofOrganizations, organizationIds);
  // What the house itself did lies everywhere along the tenant's own order.
  return actorId === null || actorId === SYSTEM.id ? read(ofTenant) : read(ofActor, actorId);
}

/** The organizations that are both within reach and asked for; `undefined` does not bound. */
function narrowed(reach: Reach, asked: OrganizationId | undefined): readonly OrganizationId[] | undefined {
  const reached = reach.kind === "organizations" ? reach.organizationIds : undefined;
  if (asked === undefined) return reached;
  return reached === undefined || reached.includes(asked) ? [asked] : [];
}

function lineOf(tenantId: TenantId, row: TrailRow): TrailLine {
  const { seal_number: number, sealed_at: sealedAt } = row;
  return {
    streamId: row.stream_id,
    organizationId: row.organization_id,
    type: row.type,
    contractVersion: row.contract_version,
    payload: row.payload as TrailLine["payload"],
    actor: row.actor,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    cursor: cursorOf(tenantId, positionOf(row)),
    seal: number === null || sealedAt === null ? null : { number, sealedAt },
  };
}
