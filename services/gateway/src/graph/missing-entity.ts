import { GraphQLError, type ExecutionResult } from "graphql";
import { notFound } from "@hearken/graphql-kit";

const HOLE = "Cannot return null for non-nullable field ";

/**
 * An entity that its owner does not show leaves holes where its fields should be. Services check their own nulls, so a
 * hole found here means just that: told as together, by a null where the schema allows one, else as `NOT_FOUND`.
 */
export function withoutMissingEntities(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result;
  const errors = result.errors.flatMap((error) => {
    if (error.path === undefined || !(error.originalError ?? error).message.startsWith(HOLE)) return [error];
    const entity = error.path.slice(0, -1);
    if (valueAt(result.data, entity.slice(0, -1)) !== null) return [];
    return [new GraphQLError(notFound().message, { path: entity, extensions: notFound().extensions })];
  });
  const { errors: _holes, ...rest } = result;
  return errors.length === 0 ? rest : { ...rest, errors };
}

/** `null` when the place is inside something that is null. */
function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const key of path) {
    if (value === null || value === undefined) return null;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value ?? null;
}
