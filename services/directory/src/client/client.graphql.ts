import { Field, ID, ObjectType } from "type-graphql";

@ObjectType("ApiClient", {
  simpleResolvers: true,
  description: "A program of an organization that speaks to the API in its own name.",
})
export class ApiClientType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "What it is for." })
  label!: string;
}
