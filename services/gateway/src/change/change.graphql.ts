import { CHANGE_TEXTS as about } from "./change-texts.js";
import { DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { ArgsType, Directive, Field, ID, InputType, ObjectType } from "type-graphql";

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Complaint", { simpleResolvers: true, description: "A complaint, which intake owns." })
export class ComplaintStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@Directive('@key(fields: "id", resolvable: false)')
@ObjectType("Obligation", { simpleResolvers: true, description: "An obligation, which escalation owns." })
export class ObligationStub {
  @Field(() => ID, { description: "Its id." })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: "Something happened to a complaint that the subscriber may see." })
export class ComplaintChange {
  @Field(() => String, { description: about.cursor })
  cursor!: string;

  @Field(() => String, { description: about.type })
  type!: string;

  @Field(() => DateTime, { description: about.occurredAt })
  occurredAt!: Instant;

  @Field(() => ComplaintStub, { nullable: true, description: about.complaint })
  complaint?: ComplaintStub | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Something happened to an obligation (义务) that the subscriber may see.",
})
export class ObligationChange {
  @Field(() => String, { description: about.cursor })
  cursor!: string;

  @Field(() => String, { description: about.type })
  type!: string;

  @Field(() => DateTime, { description: about.occurredAt })
  occurredAt!: Instant;

  @Field(() => String, { description: "Key of the obligation inside its complaint." })
  key!: string;

  @Field(() => ComplaintStub, { nullable: true, description: about.complaint })
  complaint?: ComplaintStub | null;

  @Field(() => ObligationStub, {
    nullable: true,
    description: "The obligation as it stands now; null while its projection follows.",
  })
  obligation?: ObligationStub | null;
}

@InputType("ChangeFilter", { description: "Which changes to hear of; what is left out does not restrict." })
export class ChangeFilterInput {
  @Field(() => ID, { nullable: true, description: "Only complaints of this organization." })
  organizationId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only complaints of this project." })
  projectId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only this complaint." })
  complaintId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Only events of these types, for example `complaint.relayed`.",
  })
  types?: string[] | null;
}

@ArgsType()
export class ChangeArguments {
  @Field(() => ChangeFilterInput, { nullable: true, description: "Which changes to hear of." })
  filter?: ChangeFilterInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Cursor of the last change received: what was missed is replayed first, then live, without gap or repetition.",
  })
  after?: string | null;
}
