import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** How big an operation is once its fragments are spread out. Computed in one pass: each fragment is measured once. */
export interface OperationSize {
  readonly depth: number;
  /** Depth inside `__schema` and `__type`. */
  readonly introspectionDepth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** What it may cost to carry out: one for each field, times what lists hold. */
  readonly cost: number;
}

/** A fragment spreads itself, or names one that is not there. */
export class BrokenFragments extends Error {
  override name = "BrokenFragments";
}

type Size = Omit<OperationSize, "rootFields">;

const NOTHING: Size = { depth: 0, introspectionDepth: 0, fields: 0, aliases: 0, directives: 0, cost: 0 };
/** A list that does not say how long it is counts as this long. */
const UNSAID_LENGTH = 5;
const LONGEST_PAGE = 100;

export interface Measured {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Measures before validation: fields and types that do not exist are counted too. Throws `BrokenFragments`. */
export function operationSize({ document, operation, schema, variables }: Measured): OperationSize {
  const measure = new Measure(document, schema, variables);
  const root = schema.getRootType(operation.operation) ?? undefined;
  const size = measure.selections(operation.selectionSet, root);
  return {
    ...size,
    directives: size.directives + (operation.directives?.length ?? 0),
    rootFields: operation.selectionSet.selections.length,
  };
}

class Measure {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** `undefined` while it is being measured: meeting it then is a circle. */
  readonly #measured = new Map<string, Size | undefined>();

  constructor(
    document: DocumentNode,
    readonly schema: GraphQLSchema,
    readonly variables: Readonly<Record<string, unknown>>,
  ) {
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
  }

  selections(set: SelectionSetNode, parent: GraphQLNamedType | undefined): Size {
    let total = NOTHING;
    for (const selection of set.selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          total = together(total, this.field(selection, parent));
          break;
        case Kind.INLINE_FRAGMENT: {
          const on =
            selection.typeCondition === undefined ? parent : this.schema.getType(selection.typeCondition.name.value);
          total = together(total, this.selections(selection.selectionSet, on), selection.directives?.length);
          break;
        }
        case Kind.FRAGMENT_SPREAD:
          total = together(total, this.fragment(selection.name.value), selection.directives?.length);
          break;
      }
    }
    return total;
  }

  private fragment(name: string): Size {
    if (this.#measured.has(name)) {
      const known = this.#measured.get(name);
      if (known === undefined) throw new BrokenFragments(`The fragment ${name} spreads itself.`);
      return known;
    }
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) throw new BrokenFragments(`There is no fragment ${name}.`);
    this.#measured.set(name, undefined);
    const size = this.selections(fragment.selectionSet, this.schema.getType(fragment.typeCondition.name.value));
    const whole = { ...size, directives: size.directives + (fragment.directives?.length ?? 0) };
    this.#measured.set(name, whole);
    return whole;
  }

  private field(node: FieldNode, parent: GraphQLNamedType | undefined): Size {
    const name = node.name.value;
    const type = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name]?.type : undefined;
    const named = type === undefined ? undefined : getNamedType(type);
    const inner = node.selectionSet === undefined ? NOTHING : this.selections(node.selectionSet, named);
    const introspects = name === "__schema" || name === "__type";
    const depth = inner.depth + 1;
    return {
      depth: introspects ? 1 : depth,
      introspectionDepth: introspects ? depth : inner.introspectionDepth,
      fields: inner.fields + 1,
      aliases: inner.aliases + (node.alias === undefined ? 0 : 1),
      directives: inner.directives + (node.directives?.length ?? 0),
      cost: introspects ? inner.fields : 1 + inner.cost * this.length(node, type, parent),
    };
  }

  /** How many times what is below a field may be carried out. */
  private length(node: FieldNode, type: GraphQLOutputType | undefined, parent: GraphQLNamedType | undefined): number {
    const first = node.arguments?.find((argument) => argument.name.value === "first")?.value;
    if (first?.kind === Kind.INT) return Math.max(1, Number(first.value));
    if (first?.kind === Kind.VARIABLE) {
      const given = this.variables[first.name.value];
      return typeof given === "number" && given >= 1 ? given : LONGEST_PAGE;
    }
    // The edges of a page were counted by the page's own `first`.
    const isPage = parent?.name.endsWith("Connection") === true;
    return type !== undefined && !isPage && isList(type) && isCompositeType(getNamedType(type)) ? UNSAID_LENGTH : 1;
  }
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(type) || (isNonNullType(type) && isListType(type.ofType));
}

function together(a: Size, b: Size, directives = 0): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives + directives,
    cost: a.cost + b.cost,
  };
}
