import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from "graphql";

/** Whether a field of one of these names is asked for below `path`; `@skip` and `@include` are not looked at. */
export function asksFor(info: GraphQLResolveInfo, path: readonly string[], names: ReadonlySet<string>): boolean {
  return info.fieldNodes.some(({ selectionSet }) => selects(selectionSet, path));

  function selects(set: SelectionSetNode | undefined, [next, ...rest]: readonly string[]): boolean {
    const here = next === undefined ? [] : [next, ...rest];
    return (set?.selections ?? []).some((selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          if (next === undefined) return names.has(selection.name.value);
          return selection.name.value === next && selects(selection.selectionSet, rest);
        case Kind.INLINE_FRAGMENT:
          return selects(selection.selectionSet, here);
        case Kind.FRAGMENT_SPREAD:
          return selects(info.fragments[selection.name.value]?.selectionSet, here);
      }
    });
  }
}
