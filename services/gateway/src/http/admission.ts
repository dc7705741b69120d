import { fault, type OpenContext } from "@hearken/graphql-kit";
import type { GraphqlRequest } from "@hearken/service-kit";
import { Kind, type GraphQLError, type OperationDefinitionNode } from "graphql";
import type { Allowance } from "../limit/allowance.js";
import type { Gate } from "../limit/gate.js";

/** What stands between reading an operation and validating it. */
export interface Admission {
  readonly gate: Gate;
  readonly allowance: Allowance;
}

/**
 * Limits come before validation. Whoever has not signed in may read the schema and nothing else: throws `UNAUTHENTICATED`.
 * Who has used up their allowance is told when to come back.
 */
export function admit(
  { gate, allowance }: Admission,
  request: GraphqlRequest,
  context: OpenContext,
): GraphQLError | undefined {
  if (request.query === "") return undefined;
  const verdict = gate.check(request);
  if ("refused" in verdict) return verdict.refused;
  const { document, operation } = verdict;
  if (operation === undefined) return undefined;
  if (operation.operation === "subscription") {
    return fault("BAD_REQUEST", "Subscriptions come over a WebSocket at this address.");
  }
  if (readsSchemaOnly(operation)) return undefined;
  const { scope, actor } = context.principal;
  const cost = gate.sizeOf(document, operation.name?.value ?? null, request.variables)?.cost ?? 0;
  const wait = allowance.take(`${scope.tenantId} ${actor.id}`, cost);
  return wait === 0 ? undefined : tooMuch(wait);
}

function readsSchemaOnly({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.every((one) => one.kind === Kind.FIELD && one.name.value.startsWith("__"));
}

function tooMuch(seconds: number): GraphQLError {
  return fault("TOO_EXPENSIVE", `You have asked for too much; ask again in ${seconds} s.`, {
    extensions: { limit: "costPerSecond" },
    http: { status: 429, headers: new Map([["retry-after", String(seconds)]]) },
  });
}
