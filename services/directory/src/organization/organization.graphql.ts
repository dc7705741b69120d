import { connectionOf, DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import type { OrganizationKind } from "./organization.js";

export const OrganizationKinds = {
  HEADQUARTERS: "headquarters",
  SUBSIDIARY: "subsidiary",
  PARTNER: "partner",
} as const satisfies Record<string, OrganizationKind>;

registerEnumType(OrganizationKinds, {
  name: "OrganizationKind",
  description: "What a node of the group's tree is.",
  valuesConfig: {
    HEADQUARTERS: { description: "Headquarters (集团总部): the root, one per group." },
    SUBSIDIARY: { description: "A subsidiary (公司) that develops or manages projects." },
    PARTNER: { description: "A partner firm (合作单位): property manager, contractor, law firm." },
  },
});

@Directive('@key(fields: "id")')
@ObjectType("Organization", {
  simpleResolvers: true,
  description: "A node of the group's tree (组织): headquarters, subsidiary or partner firm.",
})
export class OrganizationType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => OrganizationKinds, { description: "What it is in the tree." })
  kind!: OrganizationKind;

  @Field(() => String, { description: "What it is called." })
  name!: string;

  @Field(() => Int, { description: "Grows with every change; pass it as `expectedVersion`." })
  version!: number;

  @Field(() => DateTime, { description: "When it was entered." })
  addedAt!: Instant;
}

export const OrganizationConnection = connectionOf("Organization", OrganizationType);

@InputType({ description: "A new node of the group's tree." })
export class AddOrganizationInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The organization under which it stands." })
  parentId!: string;

  @Field(() => OrganizationKinds, {
    description: "A subsidiary or a partner; headquarters exist from the founding on.",
  })
  kind!: OrganizationKind;

  @Field(() => String, { description: "What it is called, up to 200 characters." })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: "The organization was added." })
export class AddOrganizationSuccess {
  @Field(() => OrganizationType, { description: "The organization that was added." })
  organization!: OrganizationType;
}

export const AddOrganizationResult = mutationResult("AddOrganizationResult", [AddOrganizationSuccess]);
