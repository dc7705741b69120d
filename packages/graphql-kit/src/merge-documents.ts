import { mergeTypeDefs } from "@graphql-tools/merge";
import { Kind, visit, type DocumentNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from "graphql";
import type { Subgraph } from "./subgraph.js";

const FEDERATION_DIRECTIVES: ReadonlySet<string> = new Set([
  "key",
  "shareable",
  "external",
  "requires",
  "provides",
  "override",
  "interfaceObject",
  "link",
]);

/** A part of the graph whose texts are to be put together with others'. */
export interface Part {
  readonly typeDefs: DocumentNode;
  /** The entities that it owns, where that is known. */
  readonly owns?: ReadonlySet<string>;
}

/** All type definitions as one document: no federation directives, an entity's texts taken from its owner. */
export function mergeDocuments(subgraphs: readonly Subgraph[]): DocumentNode {
  return mergeTypeDefs(withOwnersTexts(subgraphs).map(withoutFederation));
}

/** The documents of all parts, in which an entity is described by its owner alone. */
export function withOwnersTexts(parts: readonly Part[]): DocumentNode[] {
  const owners = new Map<string, ObjectTypeDefinitionNode>();
  for (const { typeDefs, owns } of parts) {
    for (const type of objectTypes(typeDefs))
      if (owns?.has(type.name.value) === true) owners.set(type.name.value, type);
  }
  return parts.map((part) => withoutStubTexts(part, owners));
}

export function objectTypes(document: DocumentNode): ObjectTypeDefinitionNode[] {
  return document.definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
}

export function fieldNames(type: ObjectTypeDefinitionNode | undefined): string[] {
  return (type?.fields ?? []).map((field) => field.name.value);
}

function withoutFederation(document: DocumentNode): DocumentNode {
  return visit(document, {
    SchemaExtension: () => null,
    Directive: (node) => (FEDERATION_DIRECTIVES.has(node.name.value) ? null : undefined),
  });
}

function withoutStubTexts(
  { typeDefs, owns }: Part,
  owners: ReadonlyMap<string, ObjectTypeDefinitionNode>,
): DocumentNode {
  return visit(typeDefs, {
    ObjectTypeDefinition(node) {
      const owner = owners.get(node.name.value);
      const isStub = pointsOnly(node) || (owner !== undefined && owns?.has(node.name.value) !== true);
      if (!isStub) return undefined;
      const owned = new Set(owner === undefined ? fieldNames(node) : fieldNames(owner));
      const fields = (node.fields ?? []).map((field) => (owned.has(field.name.value) ? silent(field) : field));
      return { ...silent(node), fields };
    },
  });
}

/** `@key(fields: "id", resolvable: false)`: a stub that adds nothing. */
function pointsOnly(node: ObjectTypeDefinitionNode): boolean {
  return (node.directives ?? []).some(({ arguments: given }) =>
    given?.some(({ name, value }) => name.value === "resolvable" && value.kind === Kind.BOOLEAN && !value.value),
  );
}

function silent<N extends ObjectTypeDefinitionNode | FieldDefinitionNode>(node: N): N {
  const { description, ...rest } = node;
  return rest as N;
}
