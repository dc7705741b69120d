import { FORWARDED, type Forwarded } from "../graph/forwarded.js";
import { presentable, type Door, type ExecuteOperation, type Logger } from "@hearken/service-kit";
import { statement } from "@hearken/postgres";
import {
  createSourceEventStream,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { FEED, SUBSCRIBER, type ChangeFeed, type Subscriber } from "../change/change-feed.job.js";
import type { Change } from "../change/change.js";
import { CLOSE } from "./close-code.js";
import type { Session } from "./session.js";

const VISIBLE = statement(
  "gateway.visible_stream",
  "select 1 as visible from journal.stream where tenant_id = $1 and id = $2",
);

/** What deliveries need; the same for all sockets. */
export interface DeliveryPlatform {
  readonly schema: GraphQLSchema;
  readonly execute: ExecuteOperation;
  readonly door: Door;
  readonly feed: ChangeFeed;
  readonly log: Logger;
}

export interface Subscription {
  readonly session: Session;
  readonly requestId: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The results of one subscription, each resolved when it is delivered, under the scope that its subscriber has then. */
export async function deliver(
  platform: DeliveryPlatform,
  subscription: Subscription,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const { session, document, operationName, variables, requestId } = subscription;
  const edge = {
    requestId,
    onDefect: (error: unknown): void => platform.log.error({ err: error, requestId }, "a subscription failed"),
  };
  const context = contextFor(platform, subscription);
  const source = await createSourceEventStream({
    schema: platform.schema,
    document,
    contextValue: context,
    variableValues: variables,
    operationName,
  }).finally(() => context.end());
  if (!(Symbol.asyncIterator in source)) return { errors: presentable(source, edge) };
  const changes = source[Symbol.asyncIterator]() as AsyncIterator<Change>;
  const complaintKeys = responseKeys(subscription);
  const next = async (): Promise<IteratorResult<ExecutionResult, undefined>> => {
    for (;;) {
      const change = await changes.next();
      if (change.done === true || session.ended.signal.aborted) return { done: true, value: undefined };
      const result = await resolveChange(platform, subscription, change.value);
      if (result === undefined || hidesComplaint(result, complaintKeys)) continue;
      return {
        done: false,
        value: result.errors === undefined ? result : { ...result, errors: presentable(result, edge) },
      };
    }
  };
  const results: AsyncIterableIterator<ExecutionResult> = {
    next,
    return: async () => {
      await changes.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}

function contextFor(
  { door, feed }: DeliveryPlatform,
  { session, requestId }: Subscription,
): ReturnType<Door["contextOf"]> {
  const subscriber: Subscriber = {
    signal: session.ended.signal,
    onSlow: () => session.close(CLOSE.slowReader, "You read too slowly: subscribe again with your last cursor."),
  };
  const forwarded: Forwarded = { authorization: session.authorization, language: session.language, requestId };
  return door.contextOf(session.guest, {
    language: session.language,
    requestId,
    services: new Map<string, unknown>([
      [FEED, feed],
      [SUBSCRIBER, subscriber],
      [FORWARDED, forwarded],
    ]),
  });
}

/** `undefined`: the subscriber may not see it (any more). */
async function resolveChange(
  platform: DeliveryPlatform,
  subscription: Subscription,
  change: Change,
): Promise<ExecutionResult | undefined> {
  const { session, document, operationName, variables } = subscription;
  const context = contextFor(platform, subscription);
  try {
    const uow = await context.uow();
    if (!session.isStill(context.principal)) {
      session.close(CLOSE.accessEnded, "Your access has changed.");
      return undefined;
    }
    const seen = await uow.one(VISIBLE, [uow.scope.tenantId, change.complaint.id]);
    if (seen === undefined) return undefined;
    return await platform.execute({ document, operationName, variables, context, rootValue: change });
  } finally {
    await context.end();
  }
}

/** The names under which the answer shows the change's complaint. */
function responseKeys({ document, operation }: Subscription): ReadonlySet<string> {
  const keys = new Set<string>();
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [],
    ),
  );
  const walk = (set: SelectionSetNode | undefined, isRoot: boolean): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) walk(fragments.get(selection.name.value), isRoot);
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, isRoot);
      else if (isRoot) walk(selection.selectionSet, false);
      else if (selection.name.value === "complaint") keys.add(selection.alias?.value ?? "complaint");
    }
  };
  walk(operation.selectionSet, true);
  return keys;
}

function hidesComplaint({ data }: ExecutionResult, keys: ReadonlySet<string>): boolean {
  const [change] = Object.values(data ?? {});
  if (typeof change !== "object" || change === null) return false;
  return [...keys].some((key) => (change as Record<string, unknown>)[key] === null);
}
