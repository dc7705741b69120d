import { checkFirst, cursorCodec, PageArguments, pageOf, type Page, type RequestContext } from "@hearken/graphql-kit";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { FollowUp } from "../closing/follow-up.js";
import type { Complainant } from "../complainant/complainant.js";
import type { Evidence } from "../evidence/evidence.js";
import type { Contact } from "../feedback/contact.js";
import type { Accused } from "../matter/accused.js";
import { recordsOf } from "../record/record.js";
import { FiledRecordType, type ShownRecord } from "../record/record.graphql.js";
import type { Relay } from "../relay/relay.js";
import type { Reply } from "../reply/reply.js";
import { TakenStepType, type ShownStep } from "../step/step.graphql.js";
import { stepsOf } from "../step/taken-step.js";
import type { Words } from "../words/words.js";
import { CategoryType, ChannelType, ComplaintType, type CodeOfComplaint } from "./complaint.graphql.js";
import { streamOf, type Complaint } from "./complaint.js";
import { complaintLoader, historyLoader } from "./complaint.loader.js";
import * as parts from "./complaint-parts.loader.js";
import { EventConnection } from "./event.graphql.js";
import type { ListedComplaint } from "./listed-complaint.js";
import {
  AccusedType,
  ComplainantType,
  ContactType,
  EvidenceType,
  FollowUpType,
  RelayType,
  ReplyType,
  WordsType,
} from "./part.graphql.js";
import { OrganizationStub, ProjectStub, RegulationStub, stubOf, UnitStub, type Stub } from "./stub.graphql.js";
import { eventsOf, type TimelineEvent } from "./timeline.query.js";

const cursors = cursorCodec("timeline", ["int"]);

@Resolver(() => ComplaintType)
export class ComplaintFieldsResolver {
  @FieldResolver(() => OrganizationStub, { description: "The organization that it is about." })
  organization(@Root() { organizationId }: ListedComplaint): Stub {
    return { id: organizationId };
  }

  @FieldResolver(() => ProjectStub, { nullable: true, description: "The project that it is about." })
  project(@Root() { projectId }: ListedComplaint): Stub | null {
    return stubOf(projectId);
  }

  @FieldResolver(() => UnitStub, { nullable: true, description: "The home that it is about." })
  unit(@Root() { unitId }: Complaint): Stub | null {
    return stubOf(unitId);
  }

  @FieldResolver(() => ChannelType, { description: "How it came in (投诉渠道)." })
  channel(@Root() complaint: ListedComplaint): CodeOfComplaint {
    return { code: complaint.channel, complaint };
  }

  @FieldResolver(() => CategoryType, { nullable: true, description: "What it is about (投诉类别)." })
  category(@Root() complaint: ListedComplaint): CodeOfComplaint | null {
    return complaint.category === null ? null : { code: complaint.category, complaint };
  }

  @FieldResolver(() => CategoryType, {
    nullable: true,
    description: "What it is about inside the category (投诉事项).",
  })
  matter(@Root() complaint: Complaint): CodeOfComplaint | null {
    return complaint.matter === null ? null : { code: complaint.matter, complaint };
  }

  @FieldResolver(() => RegulationStub, {
    description: "The regulation (规程) under which it was received, in the version of that day.",
  })
  regulation(@Root() { regulation, regulationVersion }: ListedComplaint): Stub {
    return { id: `${regulation}@${regulationVersion}` };
  }

  @FieldResolver(() => ComplaintType, { nullable: true, description: "The earlier complaint that it is tied to." })
  previous(@Root() { previousId }: Complaint, @Ctx() context: RequestContext): Promise<Complaint | null> | null {
    return previousId === null
      ? null
      : context
          .loader(complaintLoader)
          .load(previousId)
          .then((found) => found ?? null);
  }

  @FieldResolver(() => [ComplainantType], { description: "The people behind it (投诉人)." })
  complainants(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly Complainant[]> {
    return context.loader(parts.complainantsLoader).load(id);
  }

  @FieldResolver(() => [AccusedType], { description: "Who is complained of (被投诉人)." })
  accused(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly Accused[]> {
    return context.loader(parts.accusedLoader).load(id);
  }

  @FieldResolver(() => [EvidenceType], { description: "References to what proves (证据)." })
  evidence(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly Evidence[]> {
    return context.loader(parts.evidenceLoader).load(id);
  }

  @FieldResolver(() => [ReplyType], { description: "The answers that went out (回复)." })
  replies(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly Reply[]> {
    return context.loader(parts.repliesLoader).load(id);
  }

  @FieldResolver(() => [ContactType], { description: "The attempts to reach the complainant (联系)." })
  contacts(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly Contact[]> {
    return context.loader(parts.contactsLoader).load(id);
  }

  @FieldResolver(() => [RelayType], { description: "Its deliveries to whoever must handle it (传递)." })
  relays(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly Relay[]> {
    return context.loader(parts.relaysLoader).load(id);
  }

  @FieldResolver(() => [FollowUpType], { description: "The return visits (回访)." })
  followUps(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly FollowUp[]> {
    return context.loader(parts.followUpsLoader).load(id);
  }

  @FieldResolver(() => [WordsType], { description: "What was written about it: reasons, opinions, summaries." })
  words(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly Words[]> {
    return context.loader(parts.wordsLoader).load(id);
  }

  @FieldResolver(() => [TakenStepType], { description: "The steps of the regulation that were taken (步骤)." })
  async steps(@Root() complaint: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly ShownStep[]> {
    const history = await context.loader(historyLoader).load(complaint.id);
    return stepsOf(history).map((step) => ({ ...step, complaint }));
  }

  @FieldResolver(() => [FiledRecordType], {
    description: "The forms of the regulation that were filled in (记录), in the order in which they were begun.",
  })
  async records(@Root() complaint: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly ShownRecord[]> {
    const filings = await context.loader(parts.filingsLoader).load(complaint.id);
    return recordsOf(filings).map((record) => ({ ...record, complaint }));
  }

  @FieldResolver(() => EventConnection, { description: "Its history (处理过程), oldest first." })
  async timeline(
    @Root() { id }: ListedComplaint,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<TimelineEvent>> {
    const afterVersion = after == null ? 0 : cursors.decode(after)[0];
    const page = { streamId: streamOf(id), first: checkFirst(first) + 1, afterVersion };
    const events = await eventsOf(await context.uow(), page);
    return pageOf(events, { first, after, cursorOf: ({ version }) => cursors.encode([version]) });
  }
}
