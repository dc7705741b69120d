import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from "graphql";

/** What of a resolver's `info` says which fields are asked. */
export type Asking = Pick<GraphQLResolveInfo, "fieldNodes" | "fragments">;

const remembered = new WeakMap<FieldNode, ReadonlySet<string>>();

/**
 * Names of the fields that are asked of what a field answers, those of its fragments too; one that `@skip` leaves out
 * counts as asked. For resolvers that read less when less is asked.
 */
export function askedFields({ fieldNodes, fragments }: Asking): ReadonlySet<string> {
  const [only, ...others] = fieldNodes;
  const known = only === undefined || others.length > 0 ? undefined : remembered.get(only);
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const { selectionSet } of fieldNodes) collect(selectionSet, fragments, names);
  if (only !== undefined && others.length === 0) remembered.set(only, names);
  return names;
}

function collect(set: SelectionSetNode | undefined, fragments: Asking["fragments"], names: Set<string>): void {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === "Field") names.add(selection.name.value);
    else {
      const inside = selection.kind === "InlineFragment" ? selection : fragments[selection.name.value];
      collect(inside?.selectionSet, fragments, names);
    }
  }
}
