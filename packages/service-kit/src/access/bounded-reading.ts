import { fault, type RequestContext, type Subgraph } from "@hearken/graphql-kit";
import { Kind, type ObjectTypeDefinitionNode } from "graphql";
import type { Action } from "./action.js";
import { isWithinBound } from "./can.js";

/** What every resolver here has in common; a reference has its context second, a field third. */
type Resolve = (...given: readonly unknown[]) => unknown;
type Fields = Readonly<Record<string, unknown>>;

const REFERENCE = "__resolveReference";

/**
 * One service's part of the graph, whose reading is kept from whoever is bound to other actions than `action`: its queries,
 * the entities that it owns, and what it adds to those of others. `always` names queries that everybody may ask.
 * What somebody sees follows from their reach all the same; nobody without a bound is asked anything. Source: ADR 23.
 */
export function readableWith(subgraph: Subgraph, action: Action, always: readonly string[] = []): Subgraph {
  const guarded = (fields: Fields, isGuarded: (name: string) => boolean): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, resolve]) => [
        name,
        typeof resolve === "function" && isGuarded(name) ? guard(resolve as Resolve, action, name) : resolve,
      ]),
    );
  const extended = new Set(
    subgraph.typeDefs.definitions
      .filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
      .filter((node) => isExtended(node) && !subgraph.owns.has(node.name.value))
      .map(({ name }) => name.value),
  );
  const resolvers = Object.entries(subgraph.resolvers).map(([type, fields]) => {
    if (type === "Query") return [type, guarded(fields as Fields, (name) => !always.includes(name))];
    if (subgraph.owns.has(type)) return [type, guarded(fields as Fields, (name) => name === REFERENCE)];
    return [type, extended.has(type) ? guarded(fields as Fields, (name) => name !== "id") : fields];
  });
  return { ...subgraph, resolvers: Object.fromEntries(resolvers) as Subgraph["resolvers"] };
}

function guard(resolve: Resolve, action: Action, name: string): Resolve {
  const contextAt = name === REFERENCE ? 1 : 2;
  return (...given) => {
    const { principal } = given[contextAt] as RequestContext;
    if (!isWithinBound(principal, action))
      throw fault("FORBIDDEN", `This program or its token is not bound to ${action}.`);
    return resolve(...given);
  };
}

/** An entity of another service to which this one adds fields. */
function isExtended({ directives = [] }: ObjectTypeDefinitionNode): boolean {
  return directives.some(
    ({ name, arguments: given = [] }) =>
      name.value === "key" &&
      !given.some((one) => one.name.value === "resolvable" && one.value.kind === Kind.BOOLEAN && !one.value.value),
  );
}
