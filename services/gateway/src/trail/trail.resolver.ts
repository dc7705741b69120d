import { contractOf, type EventType } from "@hearken/contracts";
import {
  badInput,
  checkFirst,
  fault,
  idArgument,
  PageArguments,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { can } from "@hearken/service-kit";
import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { AuditLineConnection, AuditTrailFilterInput } from "./trail.graphql.js";
import { trail, type TrailAsked } from "./trail.query.js";
import type { ShownLine } from "./trail.js";

const MOST_TYPES = 50;

@Resolver()
export class TrailResolver {
  @Query(() => AuditLineConnection, {
    description: "Who did what within reach, the latest first (审计轨迹), for whoever may read the journal.",
  })
  async auditTrail(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg("filter", () => AuditTrailFilterInput, { nullable: true, description: "Which events to show." })
    filter: AuditTrailFilterInput | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<ShownLine>> {
    const asked = { first: checkFirst(first), after, filter: filterOf(filter ?? {}) };
    // Opening the unit of work reads the principal again when their access has changed.
    await context.uow();
    if (!can(context.principal, "journal.read")) throw fault("FORBIDDEN", "You may not read the trail.");
    return trail(context, asked);
  }
}

/** Throws `BAD_USER_INPUT` for types that no event has, `NOT_FOUND` for malformed ids. */
function filterOf({
  organizationId,
  complaintId,
  actorId,
  types,
  from,
  to,
}: AuditTrailFilterInput): TrailAsked["filter"] {
  return {
    organizationId: organizationId == null ? undefined : idArgument(organizationId),
    streamId: complaintId == null ? undefined : idArgument(complaintId),
    actorId: actorId == null ? undefined : idArgument(actorId),
    types: types == null ? undefined : knownTypes(types),
    from: from ?? undefined,
    to: to ?? undefined,
  };
}

function knownTypes(types: readonly string[]): readonly EventType[] {
  const path = ["filter", "types"];
  if (types.length === 0 || types.length > MOST_TYPES)
    throw badInput(`Name 1–${MOST_TYPES} types, or none at all.`, path);
  const unknown = types.find((type) => contractOf(type) === undefined);
  if (unknown !== undefined) throw badInput(`There is no such type: ${unknown.slice(0, 80)}`, path);
  return types as readonly EventType[];
}
