import { DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, InputType } from "type-graphql";
import { Natures, Receivers } from "./complaint.graphql.js";
import type { Nature, Receiver } from "./complaint.js";
import { resultOf } from "./mutation.graphql.js";

@InputType({ description: "A person behind a complaint (投诉人)." })
export class ComplainantInput {
  @Field(() => String, { description: "Their name, up to 100 characters." })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "Their telephone number: digits, spaces and dashes, perhaps a leading `+`.",
  })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: "Their address, up to 300 characters." })
  address?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Their citizen's number (身份证号, 18 characters with the right check character) or that of a passport.",
  })
  identityNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A pseudonym, or their id in another system: who is referred to like this is one and the same person.",
  })
  reference?: string | null;

  @Field(() => String, { nullable: true, description: "Code of the kind of customer (客户类型)." })
  customerType?: string | null;
}

@InputType({ description: "What every complaint comes in with." })
class ReceivedInput {
  @Field(() => ID, { description: "The organization that it is about." })
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: "The project, one of that organization." })
  projectId?: string | null;

  @Field(() => ID, { nullable: true, description: "The home, one of that project." })
  unitId?: string | null;

  @Field(() => String, {
    description: "Code of the channel (投诉渠道) in the regulation that the organization goes by.",
  })
  channel!: string;

  @Field(() => String, { nullable: true, description: "Code of the category (投诉类别), when it is known already." })
  category?: string | null;

  @Field(() => String, { nullable: true, description: "Code of the matter (投诉事项) inside the category." })
  matter?: string | null;

  @Field(() => Natures, { nullable: true, description: "The nature of what was said; a grievance when absent." })
  nature?: Nature | null;

  @Field(() => String, { nullable: true, description: "Code of the kind of customer (客户类型)." })
  customerType?: string | null;

  @Field(() => String, { description: "The subject, one line, up to 200 characters." })
  subject!: string;

  @Field(() => String, {
    description: "The written description, up to 20,000 characters; it is kept as it is for ever.",
  })
  text!: string;

  @Field(() => [ComplainantInput], { description: "The people behind it, 1 to 100." })
  complainants!: ComplainantInput[];

  @Field(() => Receivers, { description: "Who took it in." })
  receivedBy!: Receiver;

  @Field(() => DateTime, { nullable: true, description: "When the call ended, for a call." })
  callEndedAt?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "When it was posted, for a post." })
  postedAt?: Instant | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it was taken in as an emergency (紧急)." })
  emergency?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it touches professional questions (专业性问题)." })
  professional?: boolean | null;

  @Field(() => ID, { nullable: true, description: "The earlier complaint that this one repeats." })
  previousId?: string | null;

  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;
}

@InputType({ description: "A complaint that comes in." })
export class FileComplaintInput extends ReceivedInput {
  @Field(() => DateTime, { nullable: true, description: "When it was received: for imports alone; now when absent." })
  receivedAt?: Instant | null;

  @Field(() => String, {
    nullable: true,
    description: "The system that it comes from: for imports alone, together with `sourceRef`.",
  })
  source?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Its id in that system: the same import a second time answers the complaint of the first.",
  })
  sourceRef?: string | null;
}

@InputType({ description: "A complaint that came in elsewhere, with its original time." })
export class ImportComplaintInput extends ReceivedInput {
  @Field(() => DateTime, { description: "When it was received." })
  receivedAt!: Instant;

  @Field(() => String, { description: "The system that it comes from." })
  source!: string;

  @Field(() => String, {
    description: "Its id in that system: the same import a second time answers the complaint of the first.",
  })
  sourceRef!: string;
}

export const FileComplaintResult = resultOf("FileComplaint");
export const ImportComplaintResult = resultOf("ImportComplaint");
