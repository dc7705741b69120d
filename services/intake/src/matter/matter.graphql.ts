import { DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, InputType, Int } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "What a complaint is about." })
export class CategorizeComplaintInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of a category of the complaint's regulation." })
  category!: string;

  @Field(() => String, { nullable: true, description: "Code of the matter inside the category." })
  matter?: string | null;
}

export const CategorizeComplaintResult = resultOf("CategorizeComplaint");

@InputType({ description: "Who is complained of." })
export class RecordAccusedInput extends OnComplaintInput {
  @Field(() => ID, { nullable: true, description: "The member of staff." })
  staffId?: string | null;

  @Field(() => String, { nullable: true, description: "Code of the post." })
  post?: string | null;
}

export const RecordAccusedResult = resultOf("RecordAccused");

@InputType({ description: "The earlier complaint that a complaint is tied to." })
export class LinkComplaintInput extends OnComplaintInput {
  @Field(() => ID, { description: "The earlier complaint." })
  previousId!: string;

  @Field(() => String, { description: "`repeat` (a second complaint of the same matter), `related` or `duplicate`." })
  relation!: string;
}

export const LinkComplaintResult = resultOf("LinkComplaint");

@InputType({ description: "A fact that the regulation names; exactly one value is given." })
export class RecordFactInput extends OnComplaintInput {
  @Field(() => String, { description: "The name of the fact, as the regulation declares it." })
  name!: string;

  @Field(() => Boolean, { nullable: true, description: "The value of a yes-or-no fact." })
  flag?: boolean | null;

  @Field(() => Int, { nullable: true, description: "The value of a fact that is a number." })
  number?: number | null;

  @Field(() => String, { nullable: true, description: "The value of a fact that is one of several codes." })
  code?: string | null;

  @Field(() => DateTime, { nullable: true, description: "The value of a fact that is an instant." })
  at?: Instant | null;

  @Field(() => ID, { nullable: true, description: "Evidence of this complaint that shows it." })
  evidenceId?: string | null;
}

export const RecordFactResult = resultOf("RecordFact");

@InputType({ description: "The level that was decided on, with its reason." })
export class SetLevelInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of a level of the complaint's regulation." })
  level!: string;

  @Field(() => String, { description: "Why." })
  reason!: string;
}

export const SetLevelResult = resultOf("SetLevel");

@InputType({ description: "The items that were confirmed." })
export class TickChecklistInput extends OnComplaintInput {
  @Field(() => [String], { description: "Codes of the items." })
  items!: string[];
}

export const TickChecklistResult = resultOf("TickChecklist");
