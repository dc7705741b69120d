import { DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Directive, Field, ObjectType } from "type-graphql";

@Directive('@key(fields: "id")')
@ObjectType("Tenant", { simpleResolvers: true, description: "A developer group (集团): one customer, one wall." })
export class TenantType {
  @Field(() => String, { description: "What the group is called." })
  name!: string;

  @Field(() => DateTime, { description: "When it became a tenant." })
  foundedAt!: Instant;
}
