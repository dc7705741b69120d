import { fault } from "@hearken/graphql-kit";
import { MOST_TOKENS } from "@hearken/service-kit";
import {
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { overLimit, type Limits } from "./limits.js";
import { BrokenFragments, operationSize, type OperationSize } from "./operation-size.js";

export interface Asked {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the gate says to an operation: a fault, or its size. */
export type Verdict = { readonly refused: GraphQLError } | Admitted;

/** An operation that keeps within all limits; not validated yet. */
export interface Admitted {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode | undefined;
}

export interface Gate {
  check(asked: Asked): Verdict;
  /** The size of an operation that passed. */
  sizeOf(
    document: DocumentNode,
    operationName: string | null,
    variables: Readonly<Record<string, unknown>>,
  ): OperationSize | undefined;
}

const REMEMBERED = 1_000;
const LONGEST_REMEMBERED = 16 * 1024;

/**
 * Measures every operation before it is validated, so that no crafted document costs more than reading it.
 * Documents are remembered by their text; only sizes that depend on variables are computed again.
 */
export function openGate(schema: GraphQLSchema, limits: Limits): Gate {
  const documents = new Map<string, DocumentNode | GraphQLError>();
  const sizes = new WeakMap<OperationDefinitionNode, OperationSize>();

  const read = (query: string): DocumentNode | GraphQLError => {
    const known = documents.get(query);
    if (known !== undefined) return known;
    const document = parsed(query);
    if (query.length <= LONGEST_REMEMBERED) {
      if (documents.size >= REMEMBERED) documents.delete(documents.keys().next().value ?? "");
      documents.set(query, document);
    }
    return document;
  };

  const measure = (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Asked["variables"],
  ): OperationSize => {
    const known = sizes.get(operation);
    if (known !== undefined) return known;
    const size = operationSize({ document, operation, schema, variables });
    if (!pagesByVariable(document)) sizes.set(operation, size);
    return size;
  };

  const check = (asked: Asked): Verdict => {
    const document = read(asked.query);
    if (document instanceof GraphQLError) return { refused: document };
    try {
      // Several operations in one document: the one that is not carried out is validated all the same.
      for (const node of document.definitions) {
        if (node.kind !== Kind.OPERATION_DEFINITION) continue;
        const refused = overLimit(measure(document, node, asked.variables), limits);
        if (refused !== undefined) return { refused };
      }
      return { document, operation: getOperationAST(document, asked.operationName) ?? undefined };
    } catch (error) {
      if (error instanceof BrokenFragments) return { refused: fault("GRAPHQL_VALIDATION_FAILED", error.message) };
      throw error;
    }
  };

  return {
    check,
    sizeOf(document, operationName, variables) {
      const operation = getOperationAST(document, operationName);
      return operation === undefined || operation === null ? undefined : measure(document, operation, variables);
    },
  };
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: MOST_TOKENS, noLocation: true });
  } catch (error) {
    const message = error instanceof GraphQLError ? error.message : "Syntax Error.";
    return fault("GRAPHQL_PARSE_FAILED", message.slice(0, 300));
  }
}

function pagesByVariable(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Argument(node) {
      if (node.name.value === "first" && node.value.kind === Kind.VARIABLE) found = true;
    },
  });
  return found;
}
