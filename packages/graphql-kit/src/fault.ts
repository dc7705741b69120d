import { DatabaseUnavailable } from "@hearken/postgres";
import { GraphQLError, type GraphQLErrorExtensions } from "graphql";

/** The faults of a request that a client can be told about. Anything else is a defect. */
export const FAULT_CODES = [
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "OPERATION_RESOLUTION_FAILURE",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "TOO_EXPENSIVE",
  "TOO_LARGE",
  "TIMED_OUT",
  "UNAVAILABLE",
  "RESYNC_REQUIRED",
  "INTERNAL",
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

const known: ReadonlySet<unknown> = new Set<string>(FAULT_CODES);
const LONGEST_MESSAGE = 500;
const RETRY_AFTER_SECONDS = "1";

interface HttpHead {
  readonly status: number;
  readonly headers?: ReadonlyMap<string, string>;
}

/** A fault with its code; `http` is what Apollo Server reads to set the status of the answer. */
export function fault(
  code: FaultCode,
  message: string,
  more: { http?: HttpHead; extensions?: GraphQLErrorExtensions } = {},
): GraphQLError {
  return new GraphQLError(message, {
    extensions: { ...more.extensions, code, ...(more.http === undefined ? {} : { http: more.http }) },
  });
}

/** Not there, or not visible: one and the same answer. */
export function notFound(): GraphQLError {
  return fault("NOT_FOUND", "There is no such thing within your reach.");
}

/** What was looked for; throws `NOT_FOUND` when there is nothing. */
export function orNotFound<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw notFound();
  return thing;
}

/** Nobody signed in, or with a token that does not hold; never says which part failed. */
export function unauthenticated(): GraphQLError {
  return fault("UNAUTHENTICATED", "Sign in: the request carries no valid token.", { http: { status: 401 } });
}

/** An argument that is malformed. `path` says where: `["first"]`. */
export function badInput(message: string, path: readonly string[] = []): GraphQLError {
  return fault("BAD_USER_INPUT", message, { extensions: path.length === 0 ? {} : { argument: path.join(".") } });
}

/** The database is away; worth trying again soon. */
export function unavailable(): GraphQLError {
  return fault("UNAVAILABLE", "The service is not available at the moment; please try again.", {
    http: { status: 503, headers: new Map([["retry-after", RETRY_AFTER_SECONDS]]) },
  });
}

export interface FaultEdge {
  readonly requestId: string;
  /** Told of every defect exactly once. */
  readonly onDefect: (error: unknown) => void;
}

const safe = new WeakSet<Error>();

/**
 * What the outside may see of `error`: a fault as it is, an unreachable database as `UNAVAILABLE`,
 * everything else as `INTERNAL` with nothing but the request's id. Applying it twice changes nothing.
 */
export function toFault(error: unknown, edge: FaultEdge): GraphQLError {
  if (error instanceof GraphQLError && safe.has(error)) return error;
  const shown = seenFromOutside(error, edge);
  const place = error instanceof GraphQLError ? error : undefined;
  const placed = new GraphQLError(shown.message, {
    nodes: place?.nodes ?? null,
    source: place?.source ?? null,
    positions: place?.positions ?? null,
    path: place?.path ?? null,
    extensions: shown.extensions,
  });
  safe.add(placed);
  return placed;
}

function seenFromOutside(error: unknown, edge: FaultEdge): GraphQLError {
  for (const link of chain(error)) {
    if (link instanceof DatabaseUnavailable) return unavailable();
    if (link instanceof GraphQLError && known.has(codeOf(link))) return link;
  }
  // Before any field was resolved it is the request that is wrong: a variable, or the operation's name.
  if (
    error instanceof GraphQLError &&
    error.path === undefined &&
    (error.originalError === undefined || error.message.startsWith('Variable "$'))
  ) {
    return fault("BAD_USER_INPUT", error.message.slice(0, LONGEST_MESSAGE));
  }
  edge.onDefect(error);
  return fault("INTERNAL", "Something went wrong on our side.", { extensions: { requestId: edge.requestId } });
}

/** The executor graphql-jit makes errors without extensions, whatever their type says. */
function codeOf(error: GraphQLError): unknown {
  return (error.extensions as GraphQLErrorExtensions | undefined)?.["code"];
}

function* chain(error: unknown): Generator {
  let link = error;
  for (let depth = 0; depth < 8 && link instanceof Error; depth += 1) {
    yield link;
    link = link instanceof GraphQLError && link.originalError !== undefined ? link.originalError : link.cause;
  }
}
