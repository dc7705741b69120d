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

/** All type definitions as one document: no federation directives, an entity's texts taken from its owner. */
export function mergeDocuments(subgraphs: readonly Subgraph[]): DocumentNode {
  const owners = new Map<string, ObjectTypeDefinitionNode>();
  for (const subgraph of subgraphs) {
    for (const type of objectTypes(subgraph.typeDefs))
      if (subgraph.owns.has(type.name.value)) owners.set(type.name.value, type);
  }
  return mergeTypeDefs(
    subgraphs.map((subgraph) => withoutStubTexts(withoutFederation(subgraph.typeDefs), subgraph, owners)),
  );
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
  document: DocumentNode,
  subgraph: Subgraph,
  owners: ReadonlyMap<string, ObjectTypeDefinitionNode>,
): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition(node) {
      const owner = owners.get(node.name.value);
      if (owner === undefined || subgraph.owns.has(node.name.value)) return undefined;
      const owned = new Set(fieldNames(owner));
      const fields = (node.fields ?? []).map((field) => (owned.has(field.name.value) ? silent(field) : field));
      return { ...silent(node), fields };
    },
  });
}

function silent<N extends ObjectTypeDefinitionNode | FieldDefinitionNode>(node: N): N {
  const { description, ...rest } = node;
  return rest as N;
}
