import {
  checkFirst,
  clauseIn,
  ClauseType,
  cursorCodec,
  DateTime,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { reaches } from "@hearken/service-kit";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ComplaintType } from "../complaint/complaint.graphql.js";
import { historyLoader } from "../complaint/complaint.loader.js";
import type { ListedComplaint } from "../complaint/listed-complaint.js";
import { OrganizationStub, type Stub } from "../complaint/stub.graphql.js";
import { answerIn, statusOf, type Answered } from "./hand-over-answer.js";
import {
  ConsentType,
  GivenCodesType,
  HandedEntryConnection,
  HandOverStatuses,
  HandOverType,
  Outcomes,
  PartyType,
} from "./hand-over.graphql.js";
import type { HandOverStatus, Outcome } from "./hand-over.js";
import { handOversLoader, takenOverLoader } from "./hand-over.loader.js";
import { handedEntries } from "./hand-over.query.js";
import type { HandedEntry } from "./handed-entry.js";
import type { GivenHandOver, Party, ShownHandOver, TakenHandOver } from "./shown-hand-over.js";

const cursors = cursorCodec("handOverHistory", ["int"]);

@Resolver(() => ComplaintType)
export class HandOversOfComplaintResolver {
  @FieldResolver(() => [HandOverType], { description: "To whom it was handed over (移交), in that order." })
  handOvers(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<readonly GivenHandOver[]> {
    return context.loader(handOversLoader).load(id);
  }

  @FieldResolver(() => HandOverType, {
    nullable: true,
    description: "The hand-over by which it came from another organization (承接), when it did.",
  })
  async takenOverFrom(@Root() { id }: ListedComplaint, @Ctx() context: RequestContext): Promise<TakenHandOver | null> {
    return (await context.loader(takenOverLoader).load(id))[0] ?? null;
  }
}

@Resolver(() => PartyType)
export class HandOverPartyResolver {
  @FieldResolver(() => OrganizationStub, {
    nullable: true,
    description: "The organization, when the caller reaches it.",
  })
  organization(@Root() { organizationId }: Party, @Ctx() { principal: { actor, scope } }: RequestContext): Stub | null {
    const isKnown = actor.organizationId === organizationId || reaches(scope.reach, { organizationId });
    return isKnown ? { id: organizationId } : null;
  }
}

@Resolver(() => HandOverType)
export class HandOverResolver {
  @FieldResolver(() => PartyType, { description: "Who gave the complaint (移交方)." })
  from(@Root() { from }: ShownHandOver): Party {
    return from;
  }

  @FieldResolver(() => PartyType, { description: "Who it was given to (承接方)." })
  to(@Root() { to }: ShownHandOver): Party {
    return to;
  }

  @FieldResolver(() => ConsentType, { nullable: true, description: "That the complainant agreed to being told of." })
  consent(@Root() { consentMedium, consentGivenAt, consentNote }: ShownHandOver): ConsentType | null {
    if (consentMedium === null || consentGivenAt === null) return null;
    return { medium: consentMedium, givenAt: consentGivenAt, note: consentNote };
  }

  @FieldResolver(() => HandOverStatuses, { description: "How it stands." })
  async status(@Root() root: ShownHandOver, @Ctx() context: RequestContext): Promise<HandOverStatus> {
    return root.side === "giver" ? root.status : statusOf((await answeredIn(root, context))?.outcome);
  }

  @FieldResolver(() => Outcomes, { nullable: true, description: "By what the recipient answered, when it did." })
  async outcome(@Root() root: ShownHandOver, @Ctx() context: RequestContext): Promise<Outcome | null> {
    return root.side === "giver" ? root.outcome : ((await answeredIn(root, context))?.outcome ?? null);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: "When it was answered, or failed." })
  async answeredAt(@Root() root: ShownHandOver, @Ctx() context: RequestContext): Promise<Instant | null> {
    return root.side === "giver" ? root.answeredAt : ((await answeredIn(root, context))?.at ?? null);
  }

  @FieldResolver(() => ClauseType, {
    nullable: true,
    description: "The clause of the recipient's regulation that refuses it, when it failed by one.",
  })
  failureClause(@Root() { failureClause }: ShownHandOver, @Ctx() context: RequestContext): ClauseType | null {
    return failureClause === null ? null : clauseIn(failureClause, context);
  }

  @FieldResolver(() => GivenCodesType, {
    nullable: true,
    description: "What the giver called it; shown to the recipient.",
  })
  given(@Root() root: ShownHandOver): GivenCodesType | null {
    if (root.side === "giver") return null;
    return { channel: root.givenChannel, category: root.givenCategory, matter: root.givenMatter };
  }

  @FieldResolver(() => HandedEntryConnection, {
    description: "The giver's history until the hand-over, oldest first; shown to the recipient, empty for the giver.",
  })
  async history(
    @Root() { side, complaintId }: ShownHandOver,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<HandedEntry>> {
    const asked = { complaintId, after: after == null ? 0 : cursors.decode(after)[0], limit: checkFirst(first) + 1 };
    const rows = side === "giver" ? [] : await handedEntries(await context.uow(), asked);
    return pageOf(rows, { first, after, cursorOf: ({ version }) => cursors.encode([version]) });
  }
}

async function answeredIn({ complaintId }: TakenHandOver, context: RequestContext): Promise<Answered | undefined> {
  return answerIn(await context.loader(historyLoader).load(complaintId));
}
