import { Field, ID, InputType } from "type-graphql";
import { ComplainantInput } from "../complaint/filing.graphql.js";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "One more person stands behind a complaint." })
export class AddComplainantInput extends OnComplaintInput {
  @Field(() => ComplainantInput, { description: "The person." })
  complainant!: ComplainantInput;
}

export const AddComplainantResult = resultOf("AddComplainant");

@InputType({ description: "A person no longer stands behind a complaint." })
export class RemoveComplainantInput extends OnComplaintInput {
  @Field(() => ID, { description: "The person." })
  complainantId!: string;
}

export const RemoveComplainantResult = resultOf("RemoveComplainant");

@InputType({ description: "The complainant pressed for an answer." })
export class UrgeComplaintInput extends OnComplaintInput {
  @Field(() => ID, { nullable: true, description: "Who pressed." })
  complainantId?: string | null;
}

export const UrgeComplaintResult = resultOf("UrgeComplaint");
