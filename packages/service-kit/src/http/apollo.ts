import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { FAULT_CODES, fault, toFault, type FaultEdge, type OpenContext } from "@hearken/graphql-kit";
import { GraphQLError, type FormattedExecutionResult, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";

/** Tokens of a document; more is not even parsed. */
export const MOST_TOKENS = 2_000;

/** How every Apollo Server of the house is set: no telemetry, no pages, no stack traces, one operation a request. */
export function apolloServer(
  options: Pick<ApolloServerOptions<OpenContext>, "gateway" | "schema">,
  log: Logger,
): ApolloServer<OpenContext> {
  const settings = {
    ...options,
    plugins: plugins(log),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    introspection: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    formatError: shown,
    logger: log,
  } as unknown as ApolloServerOptions<OpenContext>;
  return new ApolloServer<OpenContext>(settings);
}

function plugins(log: Logger): ApolloServerPlugin<OpenContext>[] {
  return [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
    {
      unexpectedErrorProcessingRequest: ({ error, requestContext }) => {
        log.error({ err: error, requestId: requestContext.contextValue.requestId }, "a request failed");
        return Promise.resolve();
      },
    },
  ];
}

const known: ReadonlySet<unknown> = new Set<string>(FAULT_CODES);

/** Errors of execution were made presentable where they arose; this is for what Apollo Server says itself. */
function shown(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, stacktrace, ...rest } = formatted.extensions ?? {};
  if (known.has(code)) return { ...formatted, extensions: { code, ...rest } };
  if (code === "GRAPHQL_VALIDATION_FAILED" || code === "GRAPHQL_PARSE_FAILED") return formatted;
  return { message: "Something went wrong on our side.", extensions: { code: "INTERNAL" } };
}

/** The errors of a result as the outside may see them. */
export function presentable(
  result: FormattedExecutionResult | { readonly errors?: readonly unknown[] | undefined },
  edge: FaultEdge,
): readonly GraphQLError[] {
  return (result.errors ?? []).map((error) =>
    error instanceof Error ? toFault(error, edge) : fault("INTERNAL", "Something went wrong on our side."),
  );
}
