import { hash } from "node:crypto";
import type { RequestContext } from "@hearken/graphql-kit";
import {
  formatInstant,
  MINUTE,
  newId,
  parseId,
  tenantScope,
  type Instant,
  type Reach,
  type Refusal,
  type RefusalCode,
} from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import type { Logger } from "pino";

/** Where a context carries the log that is told of an attempt which could not be noted. */
export const LOG = "service_kit.log";

/** What was tried in vain. */
export interface Attempt {
  /** The mutation's name. */
  readonly operation: string;
  /** Its whole input: of it nothing but the complaint's id is kept. */
  readonly input: unknown;
}

/** The reasons that say something of whoever tried: others are slips of the pen, or a race that somebody else won. */
const TELLING: readonly RefusalCode[] = ["FORBIDDEN", "ILLEGAL_TRANSITION", "REGULATION"];
/** Refusals of one actor in one minute that are kept one by one; the rest of the minute is only counted. */
export const KEPT_A_MINUTE = 30;

const NOTE = statement(
  "service_kit.note_refused_attempt",
  `with seen as (
     select count(*) as attempts from (select 1 from platform.refused_attempt r
       where r.tenant_id = $1 and r.actor_id = $3 and r.at >= date_trunc('minute', $5::timestamptz) limit ${KEPT_A_MINUTE}) one
   ), about as (
     select s.id, s.organization_id from journal.stream s
     where s.tenant_id = $1 and s.id = $10 and s.kind = 'complaint'
       and ($11::uuid[] is null or s.organization_id = any ($11)) and ($12::uuid[] is null or s.project_id = any ($12))
   )
   insert into platform.refused_attempt as noted
     (tenant_id, id, organization_id, actor_id, actor, at, operation, code, clause, complaint_id)
   select $1, case when w.whole then $2::uuid else $13::uuid end,
     case when w.whole then coalesce(about.organization_id, $6::uuid) else $6::uuid end, $3, $4::jsonb, $5::timestamptz,
     case when w.whole then $7 end, case when w.whole then $8 end, case when w.whole then $9 end, case when w.whole then about.id end
   from (select attempts < ${KEPT_A_MINUTE} as whole from seen) w left join about on true
   on conflict (tenant_id, id) do update set times = noted.times + 1`,
);

/**
 * Notes that somebody was refused, once the unit that refused has been rolled back, in a unit of its own. It never fails:
 * what cannot be noted is logged, and the refusal stays what it is.
 * Source: design FAULTS 46; ADR 22.
 */
export async function noteRefused(context: RequestContext, attempt: Attempt, refusal: Refusal): Promise<void> {
  if (!TELLING.includes(refusal.code)) return;
  const { scope, actor } = context.principal;
  try {
    // In the scope of the whole tenant: whoever reaches only a project could not write of their own firm.
    await context.database.write(tenantScope(scope.tenantId), (uow) =>
      uow.run(NOTE, [
        ...[scope.tenantId, newId(), actor.id, JSON.stringify(actor), formatInstant(uow.now), actor.organizationId],
        ...[attempt.operation, refusal.code, refusal.clause ?? null],
        ...[complaintIdOf(attempt.input), ...boundsOf(scope.reach)],
        restOfMinute(actor.id, uow.now),
      ]),
    );
  } catch (err) {
    const log = context.services.get(LOG) as Logger | undefined;
    log?.warn({ err, requestId: context.requestId, code: refusal.code }, "a refused attempt could not be noted");
  }
}

function complaintIdOf(input: unknown): string | null {
  const named = typeof input === "object" && input !== null && "complaintId" in input ? input.complaintId : undefined;
  return typeof named === "string" ? (parseId<"Complaint">(named) ?? null) : null;
}

function boundsOf(reach: Reach): readonly [readonly string[] | null, readonly string[] | null] {
  return [
    reach.kind === "organizations" ? reach.organizationIds : null,
    reach.kind === "projects" ? reach.projectIds : null,
  ];
}

/** The id of the row that counts what is not kept of an actor's minute: a uuid of version 8 (RFC 9562). */
function restOfMinute(actorId: string, now: Instant): string {
  const hex = hash("sha256", `${actorId} ${Math.floor(now / MINUTE)}`, "hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
