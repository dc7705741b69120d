import { connectionOf, DateTime, LocalDateScalar } from "@hearken/graphql-kit";
import type { Instant, LocalDate } from "@hearken/kernel";
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import type { Complaint, Nature, Receiver, Status, Validity } from "./complaint.js";

export const ComplaintStatuses = {
  OPEN: "open",
  FINISHED: "finished",
  CLOSED: "closed",
  WITHDRAWN: "withdrawn",
} as const satisfies Record<string, Status>;

registerEnumType(ComplaintStatuses, {
  name: "ComplaintStatus",
  description: "How far a complaint has come.",
  valuesConfig: {
    OPEN: { description: "Still being handled (处理中)." },
    FINISHED: { description: "Handling is finished (办结); the return visit is still owed." },
    CLOSED: { description: "Closed (关闭): nothing is owed any more." },
    WITHDRAWN: { description: "Taken back by the complainant (撤诉), or sent back to whoever handed it over (退回)." },
  },
});

export const Validities = {
  UNDETERMINED: "undetermined",
  QUESTIONED: "questioned",
  REFERRED: "referred",
  VALID: "valid",
  INVALID: "invalid",
} as const satisfies Record<string, Validity>;

registerEnumType(Validities, {
  name: "Validity",
  description: "Whether there is ground for the complaint (有效性).",
  valuesConfig: {
    UNDETERMINED: { description: "Not determined yet (未判定)." },
    QUESTIONED: { description: "Whoever took it in cannot tell (存疑)." },
    REFERRED: { description: "The question was put to the one who decides it (提请判定)." },
    VALID: { description: "There is ground for it (有效)." },
    INVALID: { description: "There is no ground for it (无效)." },
  },
});

export const Receivers = {
  CENTRE: "centre",
  SPECIALIST: "specialist",
  EMPLOYEE: "employee",
} as const satisfies Record<string, Receiver>;

registerEnumType(Receivers, {
  name: "Receiver",
  description: "Who took a complaint in.",
  valuesConfig: {
    CENTRE: { description: "The service centre (客户服务中心)." },
    SPECIALIST: { description: "A project's customer specialist (客户专员)." },
    EMPLOYEE: { description: "Any other employee." },
  },
});

export const Natures = {
  GRIEVANCE: "grievance",
  EXPECTATION: "expectation",
  ENQUIRY: "enquiry",
} as const satisfies Record<string, Nature>;

registerEnumType(Natures, {
  name: "Nature",
  description: "The nature of what was said.",
  valuesConfig: {
    GRIEVANCE: { description: "Dissatisfaction (不满)." },
    EXPECTATION: { description: "A wish (期望)." },
    ENQUIRY: { description: "A question (咨询)." },
  },
});

/** A code of the complaint's regulation; its label is looked up when it is asked for. */
export interface CodeOfComplaint {
  readonly code: string;
  readonly complaint: Pick<Complaint, "regulation" | "regulationVersion" | "organizationId">;
}

@ObjectType("Channel", { simpleResolvers: true, description: "How a complaint came in (投诉渠道)." })
export class ChannelType {
  @Field(() => String, { description: "Its code in the complaint's regulation." })
  code!: string;
}

@ObjectType("Category", { simpleResolvers: true, description: "What a complaint is about (投诉类别、投诉事项)." })
export class CategoryType {
  @Field(() => String, { description: "Its code in the complaint's regulation." })
  code!: string;
}

@Directive('@key(fields: "id")')
@ObjectType("Complaint", {
  simpleResolvers: true,
  description: "An expression of dissatisfaction (投诉), from one or several people.",
})
export class ComplaintType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => String, { description: "Its number (投诉编号), to be told to people: `20250305-7K3Q9M`." })
  number!: string;

  @Field(() => String, { description: "Its subject as it was received; never altered." })
  subject!: string;

  @Field(() => String, { description: "Its text as it was received; never altered." })
  text!: string;

  @Field(() => Natures, { description: "The nature of what was said." })
  nature!: Nature;

  @Field(() => String, { nullable: true, description: "Code of the kind of customer (客户类型)." })
  customerType!: string | null;

  @Field(() => DateTime, { description: "When it was received (受理时间)." })
  receivedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "When the call ended, for a call." })
  callEndedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "When it was posted, for a post." })
  postedAt!: Instant | null;

  @Field(() => Receivers, { description: "Who took it in." })
  receivedBy!: Receiver;

  @Field(() => ComplaintStatuses, { description: "How far it has come." })
  status!: Status;

  @Field(() => Validities, { description: "Whether there is ground for it." })
  validity!: Validity;

  @Field(() => Boolean, { description: "Whether handling waits (暂停)." })
  suspended!: boolean;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The day by which the complainant was promised to hear (承诺反馈日期).",
  })
  promisedOn!: LocalDate | null;

  @Field(() => String, { nullable: true, description: "Code of the post that leads the handling (牵头)." })
  lead!: string | null;

  @Field(() => String, { nullable: true, description: "The system that it was imported from." })
  source!: string | null;

  @Field(() => String, { nullable: true, description: "Its id in the system that it was imported from." })
  sourceRef!: string | null;

  @Field(() => Boolean, {
    description: "Whether it is under a legal hold (法律保全): nothing about it is erased until the hold is released.",
  })
  legalHold!: boolean;

  @Field(() => Int, { description: "Grows with every change; pass it as `expectedVersion`." })
  version!: number;
}

export const ComplaintConnection = connectionOf("Complaint", ComplaintType);

@InputType({ description: "Which complaints to list; what is left out does not restrict." })
export class ComplaintFilterInput {
  @Field(() => ID, { nullable: true, description: "Only those of this organization." })
  organizationId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those of this project." })
  projectId?: string | null;

  @Field(() => ComplaintStatuses, { nullable: true, description: "Only those in this state." })
  status?: Status | null;

  @Field(() => String, { nullable: true, description: "Only those of the category with this code." })
  category?: string | null;

  @Field(() => DateTime, { nullable: true, description: "Only those received from this instant on." })
  receivedFrom?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "Only those received before this instant." })
  receivedTo?: Instant | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Only those of people with this telephone number, however it is written: for whoever may find complainants.",
  })
  phone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only those of people with this identity number: for whoever may find complainants; not with `phone`.",
  })
  identityNumber?: string | null;
}
