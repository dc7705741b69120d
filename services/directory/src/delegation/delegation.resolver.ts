import {
  checkFirst,
  cursorCodec,
  idArgument,
  orNotFound,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, type Actor, type Refusal, type StaffId } from "@hearken/kernel";
import { can, forbidden, runCommand } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { StaffType } from "../staff/staff.graphql.js";
import type { Staff } from "../staff/staff.js";
import { staffLoader } from "../staff/staff.loader.js";
import { delegate } from "./delegate.command.js";
import {
  DelegateInput,
  DelegateResult,
  DelegationConnection,
  DelegationType,
  EndDelegationInput,
  EndDelegationResult,
} from "./delegation.graphql.js";
import type { Delegation, DelegationId } from "./delegation.js";
import { pageOfDelegations } from "./delegation.query.js";
import { endDelegation } from "./end-delegation.command.js";

const cursors = cursorCodec("delegations", ["id"]);

@Resolver(() => DelegationType)
export class DelegationResolver {
  @Query(() => DelegationConnection, {
    description:
      "The delegations of people within reach, and one's own, in the order in which they were given, ended ones too.",
  })
  async delegations(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Page<Delegation>> {
    const limit = checkFirst(first) + 1;
    const from = after == null ? null : (cursors.decode(after)[0] as DelegationId);
    const uow = await context.uow();
    const staffId = staffIdOf(context.principal.actor);
    const rows = await pageOfDelegations(uow, { staffId, after: from, limit });
    return pageOf(rows, { first, after, cursorOf: ({ id }) => cursors.encode([id]) });
  }

  @FieldResolver(() => StaffType, { nullable: true, description: "Who hands over, when they are within reach." })
  delegator(@Root() { delegatorId }: Delegation, @Ctx() context: RequestContext): Promise<Staff | undefined> {
    return context.loader(staffLoader).load(delegatorId);
  }

  @FieldResolver(() => StaffType, { nullable: true, description: "Who takes over, when they are within reach." })
  delegate(@Root() { delegateId }: Delegation, @Ctx() context: RequestContext): Promise<Staff | undefined> {
    return context.loader(staffLoader).load(delegateId);
  }

  @Mutation(() => DelegateResult, {
    name: "delegate",
    description:
      "Hands posts and grants of one's own to another for a time: they act as themselves, on one's behalf. Nobody hands over more than they hold, nor in a circle.",
  })
  async delegateRights(
    @Arg("input", () => DelegateInput, { description: "Who hands what to whom." }) input: DelegateInput,
    @Ctx() context: RequestContext,
  ): Promise<{ delegation: Delegation } | Refusal> {
    const named = input.delegatorId == null ? null : idArgument<"Staff">(input.delegatorId);
    const command = {
      delegateId: idArgument<"Staff">(input.delegateId),
      posts: input.posts ?? [],
      grantIds: (input.grantIds ?? []).map((id) => idArgument<"Grant">(id)),
      fromAt: input.from ?? undefined,
      toAt: input.to,
    };
    return runCommand(context, { operation: "delegate", key: input.idempotencyKey, input }, async (uow, principal) => {
      const self = staffIdOf(principal.actor);
      const delegatorId = named ?? self;
      const isOwn = delegatorId !== null && delegatorId === self;
      const refusal = forbidden(principal, isOwn ? "delegation.give" : "directory.manage");
      if (refusal !== undefined) return refusal;
      const { actor } = principal;
      const delegation = orNotFound(await delegate(uow, { ...command, delegatorId: orNotFound(delegatorId) }, actor));
      return isRefusal(delegation) ? delegation : { delegation };
    });
  }

  @Mutation(() => EndDelegationResult, { description: "Ends a delegation; it holds no longer from this instant on." })
  async endDelegation(
    @Arg("input", () => EndDelegationInput, { description: "Which one." }) input: EndDelegationInput,
    @Ctx() context: RequestContext,
  ): Promise<{ delegation: Delegation } | Refusal> {
    const command = {
      delegationId: idArgument<"Delegation">(input.delegationId),
      expectedVersion: input.expectedVersion ?? undefined,
    };
    return runCommand(
      context,
      { operation: "endDelegation", key: input.idempotencyKey, input },
      async (uow, principal) => {
        const by = { actor: principal.actor, isManager: can(principal, "directory.manage") };
        const delegation = orNotFound(await endDelegation(uow, command, by));
        return isRefusal(delegation) ? delegation : { delegation };
      },
    );
  }
}

function staffIdOf({ kind, id }: Actor): StaffId | null {
  return kind === "staff" ? (id as StaffId) : null;
}
