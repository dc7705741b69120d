import { Field, ObjectType, registerEnumType } from "type-graphql";

export const PassedReasons = { VACANT: "vacant", ACCUSED: "accused" } as const;

registerEnumType(PassedReasons, {
  name: "PassedReason",
  description: "Why a post of the ladder was passed over.",
  valuesConfig: {
    VACANT: { description: "Nobody holds it." },
    ACCUSED: { description: "All who hold it are complained of, or stand under someone who is." },
  },
});

@ObjectType({ simpleResolvers: true, description: "A post of the ladder that was passed over." })
export class PassedPost {
  @Field(() => String, { description: "The post's code." })
  post!: string;

  @Field(() => PassedReasons, { description: "Why." })
  why!: "vacant" | "accused";
}

@ObjectType("Responsible", {
  simpleResolvers: true,
  description: "Who decides, passing over whoever is complained of.",
})
export class ResponsibleType {
  @Field(() => String, {
    nullable: true,
    description: "The post that decides; absent when every rung is vacant or complained of.",
  })
  post!: string | undefined;

  @Field(() => [PassedPost], { description: "The posts that were passed over, lowest first." })
  passed!: readonly PassedPost[];
}
