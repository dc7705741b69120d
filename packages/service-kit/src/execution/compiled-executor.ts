import type { OpenContext } from "@hearken/graphql-kit";
import { execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from "graphql";
import { compileQuery, isCompiledQuery, type CompiledQuery } from "graphql-jit";

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly context: OpenContext;
  readonly rootValue?: unknown;
}

export type ExecuteOperation = (request: OperationRequest) => ExecutionResult | Promise<ExecutionResult>;

interface Compilation {
  uses: number;
  /** `null`: it cannot be compiled. */
  compiled: CompiledQuery | null | undefined;
}

const KEPT = 500;
/** Compiling costs as much as some executions: an operation that never comes back is not worth it. */
const COMPILED_AT = 2;

/**
 * Executes operations as compiled functions. An operation seen for the first time, and one that cannot be compiled, is
 * interpreted; at most 500 compiled ones are kept, the oldest go first.
 */
export function compiledExecutor(schema: GraphQLSchema): ExecuteOperation {
  const kept = new Map<DocumentNode, Map<string, Compilation>>();

  const compilationOf = (document: DocumentNode, name: string): Compilation => {
    let operations = kept.get(document);
    if (operations === undefined) {
      if (kept.size >= KEPT) {
        const oldest = kept.keys().next();
        if (oldest.done !== true) kept.delete(oldest.value);
      }
      kept.set(document, (operations = new Map<string, Compilation>()));
    }
    let compilation = operations.get(name);
    if (compilation === undefined) operations.set(name, (compilation = { uses: 0, compiled: undefined }));
    return compilation;
  };

  return (request) => {
    const name = request.operationName ?? "";
    const compilation = compilationOf(request.document, name);
    compilation.uses += 1;
    if (compilation.compiled === undefined && compilation.uses >= COMPILED_AT) {
      const compiled = compileQuery(schema, request.document, name === "" ? undefined : name);
      compilation.compiled = isCompiledQuery(compiled) ? compiled : null;
    }
    if (compilation.compiled !== null && compilation.compiled !== undefined) {
      return compilation.compiled.query(request.rootValue, request.context, request.variables ?? {});
    }
    return interpret(schema, request);
  };
}

function interpret(schema: GraphQLSchema, request: OperationRequest): ExecutionResult | Promise<ExecutionResult> {
  return execute({
    schema,
    document: request.document,
    rootValue: request.rootValue,
    contextValue: request.context,
    variableValues: request.variables,
    operationName: request.operationName,
  });
}
