import { DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, Int, ObjectType } from "type-graphql";

/* What belongs to a complaint, as the API shows it. */

@ObjectType("Complainant", { simpleResolvers: true, description: "A person behind a complaint (投诉人)." })
export class ComplainantType {
  @Field(() => ID, { description: "Their id." })
  id!: string;

  @Field(() => String, { nullable: true, description: "A pseudonym, or their id in another system." })
  reference!: string | null;

  @Field(() => String, { nullable: true, description: "Code of the kind of customer (客户类型)." })
  customerType!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When what says who they are was erased (删除): nothing of it is kept any more.",
  })
  erasedAt!: Instant | null;
}

@ObjectType("Accused", { simpleResolvers: true, description: "Staff or a post complained of (被投诉人、被投诉岗位)." })
export class AccusedType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { nullable: true, description: "Code of the post complained of." })
  post!: string | null;

  @Field(() => DateTime, { description: "When it was said." })
  at!: Instant;
}

@ObjectType("Evidence", { simpleResolvers: true, description: "A reference to something that proves (证据)." })
export class EvidenceType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Code of what it is: `photo`, `recording`, `letter` …" })
  kind!: string;

  @Field(() => String, { description: "Where the thing itself is kept." })
  uri!: string;

  @Field(() => String, { nullable: true, description: "Its media type." })
  mediaType!: string | null;

  @Field(() => String, { nullable: true, description: "SHA-256 of its bytes, in lower-case hex." })
  sha256!: string | null;

  @Field(() => String, { nullable: true, description: "What it is called." })
  label!: string | null;

  @Field(() => DateTime, { description: "When it was attached." })
  at!: Instant;
}

@ObjectType("Reply", { simpleResolvers: true, description: "An answer that went out (回复)." })
export class ReplyType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "`courtesy`, `holding`, `preliminary`, `substantive` or `formal`." })
  kind!: string;

  @Field(() => Boolean, { description: "Whether it was published at the place of the complaint." })
  public!: boolean;

  @Field(() => String, { description: "What it says." })
  text!: string;

  @Field(() => DateTime, { description: "When it went out." })
  at!: Instant;
}

@ObjectType("Contact", { simpleResolvers: true, description: "One attempt to reach the complainant (联系)." })
export class ContactType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Code of what for: `progress`, `return_visit`, `enquiry` …" })
  purpose!: string;

  @Field(() => String, { description: "Code of how: `phone`, `message`, `visit` …" })
  medium!: string;

  @Field(() => Boolean, { description: "Whether the complainant was reached." })
  reached!: boolean;

  @Field(() => String, { nullable: true, description: "What was said." })
  note!: string | null;

  @Field(() => DateTime, { description: "When it was tried." })
  at!: Instant;
}

@ObjectType("Relay", {
  simpleResolvers: true,
  description: "One delivery to whoever must handle the complaint (传递).",
})
export class RelayType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Code of the post that it was delivered to." })
  to!: string;

  @Field(() => DateTime, { description: "When it was delivered." })
  at!: Instant;

  @Field(() => DateTime, { nullable: true, description: "When the addressee responded." })
  answeredAt!: Instant | null;

  @Field(() => String, { nullable: true, description: "Code of the form in which the addressee responded." })
  answerForm!: string | null;
}

@ObjectType("FollowUp", { simpleResolvers: true, description: "A return visit after handling (回访)." })
export class FollowUpType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Code of its outcome." })
  outcome!: string;

  @Field(() => Int, {
    nullable: true,
    description: "Satisfaction (满意度): 1, very dissatisfied, to 5, very satisfied.",
  })
  satisfaction!: number | null;

  @Field(() => String, { nullable: true, description: "What was noted." })
  note!: string | null;

  @Field(() => DateTime, { description: "When it was made." })
  at!: Instant;
}

@ObjectType("Words", {
  simpleResolvers: true,
  description:
    "What somebody wrote about a complaint: a reason, an opinion, a summary. Facts point at it; it never changes.",
})
export class WordsType {
  @Field(() => ID, { description: "Its id, as the payload of a fact names it." })
  id!: string;

  @Field(() => String, { description: "`opinion`, `reason`, `response`, `summary`, `report`, `notice` …" })
  kind!: string;

  @Field(() => ID, { nullable: true, description: "What it answers, where it answers something." })
  aboutId!: string | null;

  @Field(() => String, { description: "What it says." })
  text!: string;

  @Field(() => ID, { description: "Who wrote it: an id of staff or of a program." })
  authorId!: string;

  @Field(() => DateTime, { description: "When it was written." })
  at!: Instant;
}
