import type { IncomingMessage, ServerResponse } from "node:http";
import { fault, type FaultCode } from "@hearken/graphql-kit";
import { GraphQLError } from "graphql";

/** An error outside of any operation, in the shape in which operations tell theirs. */
export function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  error: { status: number; code: FaultCode; message: string },
): void {
  const { status, code, message } = error;
  answerFault(request, response, { status, fault: fault(code, message) });
}

/** Tells a fault; its own HTTP status and headers go before `status`. */
export function answerFault(
  request: IncomingMessage,
  response: ServerResponse,
  given: { status: number; fault: GraphQLError },
): void {
  const { http, ...extensions } = given.fault.extensions as {
    http?: { status: number; headers?: ReadonlyMap<string, string> };
  };
  const body = JSON.stringify({ errors: [{ message: given.fault.message, extensions }] });
  response.writeHead(http?.status ?? given.status, {
    "content-type": mediaType(request),
    "cache-control": "no-store",
    ...Object.fromEntries(http?.headers ?? []),
    // What is left of an unread body is not waited for.
    ...(request.complete ? {} : { connection: "close" }),
  });
  response.end(body);
}

function mediaType(request: IncomingMessage): string {
  const asked = request.headers.accept?.includes("application/graphql-response+json") === true;
  return `${asked ? "application/graphql-response+json" : "application/json"}; charset=utf-8`;
}
