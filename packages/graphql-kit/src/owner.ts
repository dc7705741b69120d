import {
  defaultFieldResolver,
  isNonNullType,
  Kind,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { RequestContext } from "./context.js";
import { notFound } from "./fault.js";
import type { Reference } from "./subgraph.js";

/** The service that owns an entity type, and what only it can answer. */
export interface EntityOwner {
  readonly service: string;
  readonly resolveReference: Reference;
  readonly fields: ReadonlySet<string>;
}

interface Link {
  readonly resolve: GraphQLFieldResolver<unknown, RequestContext> | undefined;
  /** The entity type, when the field's type is one; for a union or interface each value says its own. */
  readonly only: string | undefined;
  readonly owners: ReadonlyMap<string, EntityOwner>;
  readonly schema: GraphQLSchema;
}

/** A field resolver that completes the stubs it returns through the owners of their types. */
export function throughOwner(link: Link): GraphQLFieldResolver<unknown, RequestContext> {
  const resolve = link.resolve ?? defaultFieldResolver;
  const needed = new WeakMap<FieldNode, boolean>();
  const asksOwner = (info: GraphQLResolveInfo): boolean => {
    const [only, another] = info.fieldNodes;
    if (only === undefined || another !== undefined)
      return info.fieldNodes.some((node) => selects(node.selectionSet, info, link.owners));
    let answer = needed.get(only);
    if (answer === undefined) needed.set(only, (answer = selects(only.selectionSet, info, link.owners)));
    return answer;
  };
  return (parent, args, context, info) => {
    const value: unknown = resolve(parent, args, context, info);
    if (value === null || value === undefined || !asksOwner(info)) return value;
    const required = isNonNullType(info.returnType);
    const whole = (resolved: unknown): unknown => complete(resolved, link, { context, required });
    return value instanceof Promise ? value.then(whole) : whole(value);
  };
}

function complete(value: unknown, link: Link, request: { context: RequestContext; required: boolean }): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => complete(item, link, request));
  if (!isStub(value)) return value;
  const owner = link.owners.get(link.only ?? value.__typename ?? "");
  if (owner === undefined) return value;
  const typename = value.__typename;
  return Promise.resolve(owner.resolveReference(value, request.context)).then((found) => {
    if (found === null || found === undefined) {
      if (request.required) throw notFound();
      return null;
    }
    if (found instanceof Error) throw found;
    return link.only === undefined && typename !== undefined ? { ...found, __typename: typename } : found;
  });
}

function isStub(value: object): value is { readonly id: string; readonly __typename?: string } {
  for (const key in value) if (key !== "id" && key !== "__typename") return false;
  return "id" in value;
}

/** Whether a field that only an owner can answer is asked for; `@skip` and `@include` are not looked at. */
function selects(
  set: SelectionSetNode | undefined,
  info: GraphQLResolveInfo,
  owners: ReadonlyMap<string, EntityOwner>,
): boolean {
  return (set?.selections ?? []).some((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return [...owners.values()].some((owner) => owner.fields.has(selection.name.value));
      case Kind.INLINE_FRAGMENT:
        return selects(selection.selectionSet, info, owners);
      case Kind.FRAGMENT_SPREAD:
        return selects(info.fragments[selection.name.value]?.selectionSet, info, owners);
    }
  });
}
