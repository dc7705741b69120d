import type { RequestContext } from "@hearken/graphql-kit";
import { Args, Resolver, Root, Subscription } from "type-graphql";
import type { Change, ObligationChanged } from "./change.js";
import { ChangeArguments, ComplaintChange, ObligationChange } from "./change.graphql.js";
import { changeFeedOf } from "./change-feed.job.js";

interface Subscribing {
  readonly args: ChangeArguments;
  readonly context: RequestContext;
}

/** The live half of the graph. Each change is resolved on through the graph when it is delivered. */
@Resolver()
export class ChangeResolver {
  @Subscription(() => ComplaintChange, {
    description: "What happens to complaints within the caller's reach, live and without loss.",
    subscribe: ({ args, context }: Subscribing) => changeFeedOf(context).complaintChanges(args, context),
  })
  complaintChanges(@Root() change: Change, @Args(() => ChangeArguments) _asked: ChangeArguments): Change {
    return change;
  }

  @Subscription(() => ObligationChange, {
    description: "What happens to obligations within the caller's reach, live and without loss.",
    subscribe: ({ args, context }: Subscribing) => changeFeedOf(context).obligationChanges(args, context),
  })
  obligationChanges(
    @Root() change: ObligationChanged,
    @Args(() => ChangeArguments) _asked: ChangeArguments,
  ): ObligationChanged {
    return change;
  }
}
