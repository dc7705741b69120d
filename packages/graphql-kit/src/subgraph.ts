import "reflect-metadata";
import { getDocumentNodeFromSchema, type IResolvers } from "@graphql-tools/utils";
import { isRefusal } from "@hearken/kernel";
import {
  isAbstractType,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLSchema,
} from "graphql";
import { buildSchemaSync, createResolversMap, type ClassType, type NonEmptyArray } from "type-graphql";
import type { RequestContext } from "./context.js";
import { RefusalResolver, RefusalType } from "./refusal.graphql.js";

/** Fetches the entity that `{ id }` stands for through a loader; `null` when it is not there or not visible. */
export type Reference = (reference: { readonly id: string }, context: RequestContext) => unknown;

export interface SubgraphOptions {
  readonly name: string;
  /** type-graphql resolver classes; an empty list is allowed only for tests. */
  readonly resolvers: readonly ClassType[];
  /** Types that no field reaches, above all stubs of other services' entities: without this they vanish silently. */
  readonly orphanedTypes?: readonly ClassType[];
  /** One per entity that this service owns, by type name. */
  readonly references?: Readonly<Record<string, Reference>>;
}

/** One service's part of the graph. */
export interface Subgraph {
  readonly name: string;
  /** Deterministic, with descriptions and federation directives: what `schema.graphql` holds. */
  readonly sdl: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: IResolvers;
  /** The entities that this service owns. */
  readonly owns: ReadonlySet<string>;
}

const REFUSAL = "Refusal";

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject"])';

/** Builds the subgraph of one service from its decorated classes. */
export function buildSubgraph(options: SubgraphOptions): Subgraph {
  const references = options.references ?? {};
  const schema = buildSchemaSync({
    resolvers: [...options.resolvers, RefusalResolver] as unknown as NonEmptyArray<ClassType>,
    orphanedTypes: [...(options.orphanedTypes ?? []), RefusalType],
    validate: false,
    skipCheck: true,
    pubSub: NO_PUB_SUB,
  });
  const document = getDocumentNodeFromSchema(lexicographicSortSchema(schema));
  const definitions = document.definitions.filter((node) => isKept(node));
  const sdl = `${FEDERATION}\n\n${definitions.map((node) => print(node)).join("\n\n")}\n`;
  const resolvers = createResolversMap(schema) as IResolvers;
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type))
      (resolvers[type.name] as Record<string, unknown>)["__resolveType"] = typeOfValue(type, schema);
  }
  for (const [type, map] of Object.entries(resolvers)) {
    // Plain values are no instances of the decorated classes: their type follows from the field or the union.
    if (typeof map === "object") delete (map as Record<string, unknown>)["__isTypeOf"];
    if (type in references) (map as Record<string, unknown>)["__resolveReference"] = references[type];
  }
  for (const type of Object.keys(references)) {
    if (!(type in resolvers))
      throw new Error(`${options.name} has a reference for ${type}, which is no type of its schema`);
  }
  return { name: options.name, sdl, typeDefs: parse(sdl), resolvers, owns: new Set(Object.keys(references)) };
}

/**
 * Which member of a union or interface a plain value is: its `__typename`; else a refusal is a `Refusal`, and anything
 * else the one other member. It answers at once: type-graphql's own answers by a promise, which the compiled executor
 * does not wait for.
 */
function typeOfValue(abstract: GraphQLAbstractType, schema: GraphQLSchema): (value: unknown) => string {
  const others = schema.getPossibleTypes(abstract).filter(({ name }) => name !== REFUSAL);
  const [only, another] = others;
  return (value) => {
    if (typeof value === "object" && value !== null && "__typename" in value && typeof value.__typename === "string")
      return value.__typename;
    if (isRefusal(value)) return REFUSAL;
    if (only === undefined || another !== undefined)
      throw new Error(`a value of ${abstract.name} needs its __typename`);
    return only.name;
  };
}

function isKept(node: DefinitionNode): boolean {
  if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.DIRECTIVE_DEFINITION) return false;
  return !(node.kind === Kind.OBJECT_TYPE_DEFINITION && (node.fields?.length ?? 0) === 0);
}

/** Subscriptions here return their own iterators; type-graphql only wants to see that there is something. */
const NO_PUB_SUB = {
  publish(): void {
    throw new Error("not used");
  },
  subscribe(): AsyncIterable<unknown> {
    throw new Error("not used");
  },
};
