import type { ApolloServerOptions } from "@apollo/server";
import type { OpenContext } from "@hearken/graphql-kit";
import type { DocumentNode, ExecutionResult, GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { presentable } from "../http/apollo.js";
import type { ExecuteOperation } from "./compiled-executor.js";

interface ApolloRequest {
  readonly document: DocumentNode;
  readonly request: {
    /** As it was asked for: what Apollo Server found is null for a name that no operation has, which would run the only one. */
    readonly operationName?: string | null;
    readonly variables?: Readonly<Record<string, unknown>>;
  };
  readonly context: OpenContext;
}

export interface GraphOptions {
  readonly schema: GraphQLSchema;
  readonly execute: ExecuteOperation;
  readonly log: Logger;
  /** What the answer tells beside its data. */
  readonly extensions?: (request: {
    document: DocumentNode;
    operationName: string | null;
    variables: Readonly<Record<string, unknown>>;
  }) => Readonly<Record<string, unknown>>;
}

/** Our own executor where Apollo Server expects a gateway; errors leave it presentable. */
export function graphOf({
  schema,
  execute,
  log,
  extensions,
}: GraphOptions): NonNullable<ApolloServerOptions<OpenContext>["gateway"]> {
  const executor = async (asked: ApolloRequest): Promise<ExecutionResult> => {
    const { document, context } = asked;
    const { operationName = null, variables = {} } = asked.request;
    const result = await execute({ document, operationName, variables, context });
    const told = extensions?.({ document, operationName, variables });
    const answer = told === undefined ? result : { ...result, extensions: { ...result.extensions, ...told } };
    if (answer.errors === undefined) return answer;
    const { requestId } = context;
    return {
      ...answer,
      errors: presentable(answer, {
        requestId,
        onDefect: (error) => log.error({ err: error, requestId }, "a resolver failed"),
      }),
    };
  };
  return {
    load: () => Promise.resolve({ executor }),
    onSchemaLoadOrUpdate: (tell: (loaded: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) => {
      tell({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  } as unknown as NonNullable<ApolloServerOptions<OpenContext>["gateway"]>;
}
