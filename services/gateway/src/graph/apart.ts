import { resolveExternalValue, type StitchingInfo } from "@graphql-tools/delegate";
import { getStitchedSchemaFromSupergraphSdl } from "@graphql-tools/federation";
import type { ExecutionRequest, Executor } from "@graphql-tools/utils";
import { FAULT_CODES, mergeTogether, unauthenticated, unavailable, type RequestContext } from "@hearken/graphql-kit";
import { presentable, type Logger } from "@hearken/service-kit";
import { execute, GraphQLError, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import { formatInstant } from "@hearken/kernel";
import type { Change } from "../change/change.js";
import { FORWARDED, type Forwarded } from "./forwarded.js";
import { withoutMissingEntities } from "./missing-entity.js";
import { gatewaySubgraph } from "./gateway.subgraph.js";
import { composeSupergraph, type PlacedSubgraph } from "./supergraph.js";
import type { Graph } from "./together.js";

/** A service in another process. */
export type RemoteSubgraph = PlacedSubgraph;

/** Milliseconds that a service has for its part of an operation. */
const ANSWER_WITHIN = 15_000;
/** Nobody is asked there: the gateway's own fields are answered in its own process. */
const HERE = "http://gateway.invalid/graphql";

/** Services in other processes, as one schema that asks them over HTTP. Throws when they do not make one graph. */
export function graphApart(subgraphs: readonly RemoteSubgraph[], log: Logger): Graph {
  const supergraphSdl = composeSupergraph([...subgraphs, { subgraph: gatewaySubgraph, url: HERE }]);
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    batch: true,
    httpExecutorOpts: {
      method: "POST",
      timeout: ANSWER_WITHIN,
      headers: headersOf,
      // Identical requests in flight would be answered together: not even equal headers make two callers one.
      deduplicateInflightRequests: false,
    },
    onSubschemaConfig: (config) => {
      config.executor =
        config.name.toLowerCase() === gatewaySubgraph.name
          ? answeringHere(log)
          : tellingWhenAway(config.executor, { name: config.name, log });
    },
  });
  resolveChangesHere(schema);
  return {
    schema,
    execute: async ({ document, operationName, variables, context, rootValue }) =>
      withoutMissingEntities(
        await execute({ schema, document, operationName, variableValues: variables, contextValue: context, rootValue }),
      ),
  };
}

function headersOf(request?: ExecutionRequest): Record<string, string> {
  const context = request?.context as RequestContext | undefined;
  const forwarded = context?.services.get(FORWARDED) as Forwarded | undefined;
  if (forwarded === undefined) return {};
  return {
    "x-request-id": forwarded.requestId,
    "accept-language": forwarded.language,
    accept: "application/graphql-response+json",
    ...(forwarded.authorization === undefined ? {} : { authorization: forwarded.authorization }),
    ...(forwarded.idempotencyKey === undefined ? {} : { "idempotency-key": forwarded.idempotencyKey }),
  };
}

/** The gateway's own part of an operation, in this process and the caller's own context. */
function answeringHere(log: Logger): Executor {
  const schema = mergeTogether([gatewaySubgraph]);
  return (async ({ document, variables, context }: ExecutionRequest<Record<string, unknown>, RequestContext>) => {
    const answer = await execute({ schema, document, variableValues: variables ?? {}, contextValue: context });
    if (answer.errors === undefined) return answer;
    const requestId = context?.requestId ?? "";
    const onDefect = (err: unknown): void => log.error({ err, requestId }, "a request failed");
    return { ...answer, errors: presentable(answer, { requestId, onDefect }) };
  }) as Executor;
}

const known: ReadonlySet<unknown> = new Set<string>(FAULT_CODES);

interface Told {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Record<string, unknown>;
}

/** Faults that decide the status of the whole answer, as they do together: what a service sends does not say it. */
const WITH_STATUS: ReadonlyMap<unknown, () => GraphQLError> = new Map([
  ["UNAUTHENTICATED", unauthenticated],
  ["UNAVAILABLE", unavailable],
]);

/** Services answer with codes; an error without one means that no answer came at all. */
function tellingWhenAway(ask: Executor, { name, log }: { readonly name: string; readonly log: Logger }): Executor {
  const away = (error: unknown): { errors: ReturnType<typeof unavailable>[] } => {
    log.warn({ err: error, subgraph: name }, "a service did not answer");
    return { errors: [unavailable()] };
  };
  return (async (request: ExecutionRequest) => {
    try {
      const answer = (await ask(request)) as { readonly errors?: readonly Told[] };
      const strange = answer.errors?.find((error) => !known.has(error.extensions?.["code"]));
      if (strange !== undefined) return away(strange);
      return answer.errors === undefined ? answer : { ...answer, errors: answer.errors.map(withStatus) };
    } catch (error) {
      return away(error);
    }
  }) as Executor;
}

function withStatus(error: Told): Told {
  const made = WITH_STATUS.get(error.extensions?.["code"])?.();
  if (made === undefined) return error;
  return new GraphQLError(made.message, { path: error.path ?? null, extensions: made.extensions });
}

/** Subscriptions start and their own fields are answered in this process; the entities under them come from their services. */
function resolveChangesHere(schema: GraphQLSchema): void {
  const own = mergeTogether([gatewaySubgraph]).getSubscriptionType()?.getFields() ?? {};
  for (const [name, field] of Object.entries(schema.getSubscriptionType()?.getFields() ?? {})) {
    const here = own[name];
    if (here === undefined) continue;
    if (here.subscribe !== undefined) field.subscribe = here.subscribe;
    field.resolve = (change: unknown) => change;
  }
  for (const type of ["ComplaintChange", "ObligationChange"]) {
    const fields = (schema.getType(type) as GraphQLObjectType).getFields();
    if (fields["occurredAt"] !== undefined)
      fields["occurredAt"].resolve = (change: Change) => formatInstant(change.occurredAt);
    for (const name of ["complaint", "obligation"])
      if (fields[name] !== undefined) fields[name].resolve = entityOf(schema, name);
  }
}

type Parent = Readonly<Record<string, { readonly id: string; readonly __typename: string } | null | undefined>>;

/**
 * Takes an entity that the gateway names by its id for what the gateway's own part of the graph answered: the rest is
 * then fetched from whoever owns the fields that are asked for.
 */
function entityOf(schema: GraphQLSchema, name: string): GraphQLFieldResolver<Parent, unknown> {
  const { subschemaMap } = schema.extensions["stitchingInfo"] as StitchingInfo;
  const own = [...subschemaMap.values()].find(
    (one) => "name" in one && one.name.toLowerCase() === gatewaySubgraph.name,
  );
  if (own === undefined) throw new Error("the gateway's own part of the graph is not in it");
  return (parent, _args, context, info) => {
    const stub = parent[name];
    if (stub === undefined || stub === null) return null;
    return resolveExternalValue({ ...stub }, [], own, context as RequestContext, info) as unknown;
  };
}
