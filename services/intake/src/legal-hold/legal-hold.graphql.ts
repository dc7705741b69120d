import { Field, InputType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "Nothing about the complaint may be erased." })
export class PlaceLegalHoldInput extends OnComplaintInput {
  @Field(() => String, { description: "Why, up to 5,000 characters: the court, the file, the order." })
  reason!: string;
}

export const PlaceLegalHoldResult = resultOf("PlaceLegalHold");

@InputType({ description: "The legal hold on the complaint ends." })
export class ReleaseLegalHoldInput extends OnComplaintInput {
  @Field(() => String, { description: "Why, up to 5,000 characters." })
  reason!: string;
}

export const ReleaseLegalHoldResult = resultOf("ReleaseLegalHold");
