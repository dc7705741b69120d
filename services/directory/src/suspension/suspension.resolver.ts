import { idArgument, orNotFound, type RequestContext } from "@hearken/graphql-kit";
import { isRefusal, type Refusal } from "@hearken/kernel";
import { forbidden, runCommand } from "@hearken/service-kit";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Organization } from "../organization/organization.js";
import { setSuspension } from "./set-suspension.command.js";
import {
  ResumePartnerInput,
  ResumePartnerResult,
  SuspendPartnerInput,
  SuspendPartnerResult,
} from "./suspension.graphql.js";

type Answer = { readonly organization: Organization } | Refusal;

@Resolver()
export class SuspensionResolver {
  @Mutation(() => SuspendPartnerResult, {
    description: "Stops working with a partner firm for a time: its staff and programs get nothing, at once.",
  })
  suspendPartner(
    @Arg("input", () => SuspendPartnerInput, { description: "The partner firm." }) input: SuspendPartnerInput,
    @Ctx() context: RequestContext,
  ): Promise<Answer> {
    return turn(context, { operation: "suspendPartner", input, wanted: true });
  }

  @Mutation(() => ResumePartnerResult, {
    description: "Works with a partner firm again: what was granted counts again.",
  })
  resumePartner(
    @Arg("input", () => ResumePartnerInput, { description: "The partner firm." }) input: ResumePartnerInput,
    @Ctx() context: RequestContext,
  ): Promise<Answer> {
    return turn(context, { operation: "resumePartner", input, wanted: false });
  }
}

interface Turn {
  readonly operation: string;
  readonly input: SuspendPartnerInput;
  readonly wanted: boolean;
}

function turn(context: RequestContext, { operation, input, wanted }: Turn): Promise<Answer> {
  const organizationId = idArgument<"Organization">(input.organizationId);
  const expectedVersion = input.expectedVersion ?? undefined;
  return runCommand<{ readonly organization: Organization }>(
    context,
    { operation, key: input.idempotencyKey, input },
    async (uow, principal) => {
      const refusal = forbidden(principal, "directory.manage");
      if (refusal !== undefined) return refusal;
      const organization = orNotFound(
        await setSuspension(uow, { organizationId, wanted, expectedVersion }, principal.actor),
      );
      return isRefusal(organization) ? organization : { organization };
    },
  );
}
