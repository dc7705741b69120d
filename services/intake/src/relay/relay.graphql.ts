import { Field, ID, InputType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "To whom a complaint was delivered." })
export class RelayComplaintInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of a post of the regulation." })
  to!: string;

  @Field(() => ID, { nullable: true, description: "The member of staff." })
  staffId?: string | null;

  @Field(() => ID, { nullable: true, description: "The department." })
  departmentId?: string | null;
}

export const RelayComplaintResult = resultOf("RelayComplaint");

@InputType({ description: "The response to a relay." })
export class AnswerRelayInput extends OnComplaintInput {
  @Field(() => ID, { description: "The relay." })
  relayId!: string;

  @Field(() => String, { description: "Code of the form of the response: `written`, `oral` …" })
  form!: string;

  @Field(() => String, { nullable: true, description: "What was responded." })
  response?: string | null;
}

export const AnswerRelayResult = resultOf("AnswerRelay");

@InputType({ description: "To whom a complaint was reported upwards." })
export class PassUpComplaintInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of a post of the regulation." })
  to!: string;

  @Field(() => ID, { nullable: true, description: "The member of staff." })
  staffId?: string | null;
}

export const PassUpComplaintResult = resultOf("PassUpComplaint");

@InputType({ description: "Where the complainant was told to turn." })
export class GiveContactPointInput extends OnComplaintInput {
  @Field(() => Boolean, { description: "Whether that is fine with them." })
  consent!: boolean;

  @Field(() => String, { nullable: true, description: "Code of the contact point." })
  contactPoint?: string | null;
}

export const GiveContactPointResult = resultOf("GiveContactPoint");
