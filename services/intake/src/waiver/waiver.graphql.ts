import { Field, InputType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "What is no longer owed, and why." })
export class WaiveObligationInput extends OnComplaintInput {
  @Field(() => String, { description: "The key of the obligation, as `Obligation.key` shows it." })
  key!: string;

  @Field(() => String, { description: "Why, up to 5,000 characters." })
  reason!: string;
}

export const WaiveObligationResult = resultOf("WaiveObligation");
