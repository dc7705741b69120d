import { Field, ID, ObjectType } from "type-graphql";

@ObjectType("Viewer", {
  simpleResolvers: true,
  description: "Whoever asks: a person or a program, and what they may do.",
})
export class ViewerType {
  @Field(() => ID, { description: "The id of the person or program." })
  id!: string;

  @Field(() => [String], { description: "The codes of the posts (岗位) that they hold at this moment." })
  posts!: readonly string[];

  @Field(() => [String], { description: "The roles that were granted to them." })
  roles!: readonly string[];

  @Field(() => [String], {
    description: "What these roles let them do within their reach, for example `complaint.file`.",
  })
  capabilities!: readonly string[];
}
