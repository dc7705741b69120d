import { checkFirst, fault, idArgument, PageArguments, type Page, type RequestContext } from "@hearken/graphql-kit";
import { can } from "@hearken/service-kit";
import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { RefusedAttemptConnection, RefusedAttemptFilterInput } from "./refused-attempt.graphql.js";
import { refusedAttempts, type AttemptFilter, type ShownAttempt } from "./refused-attempts.query.js";

@Resolver()
export class RefusedAttemptResolver {
  @Query(() => RefusedAttemptConnection, {
    description: "What was tried in vain within reach, the latest first, for whoever may read the journal.",
  })
  async refusedAttempts(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg("filter", () => RefusedAttemptFilterInput, { nullable: true, description: "Which attempts to show." })
    filter: RefusedAttemptFilterInput | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<ShownAttempt>> {
    const asked = { first: checkFirst(first), after, filter: filterOf(filter ?? {}) };
    await context.uow();
    if (!can(context.principal, "journal.read")) throw fault("FORBIDDEN", "You may not read the trail.");
    return refusedAttempts(context, asked);
  }
}

/** Throws `NOT_FOUND` for malformed ids. */
function filterOf({ organizationId, complaintId, actorId, from, to }: RefusedAttemptFilterInput): AttemptFilter {
  return {
    organizationId: organizationId == null ? null : idArgument(organizationId),
    complaintId: complaintId == null ? null : idArgument(complaintId),
    actorId: actorId == null ? null : idArgument(actorId),
    from: from ?? null,
    to: to ?? null,
  };
}
