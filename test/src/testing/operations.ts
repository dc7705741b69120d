import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";

/** One argument or input field of an operation, however deep: `["input", "complainants", "0", "name"]`. */
export interface Site {
  readonly path: readonly string[];
  /** `ID`, `String`, `DateTime` …, or the name of an enum. */
  readonly type: string;
  readonly isEnum: boolean;
  readonly isRequired: boolean;
}

type OperationKind = "query" | "mutation" | "subscription";

/** A field of the root that can be asked with generated variables. */
export interface Operation {
  readonly kind: OperationKind;
  readonly name: string;
  readonly query: string;
  readonly sites: readonly Site[];
  /** Variables with what is required, and with `value` at a site. */
  variables(at?: Site, value?: unknown): Readonly<Record<string, unknown>>;
}

/** A plausible value for a required argument, by its name and type; `undefined` leaves the choice to the generator. */
export type Plausible = (name: string, type: string) => unknown;

interface Input {
  readonly name: string;
  readonly type: GraphQLInputType;
}

const SCALARS: Readonly<Record<string, unknown>> = {
  ID: "01930000-0000-7000-8000-00000000dead",
  String: "other",
  Int: 1,
  Boolean: true,
  Date: "2025-03-05",
  DateTime: "2025-03-03T09:00:00+08:00",
};

/** Every field of `Query` and `Mutation`, read from the schema. */
export function operationsOf(schema: GraphQLSchema, plausible: Plausible = () => undefined): readonly Operation[] {
  return [
    ...fieldsOf("query", schema.getQueryType(), plausible),
    ...fieldsOf("mutation", schema.getMutationType(), plausible),
  ];
}

/** Every field of `Subscription`, read from the schema. */
export function subscriptionsOf(schema: GraphQLSchema, plausible: Plausible = () => undefined): readonly Operation[] {
  return fieldsOf("subscription", schema.getSubscriptionType(), plausible);
}

function fieldsOf(
  kind: OperationKind,
  root: GraphQLObjectType | null | undefined,
  plausible: Plausible,
): readonly Operation[] {
  return Object.values(root?.getFields() ?? {})
    .filter(({ name }) => !name.startsWith("_"))
    .map((field) => operation(kind, field, plausible));
}

function operation(kind: OperationKind, field: GraphQLField<unknown, unknown>, plausible: Plausible): Operation {
  const { name, args } = field;
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ");
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const call = args.length === 0 ? name : `${name}(${given})`;
  return {
    ...{ kind, name },
    query: `${kind}${args.length === 0 ? "" : ` (${declared})`} { ${call} ${selectionOf(field.type, 2)} }`,
    sites: args.flatMap((arg) => sitesOf(arg, [])),
    variables: (at, value) => {
      const path = at?.path ?? [];
      return Object.fromEntries(
        args
          .filter((arg) => isNonNullType(arg.type) || path[0] === arg.name)
          .map((arg) => [
            arg.name,
            valueOf(arg, { path: path[0] === arg.name ? path.slice(1) : undefined, value, plausible }),
          ]),
      );
    },
  };
}

function sitesOf({ name, type }: Input, above: readonly string[]): readonly Site[] {
  const path = [...above, name];
  const isRequired = isNonNullType(type);
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) return sitesOf({ name: "0", type: bare.ofType }, path);
  if (isInputObjectType(bare)) return Object.values(bare.getFields()).flatMap((field) => sitesOf(field, path));
  return [{ path, type: getNamedType(bare).name, isEnum: isEnumType(bare), isRequired }];
}

interface Valuing {
  /** What is left of the way to the site; `undefined` beside it. */
  readonly path: readonly string[] | undefined;
  readonly value: unknown;
  readonly plausible: Plausible;
}

function valueOf({ name, type }: Input, valuing: Valuing): unknown {
  const { path, value, plausible } = valuing;
  if (path?.length === 0 && value !== undefined) return value;
  const bare = isNonNullType(type) ? type.ofType : type;
  if (isListType(bare)) {
    const item = { name, type: bare.ofType };
    return [valueOf(item, { ...valuing, path: path?.slice(1) })];
  }
  if (isInputObjectType(bare)) {
    return Object.fromEntries(
      Object.values(bare.getFields())
        .filter(
          (field) => isNonNullType(field.type) || path?.[0] === field.name || plausible(field.name, "?") !== undefined,
        )
        .map((field) => [
          field.name,
          valueOf(field, { ...valuing, path: path?.[0] === field.name ? path.slice(1) : undefined }),
        ]),
    );
  }
  const chosen = plausible(name, getNamedType(bare).name);
  if (chosen !== undefined) return chosen;
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  return SCALARS[getNamedType(bare).name];
}

/** Of a mutation's answer: whether it was done, else why not. */
const REFUSAL = "{ __typename ... on Refusal { code message path clause { id } currentVersion } }";

/** Every leaf that needs no argument, so many levels deep. */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isUnionType(named)) return REFUSAL;
  if (!isObjectType(named)) return "";
  const fields = Object.values(named.getFields()).filter(({ args }) => args.every((arg) => !isNonNullType(arg.type)));
  const chosen = fields.flatMap((field) => {
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    return depth > 0 && isObjectType(inner) ? [`${field.name} ${selectionOf(inner, depth - 1)}`] : [];
  });
  return `{ __typename ${chosen.join(" ")} }`;
}
