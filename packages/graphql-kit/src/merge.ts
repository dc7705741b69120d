import { makeExecutableSchema } from "@graphql-tools/schema";
import type { IResolvers } from "@graphql-tools/utils";
import { getNamedType, isAbstractType, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import type { RequestContext } from "./context.js";
import { fieldNames, mergeDocuments, objectTypes } from "./merge-documents.js";
import { throughOwner, type EntityOwner } from "./owner.js";
import type { Subgraph } from "./subgraph.js";

/**
 * One executable schema of all services in this process.
 * An entity that a service returns as a stub `{ id }` is fetched from the service that owns its type,
 * only when a field of the owner is asked for. Throws when two services own one type.
 */
export function mergeTogether(subgraphs: readonly Subgraph[]): GraphQLSchema {
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const subgraph of subgraphs) addResolvers(resolvers, subgraph.resolvers);
  const schema = makeExecutableSchema({
    typeDefs: mergeDocuments(subgraphs),
    resolvers: resolvers as IResolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: "ignore" },
  });
  const owners = ownersOf(subgraphs);
  for (const subgraph of subgraphs) linkStubs(schema, subgraph, owners);
  return schema;
}

function addResolvers(into: Record<string, Record<string, unknown>>, resolvers: IResolvers): void {
  for (const [type, map] of Object.entries(resolvers)) {
    if (typeof map !== "object" || map.constructor !== Object) {
      into[type] = map as unknown as Record<string, unknown>;
      continue;
    }
    const { __resolveReference, ...fields } = map as Record<string, unknown>;
    into[type] = { ...into[type], ...fields };
  }
}

function ownersOf(subgraphs: readonly Subgraph[]): Map<string, EntityOwner> {
  const owners = new Map<string, EntityOwner>();
  for (const subgraph of subgraphs) {
    for (const type of subgraph.owns) {
      const other = owners.get(type);
      if (other !== undefined) throw new Error(`${type} is owned by ${other.service} and by ${subgraph.name}`);
      const map = subgraph.resolvers[type] as unknown as { __resolveReference: EntityOwner["resolveReference"] };
      const definition = objectTypes(subgraph.typeDefs).find((node) => node.name.value === type);
      owners.set(type, {
        service: subgraph.name,
        resolveReference: map.__resolveReference,
        fields: new Set(fieldNames(definition).filter((name) => name !== "id")),
      });
    }
  }
  return owners;
}

/** Wraps every field of `subgraph` that can return an entity of another service. */
function linkStubs(schema: GraphQLSchema, subgraph: Subgraph, owners: ReadonlyMap<string, EntityOwner>): void {
  for (const definition of objectTypes(subgraph.typeDefs)) {
    const type = schema.getType(definition.name.value);
    if (!isObjectType(type)) continue;
    for (const name of fieldNames(definition)) {
      const field = type.getFields()[name];
      const owner = owners.get(type.name);
      // A stub repeats fields of the owner (its key): the owner's resolver stands.
      if (field === undefined || (owner?.fields.has(name) === true && owner.service !== subgraph.name)) continue;
      const returned = getNamedType(field.type);
      const candidates = isObjectType(returned)
        ? [returned]
        : isAbstractType(returned)
          ? schema.getPossibleTypes(returned)
          : [];
      const foreign = new Map(
        candidates.flatMap((candidate) => {
          const found = owners.get(candidate.name);
          return found === undefined || found.service === subgraph.name ? [] : [[candidate.name, found] as const];
        }),
      );
      if (foreign.size === 0) continue;
      field.resolve = throughOwner({
        resolve: field.resolve as GraphQLFieldResolver<unknown, RequestContext> | undefined,
        only: isObjectType(returned) ? returned.name : undefined,
        owners: foreign,
        schema,
      }) as GraphQLFieldResolver<unknown, unknown>;
    }
  }
}
