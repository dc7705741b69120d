import type { Actor } from "@hearken/kernel";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { GrantScopes } from "../grant/grant.graphql.js";
import type { GrantScope } from "../grant/role.js";

export const ViewerKinds = { STAFF: "staff", CLIENT: "client", SYSTEM: "system" } as const satisfies Record<
  string,
  Actor["kind"]
>;

registerEnumType(ViewerKinds, {
  name: "ViewerKind",
  description: "What somebody is.",
  valuesConfig: {
    STAFF: { description: "A person." },
    CLIENT: { description: "A program." },
    SYSTEM: { description: "The house itself." },
  },
});

@ObjectType({ simpleResolvers: true, description: "What the viewer sees: everything inside these." })
export class ViewerReach {
  @Field(() => GrantScopes, { description: "Of which kind: the whole group, some organizations, some projects." })
  scope!: GrantScope;

  @Field(() => [ID], { description: "The organizations, each with what is under it; none for another kind." })
  organizationIds!: readonly string[];

  @Field(() => [ID], { description: "The projects; none for another kind." })
  projectIds!: readonly string[];
}

@ObjectType("Viewer", {
  simpleResolvers: true,
  description: "Whoever asks: a person or a program, and what they may do.",
})
export class ViewerType {
  @Field(() => ID, { description: "The id of the person or program." })
  id!: string;

  @Field(() => ViewerKinds, { description: "A person or a program." })
  kind!: Actor["kind"];

  @Field(() => [String], {
    description: "The codes of the posts (岗位) that they hold at this moment, delegated ones too.",
  })
  posts!: readonly string[];

  @Field(() => [String], {
    description: "The roles that count for them all over their reach, by grants of their own or delegated.",
  })
  roles!: readonly string[];

  @Field(() => [String], {
    description: "What these roles let them do within their reach, for example `complaint.file`.",
  })
  capabilities!: readonly string[];

  @Field(() => ViewerReach, { description: "What they see." })
  reach!: ViewerReach;
}
