import { DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { ComplaintType } from "../complaint/complaint.graphql.js";
import type { Complaint } from "../complaint/complaint.js";
import type { PersonalField } from "../complainant/complainant.js";
import type { ExportPurpose, RevealPurpose } from "../complainant/revealing.js";

/* What is done with what is kept about a person, as the API shows it. */

export const PersonalFields = {
  NAME: "name",
  PHONE: "phone",
  ADDRESS: "address",
  IDENTITY_NUMBER: "identity_number",
} as const satisfies Record<string, PersonalField>;

registerEnumType(PersonalFields, {
  name: "PersonalField",
  description: "What is kept sealed of a person.",
  valuesConfig: {
    NAME: { description: "Their name (姓名)." },
    PHONE: { description: "Their telephone number (电话)." },
    ADDRESS: { description: "Their address (地址)." },
    IDENTITY_NUMBER: { description: "Their identity number (证件号码)." },
  },
});

export const RevealPurposes = {
  CONTACT: "contact",
  VISIT: "visit",
  VERIFY: "verify",
  LEGAL: "legal",
  OTHER: "other",
} as const satisfies Record<string, RevealPurpose>;

registerEnumType(RevealPurposes, {
  name: "RevealPurpose",
  description: "What somebody's data is looked at for.",
  valuesConfig: {
    CONTACT: { description: "To ring or write to them (联系)." },
    VISIT: { description: "To go and see them (上门)." },
    VERIFY: { description: "To see whether they are who they say (核实身份)." },
    LEGAL: { description: "For a court or a contract (法律事务)." },
    OTHER: { description: "Something else, which the reason says (其他)." },
  },
});

export const ExportPurposes = {
  PERSON_ASKED: "person_asked",
  AUTHORITY_ASKED: "authority_asked",
  LEGAL: "legal",
} as const satisfies Record<string, ExportPurpose>;

registerEnumType(ExportPurposes, {
  name: "ExportPurpose",
  description: "For whom everything about a person is handed out.",
  valuesConfig: {
    PERSON_ASKED: { description: "The person asked for it (本人要求)." },
    AUTHORITY_ASKED: { description: "An authority asked for it (监管机构要求)." },
    LEGAL: { description: "For a court (法律程序)." },
  },
});

/** What is shown of a person in clear. */
@ObjectType("PersonInClear", { simpleResolvers: true, description: "A person in clear." })
abstract class InClearType {
  @Field(() => ID, { description: "The person's id." })
  complainantId!: string;

  @Field(() => String, { nullable: true, description: "Their name." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "Their telephone number." })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: "Their address." })
  address!: string | null;

  @Field(() => String, { nullable: true, description: "Their identity number." })
  identityNumber!: string | null;
}

@InputType({ description: "Somebody behind a complaint who is to be seen in clear." })
export class RevealComplainantInput {
  @Field(() => ID, { description: "The complaint." })
  complaintId!: string;

  @Field(() => ID, { description: "Who stands behind it." })
  complainantId!: string;

  @Field(() => [PersonalFields], { description: "What is to be seen; no more than is needed." })
  fields!: PersonalField[];

  @Field(() => RevealPurposes, { description: "What for." })
  purpose!: RevealPurpose;

  @Field(() => String, {
    nullable: true,
    description: "What for, in words, up to 5,000 characters; needed for `OTHER`.",
  })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Under a key that was used before it is shown, counted and recorded once more: nothing is kept of it.",
  })
  idempotencyKey?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "What was asked for, in clear; the others are absent." })
export class RevealComplainantSuccess extends InClearType {}

export const RevealComplainantResult = mutationResult("RevealComplainantResult", [RevealComplainantSuccess]);

@InputType({ description: "A person about whom everything is to be handed out." })
export class ExportComplainantInput {
  @Field(() => ID, { description: "The person." })
  complainantId!: string;

  @Field(() => ExportPurposes, { description: "For whom." })
  purpose!: ExportPurpose;

  @Field(() => String, {
    nullable: true,
    description: "Under a key that was used before it is handed out and recorded once more: nothing is kept of it.",
  })
  idempotencyKey?: string | null;
}

@ObjectType("PersonalDataAccess", {
  simpleResolvers: true,
  description: "That a person was seen in clear, exported or erased: who did it, and when.",
})
export class DataAccessType {
  @Field(() => String, { description: "`complainant.revealed`, `complainant.exported` or `complainant.erased`." })
  type!: string;

  @Field(() => ID, { description: "The complaint in whose history it stands." })
  complaintId!: string;

  @Field(() => DateTime, { description: "When." })
  at!: Instant;

  @Field(() => ID, { description: "Who: an id of staff or of a program." })
  actorId!: string;

  @Field(() => [String], { description: "What was seen." })
  fields!: readonly string[];

  @Field(() => String, { nullable: true, description: "Code of what it was for." })
  purpose!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Everything that is kept about a person." })
export class ExportComplainantSuccess extends InClearType {
  @Field(() => String, { nullable: true, description: "A pseudonym, or their id in another system." })
  reference!: string | null;

  @Field(() => String, { nullable: true, description: "Code of the kind of customer (客户类型)." })
  customerType!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When what says who they are was erased." })
  erasedAt!: Instant | null;

  @Field(() => [ComplaintType], {
    description: "Complaints that they stand or stood behind, with all that hangs on them: the latest 200.",
  })
  complaints!: readonly Complaint[];

  @Field(() => [DataAccessType], { description: "Who saw them in clear before." })
  accesses!: readonly DataAccessType[];

  @Field(() => Boolean, { description: "Whether these are all of their complaints." })
  isWhole!: boolean;
}

export const ExportComplainantResult = mutationResult("ExportComplainantResult", [ExportComplainantSuccess]);

@InputType({ description: "A person who asked to be erased." })
export class EraseComplainantInput {
  @Field(() => ID, { description: "The person." })
  complainantId!: string;

  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Nothing that says who they are is kept any more." })
export class EraseComplainantSuccess {
  @Field(() => ID, { description: "The person's id, which says nothing about them." })
  complainantId!: string;

  @Field(() => DateTime, { description: "When it was erased, perhaps earlier." })
  erasedAt!: Instant;
}

export const EraseComplainantResult = mutationResult("EraseComplainantResult", [EraseComplainantSuccess]);
