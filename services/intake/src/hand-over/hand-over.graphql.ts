import { connectionOf, DateTime } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { JsonScalar } from "../complaint/event.graphql.js";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";
import type { Failure, HandOverStatus, Outcome, Sharing } from "./hand-over.js";

export const Sharings = {
  IDENTIFIED: "identified",
  REDACTED: "redacted",
} as const satisfies Record<string, Sharing>;

registerEnumType(Sharings, {
  name: "HandOverSharing",
  description: "Whether the recipient of a hand-over is told who is behind the complaint.",
  valuesConfig: {
    IDENTIFIED: { description: "Names and telephone numbers go along, by consent (实名移交)." },
    REDACTED: { description: "They are masked, in the words of the complaint too (脱敏副本)." },
  },
});

export const HandOverStatuses = {
  OFFERED: "offered",
  TAKEN: "taken",
  DECLINED: "declined",
  FAILED: "failed",
  ANSWERED: "answered",
} as const satisfies Record<string, HandOverStatus>;

registerEnumType(HandOverStatuses, {
  name: "HandOverStatus",
  description: "How a hand-over (移交) stands.",
  valuesConfig: {
    OFFERED: { description: "The recipient's complaint is about to be made (待承接)." },
    TAKEN: { description: "The recipient has it (已承接)." },
    DECLINED: { description: "The recipient sent it back (已退回)." },
    FAILED: { description: "The recipient's complaint could not be made (移交失败)." },
    ANSWERED: { description: "The recipient answered (已答复)." },
  },
});

export const Outcomes = {
  REPORTED: "reported",
  DECLINED: "declined",
  FINISHED: "finished",
  CLOSED: "closed",
  WITHDRAWN: "withdrawn",
} as const satisfies Record<string, Outcome>;

registerEnumType(Outcomes, {
  name: "HandOverOutcome",
  description: "By what the recipient of a hand-over answered: the first of these.",
  valuesConfig: {
    REPORTED: { description: "It reported back (答复)." },
    DECLINED: { description: "It sent it back, with a reason (退回)." },
    FINISHED: { description: "Its complaint was finished (办结)." },
    CLOSED: { description: "Its complaint was closed (关闭)." },
    WITHDRAWN: { description: "The complainant took it back there (撤诉)." },
  },
});

export const Failures = {
  SUSPENDED: "suspended",
  UNREGULATED: "unregulated",
  WITHDRAWN: "withdrawn",
  REFUSED: "refused",
} as const satisfies Record<string, Failure>;

registerEnumType(Failures, {
  name: "HandOverFailure",
  description: "Why the recipient's complaint could not be made.",
  valuesConfig: {
    SUSPENDED: { description: "The group does not work with the recipient any more (已暂停合作)." },
    UNREGULATED: { description: "The recipient goes by no regulation (未执行任何制度)." },
    WITHDRAWN: { description: "The complaint was withdrawn before it was taken over (已撤诉)." },
    REFUSED: { description: "A clause of the recipient's regulation refuses it (制度不予受理)." },
  },
});

@ObjectType("HandOverConsent", {
  simpleResolvers: true,
  description: "The record of the complainant's consent (投诉人同意) to being told of.",
})
export class ConsentType {
  @Field(() => String, { description: "Code of how they said so: `phone`, `written` …" })
  medium!: string;

  @Field(() => DateTime, { description: "When they said so." })
  givenAt!: Instant;

  @Field(() => String, { nullable: true, description: "What was noted; the giver's alone." })
  note!: string | null;
}

@ObjectType("HandOverParty", {
  simpleResolvers: true,
  description: "One side of a hand-over: the giver (移交方) or the recipient (承接方).",
})
export class PartyType {
  @Field(() => String, { description: "What the organization is called." })
  name!: string;

  @Field(() => String, { description: "`headquarters`, `subsidiary` or `partner`." })
  kind!: string;
}

@ObjectType("HandedEntry", {
  simpleResolvers: true,
  description: "One line of the giver's history as it went along: no ids, no persons, nobody's words.",
})
export class HandedEntryType {
  @Field(() => Int, { description: "Its place in the giver's history, from 1." })
  version!: number;

  @Field(() => String, { description: "What happened, for example `complaint.relayed`." })
  type!: string;

  @Field(() => DateTime, { description: "When it happened." })
  occurredAt!: Instant;

  @Field(() => DateTime, { description: "When it was written down." })
  recordedAt!: Instant;

  @Field(() => [String], { description: "Codes of the posts of whoever did it." })
  posts!: readonly string[];

  @Field(() => JsonScalar, { description: "Its codes, numbers, dates, instants and flags." })
  payload!: unknown;
}

export const HandedEntryConnection = connectionOf("HandedEntry", HandedEntryType);

@ObjectType("GivenCodes", {
  simpleResolvers: true,
  description: "What the giver called it, whether or not the recipient's regulation knows these codes.",
})
export class GivenCodesType {
  @Field(() => String, { description: "Code of the channel (投诉渠道)." })
  channel!: string;

  @Field(() => String, { nullable: true, description: "Code of the category (投诉类别)." })
  category!: string | null;

  @Field(() => String, { nullable: true, description: "Code of the matter (投诉事项)." })
  matter!: string | null;
}

@ObjectType("HandOver", {
  simpleResolvers: true,
  description: "A complaint given to another organization (移交), as the side sees it that it is shown to.",
})
export class HandOverType {
  @Field(() => ID, { description: "Its id, the same on both sides." })
  id!: string;

  @Field(() => DateTime, { description: "When it was handed over." })
  at!: Instant;

  @Field(() => Sharings, { description: "Whether the recipient is told who is behind the complaint." })
  sharing!: Sharing;

  @Field(() => String, { nullable: true, description: "Why it was handed over; the giver's alone." })
  reason!: string | null;

  @Field(() => Failures, { nullable: true, description: "Why it failed, when it did." })
  failure!: Failure | null;

  @Field(() => String, { nullable: true, description: "What the recipient wrote to the giver; shown to the giver." })
  answer!: string | null;
}

@ObjectType("HandOverRecipient", {
  simpleResolvers: true,
  description: "An organization that a complaint may be handed over to: what names it, and nothing else of it.",
})
export class RecipientType {
  @Field(() => String, { description: "Stands for it in `handOverComplaint`, and for nothing anywhere else." })
  key!: string;

  @Field(() => String, { description: "What it is called." })
  name!: string;

  @Field(() => String, { description: "`headquarters`, `subsidiary` or `partner`." })
  kind!: string;

  @Field(() => Boolean, { description: "Whether the group does not work with it at present (暂停合作)." })
  suspended!: boolean;
}

export const RecipientConnection = connectionOf("HandOverRecipient", RecipientType);

@InputType({ description: "The record of the complainant's consent (投诉人同意) to being told of." })
export class HandOverConsentInput {
  @Field(() => String, { description: "Code of how they said so: `phone`, `written` …" })
  medium!: string;

  @Field(() => DateTime, { description: "When they said so, not after the hand-over." })
  givenAt!: Instant;

  @Field(() => String, {
    nullable: true,
    description: "What else is to be noted, up to 1,000 characters; it stays here.",
  })
  note?: string | null;
}

@InputType({ description: "A complaint that is given to another organization." })
export class HandOverComplaintInput extends OnComplaintInput {
  @Field(() => String, { description: "The recipient: a key of `handOverRecipients`." })
  recipient!: string;

  @Field(() => ID, {
    nullable: true,
    description: "A project of the recipient's, for those who reach it: the recipient's complaint is about it.",
  })
  projectId?: string | null;

  @Field(() => Sharings, { description: "Whether the recipient is told who is behind the complaint." })
  sharing!: Sharing;

  @Field(() => HandOverConsentInput, { nullable: true, description: "Required for `IDENTIFIED`." })
  consent?: HandOverConsentInput | null;

  @Field(() => String, { description: "Why, up to 5,000 characters; it stays here." })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Code of the channel (投诉渠道) under which the recipient takes it in; the complaint's own when absent.",
  })
  channel?: string | null;
}

export const HandOverComplaintResult = resultOf("HandOverComplaint");

@InputType({ description: "A report to whoever gave the complaint." })
export class AnswerHandOverInput extends OnComplaintInput {
  @Field(() => String, { description: "What the giver is told, up to 20,000 characters." })
  report!: string;
}

export const AnswerHandOverResult = resultOf("AnswerHandOver");

@InputType({ description: "A complaint that is sent back to whoever gave it." })
export class DeclineHandOverInput extends OnComplaintInput {
  @Field(() => String, { description: "Why, up to 5,000 characters; the giver is told." })
  reason!: string;
}

export const DeclineHandOverResult = resultOf("DeclineHandOver");
