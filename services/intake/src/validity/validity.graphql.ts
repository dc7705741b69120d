import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

const DeterminedValidities = { VALID: "valid", INVALID: "invalid" } as const;
type DeterminedValidity = (typeof DeterminedValidities)[keyof typeof DeterminedValidities];

registerEnumType(DeterminedValidities, {
  name: "DeterminedValidity",
  description: "What can be found about a complaint's validity (有效性).",
  valuesConfig: {
    VALID: { description: "There is ground for it (有效)." },
    INVALID: { description: "There is no ground for it (无效)." },
  },
});

@InputType({ description: "A complaint whose validity is in question." })
export class QuestionValidityInput extends OnComplaintInput {}

export const QuestionValidityResult = resultOf("QuestionValidity");

@InputType({ description: "The question of validity, with an opinion." })
export class ReferValidityInput extends OnComplaintInput {
  @Field(() => String, { nullable: true, description: "The opinion of whoever asks." })
  opinion?: string | null;
}

export const ReferValidityResult = resultOf("ReferValidity");

@InputType({ description: "Whether there is ground for a complaint." })
export class DetermineValidityInput extends OnComplaintInput {
  @Field(() => DeterminedValidities, { description: "What was found." })
  validity!: DeterminedValidity;

  @Field(() => [ID], { nullable: true, description: "Who was consulted." })
  consultedStaffIds?: string[] | null;

  @Field(() => String, { nullable: true, description: "Why." })
  reason?: string | null;
}

export const DetermineValidityResult = resultOf("DetermineValidity");
