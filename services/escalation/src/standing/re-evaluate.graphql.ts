import { mutationResult } from "@hearken/graphql-kit";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ComplaintStub } from "./standing.graphql.js";

@InputType({ description: "Which complaint to evaluate anew." })
export class ReEvaluateInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The complaint." })
  complaintId!: string;
}

@ObjectType({ simpleResolvers: true, description: "The complaint was evaluated anew." })
export class ReEvaluateSuccess {
  @Field(() => ComplaintStub, { description: "The complaint." })
  complaint!: ComplaintStub;

  @Field(() => String, { nullable: true, description: "Why it still cannot be evaluated; null when it can." })
  fault!: string | null;
}

export const ReEvaluateResult = mutationResult("ReEvaluateResult", [ReEvaluateSuccess]);
