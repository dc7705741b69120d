import { Field, ObjectType } from "type-graphql";

@ObjectType("RegulationClause", {
  simpleResolvers: true,
  description: "One numbered statement (条款) of a regulation, in both languages.",
})
export class RegulationClauseType {
  @Field(() => String, { description: "Its id, for example `LG-5.2.2A`." })
  id!: string;
}

/** What every entry of a regulation has; each kind of entry is a type of its own. */
@ObjectType("RegulationEntry", { simpleResolvers: true, description: "An entry of a regulation." })
export abstract class RegulationEntryType {
  @Field(() => String, { description: "Its code in the regulation." })
  code!: string;
}

@ObjectType("RegulationPost", { simpleResolvers: true, description: "A post (岗位) of a regulation." })
export class RegulationPostType extends RegulationEntryType {}

@ObjectType("RegulationValue", { simpleResolvers: true, description: "One of the values that may be chosen." })
export class RegulationValueType extends RegulationEntryType {}

@ObjectType("RegulationOwner", {
  simpleResolvers: true,
  description: "Who owes or hears something: a post, or whoever a condition names.",
})
export class RegulationOwnerType {
  @Field(() => String, { nullable: true, description: "The condition under which it is this one." })
  when!: string | null;

  @Field(() => String, { nullable: true, description: "The condition that names the post, where the facts decide." })
  from!: string | null;
}
