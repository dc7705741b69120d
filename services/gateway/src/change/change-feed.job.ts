import type { EventType } from "@hearken/contracts";
import { badInput, fault, idArgument, notFound, type RequestContext } from "@hearken/graphql-kit";
import { BadCursor, ResyncRequired, SlowReader, type Tail } from "@hearken/journal";
import { isWithinBound, type Action } from "@hearken/service-kit";
import type { ChangeArguments } from "./change.graphql.js";
import { changeOf, COMPLAINT_CHANGES, isWanted, OBLIGATION_CHANGES, type Change, type ChangeFilter } from "./change.js";

/** The changes that subscriptions are made of. */
export interface ChangeFeed {
  complaintChanges(asked: ChangeArguments, context: RequestContext): AsyncIterableIterator<Change, undefined>;
  obligationChanges(asked: ChangeArguments, context: RequestContext): AsyncIterableIterator<Change, undefined>;
}

/** What a subscription brings along beside its request: how it ends. */
export interface Subscriber {
  readonly signal: AbortSignal;
  /** Called at once when the reader fell too far behind, even while it does not read. */
  readonly onSlow: () => void;
}

interface Feed {
  readonly types: readonly EventType[];
  /** What a program, or its token, must be bound to where it is bound at all. */
  readonly action: Action;
}

export const FEED = "gateway.changes";
export const SUBSCRIBER = "gateway.subscriber";

const MOST_TYPES = 50;
/** More than the journal hands out at once, so that a burst alone makes nobody slow. */
const LONGEST_QUEUE = 1_000;

export function changeFeedOf(context: RequestContext): ChangeFeed {
  const feed = context.services.get(FEED) as ChangeFeed | undefined;
  if (feed === undefined) throw notFound();
  return feed;
}

export function openChangeFeed(tail: Tail): ChangeFeed {
  const open = (
    asked: ChangeArguments,
    context: RequestContext,
    { types, action }: Feed,
  ): AsyncIterableIterator<Change, undefined> => {
    if (!isWithinBound(context.principal, action)) throw fault("FORBIDDEN", `The token is not bound to ${action}.`);
    const filter = filterOf(asked, types);
    const { tenantId } = context.principal.scope;
    const subscriber = context.services.get(SUBSCRIBER) as Subscriber | undefined;
    const events = tail.subscribe({
      tenantId,
      types: filter.types,
      after: asked.after ?? undefined,
      maxQueue: LONGEST_QUEUE,
      signal: subscriber?.signal,
      onEnd: (reason) => {
        if (reason instanceof SlowReader) subscriber?.onSlow();
      },
    });
    const next = async (): Promise<IteratorResult<Change, undefined>> => {
      try {
        for (;;) {
          const event = await events.next();
          if (event.done === true) return { done: true, value: undefined };
          if (isWanted(event.value, filter, context.principal.scope.reach))
            return { done: false, value: changeOf(event.value) };
        }
      } catch (error) {
        throw asFault(error);
      }
    };
    return {
      next,
      return: async () => {
        await events.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  };
  return {
    complaintChanges: (asked, context) => open(asked, context, { types: COMPLAINT_CHANGES, action: "complaint.read" }),
    obligationChanges: (asked, context) =>
      open(asked, context, { types: OBLIGATION_CHANGES, action: "obligation.read" }),
  };
}

/** Throws `BAD_USER_INPUT` for types that no such change has, `NOT_FOUND` for malformed ids. */
export function filterOf({ filter }: ChangeArguments, all: readonly EventType[]): ChangeFilter {
  const wanted = filter?.types ?? undefined;
  if (wanted !== undefined && (wanted.length === 0 || wanted.length > MOST_TYPES)) {
    throw badInput(`Name 1–${MOST_TYPES} types, or none at all.`, ["filter", "types"]);
  }
  const types = wanted === undefined ? all : all.filter((type) => wanted.includes(type));
  const unknown = wanted?.find((type) => !(all as readonly string[]).includes(type));
  if (unknown !== undefined) throw badInput(`There is no such type: ${unknown.slice(0, 80)}`, ["filter", "types"]);
  return {
    types,
    organizationId: filter?.organizationId == null ? undefined : idArgument(filter.organizationId),
    projectId: filter?.projectId == null ? undefined : idArgument(filter.projectId),
    complaintId: filter?.complaintId == null ? undefined : idArgument(filter.complaintId),
  };
}

function asFault(error: unknown): unknown {
  if (error instanceof SlowReader)
    return fault("UNAVAILABLE", "You read too slowly: subscribe again after your last cursor.");
  if (error instanceof BadCursor) return badInput("This cursor was not given out by this subscription.", ["after"]);
  if (error instanceof ResyncRequired) {
    return fault("RESYNC_REQUIRED", "Too much was missed: load the present state, then subscribe anew.", {
      extensions: { reason: error.reason },
    });
  }
  return error;
}
