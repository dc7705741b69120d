import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from "graphql";

/** Everything in the schema that has no description, as `Type`, `Type.field`, `Type.field(argument)` or `Enum.VALUE`. */
export function undescribed(schema: GraphQLSchema): string[] {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  const missing: string[] = [];
  const check = (what: { readonly description?: string | null | undefined }, name: string): void => {
    if ((what.description ?? "").trim() === "") missing.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    if (!(isObjectType(type) && roots.has(type))) check(type, type.name);
    if (isEnumType(type)) for (const value of type.getValues()) check(value, `${type.name}.${value.name}`);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) check(field, `${type.name}.${field.name}`);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      check(field, `${type.name}.${field.name}`);
      for (const argument of field.args) check(argument, `${type.name}.${field.name}(${argument.name})`);
    }
  }
  return missing.sort();
}
