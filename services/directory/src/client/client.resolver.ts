import {
  checkFirst,
  cleanText,
  cursorCodec,
  DateTime,
  fault,
  idArgument,
  orNotFound,
  PageArguments,
  pageOf,
  type Page,
  type RequestContext,
} from "@hearken/graphql-kit";
import { isRefusal, type Instant, type Refusal } from "@hearken/kernel";
import { ACTIONS, can, clientIdOf, forbidden, runCommand, runAllowed } from "@hearken/service-kit";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { GrantType } from "../grant/grant.graphql.js";
import type { Grant } from "../grant/grant.js";
import { OrganizationType } from "../organization/organization.graphql.js";
import type { Organization } from "../organization/organization.js";
import { organizationLoader } from "../organization/organization.loader.js";
import {
  ApiClientConnection,
  ApiClientType,
  ClientSecretType,
  CreateApiClientInput,
  CreateApiClientResult,
  RevokeApiClientInput,
  RevokeApiClientResult,
  RotateClientSecretInput,
  RotateClientSecretResult,
} from "./client.graphql.js";
import { boundOf, type ApiClient, type ClientId, type ClientSecret } from "./client.js";
import { grantsOfClientLoader, secretsLoader, useLoader } from "./client.loader.js";
import { pageOfClients } from "./client.query.js";
import { createClient, type WithSecret } from "./create-client.command.js";
import { revokeClient } from "./revoke-client.command.js";
import { rotateSecret } from "./rotate-secret.command.js";

const cursors = cursorCodec("apiClients", ["id"]);

interface SecretShown {
  readonly client: ApiClient;
  readonly secret: string | null;
}

@Resolver(() => ApiClientType)
export class ClientResolver {
  @Query(() => ApiClientConnection, {
    description:
      "The programs of the organizations within reach, in the order in which they were made, revoked ones too.",
  })
  async apiClients(
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg("organizationId", () => ID, { nullable: true, description: "Only those of this organization." })
    organizationId: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<ApiClient>> {
    const asked = {
      organizationId: organizationId == null ? null : idArgument<"Organization">(organizationId),
      after: after == null ? null : (cursors.decode(after)[0] as ClientId),
      limit: checkFirst(first) + 1,
    };
    const uow = await context.uow();
    if (!can(context.principal, "client.manage")) throw fault("FORBIDDEN", "You may not see programs.");
    return pageOf(await pageOfClients(uow, asked), { first, after, cursorOf: ({ id }) => cursors.encode([id]) });
  }

  @FieldResolver(() => String, {
    description: "What it calls itself where tokens are given out: the `client_id` of OAuth.",
  })
  clientId(@Root() client: ApiClient): string {
    return clientIdOf(client);
  }

  @FieldResolver(() => OrganizationType, { description: "The organization that it belongs to." })
  async organization(@Root() { organizationId }: ApiClient, @Ctx() context: RequestContext): Promise<Organization> {
    return orNotFound(await context.loader(organizationLoader).load(organizationId));
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description: "The actions (权限范围) that it is bound to for ever; null: all that its grants allow.",
  })
  scopes(@Root() { boundTo }: ApiClient): readonly string[] | null {
    return boundTo;
  }

  @FieldResolver(() => [ClientSecretType], {
    description: "Its secrets that count now, the latest first: one, or two during an overlap.",
  })
  secrets(@Root() { id }: ApiClient, @Ctx() context: RequestContext): Promise<ClientSecret[]> {
    return context.loader(secretsLoader).load(id);
  }

  @FieldResolver(() => [GrantType], {
    description: "What it may do and where: the grants that hold now or will, within reach.",
  })
  grants(@Root() { id }: ApiClient, @Ctx() context: RequestContext): Promise<Grant[]> {
    return context.loader(grantsOfClientLoader).load(id);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: "When it last got a token, to about a minute." })
  async lastUsedAt(@Root() { id }: ApiClient, @Ctx() context: RequestContext): Promise<Instant | undefined> {
    return (await context.loader(useLoader).load(id))?.lastUsedAt;
  }

  @Mutation(() => CreateApiClientResult, { description: "Makes a program of an organization that one manages." })
  async createApiClient(
    @Arg("input", () => CreateApiClientInput, { description: "The new program." }) input: CreateApiClientInput,
    @Ctx() context: RequestContext,
  ): Promise<SecretShown | Refusal> {
    const label = cleanText(input.label, { max: 100, stripDirection: true, path: ["input", "label"] });
    if (isRefusal(label)) return label;
    const boundTo = boundOf(input.scopes ?? undefined, ACTIONS);
    if (isRefusal(boundTo)) return boundTo;
    const organizationId = idArgument<"Organization">(input.organizationId);
    return shownOnce((keep) =>
      runCommand(
        context,
        { operation: "createApiClient", key: input.idempotencyKey, input },
        async (uow, principal) =>
          forbidden(principal, "client.manage") ??
          keep(orNotFound(await createClient(uow, { organizationId, label, boundTo }, principal.actor))),
      ),
    );
  }

  @Mutation(() => RotateClientSecretResult, {
    description: "Gives a program a new secret; the one before goes on counting for the overlap.",
  })
  async rotateClientSecret(
    @Arg("input", () => RotateClientSecretInput, { description: "The program." }) input: RotateClientSecretInput,
    @Ctx() context: RequestContext,
  ): Promise<SecretShown | Refusal> {
    const command = {
      clientId: idArgument<"Client">(input.clientId),
      overlapMinutes: input.overlapMinutes,
      expectedVersion: input.expectedVersion ?? undefined,
    };
    return shownOnce((keep) =>
      runCommand(
        context,
        { operation: "rotateClientSecret", key: input.idempotencyKey, input },
        async (uow, principal) =>
          forbidden(principal, "client.manage") ?? keep(orNotFound(await rotateSecret(uow, command, principal.actor))),
      ),
    );
  }

  @Mutation(() => RevokeApiClientResult, {
    description: "Ends a program for good: no token from now on, and those that it has are worth nothing.",
  })
  async revokeApiClient(
    @Arg("input", () => RevokeApiClientInput, { description: "The program." }) input: RevokeApiClientInput,
    @Ctx() context: RequestContext,
  ): Promise<{ client: ApiClient } | Refusal> {
    const command = {
      clientId: idArgument<"Client">(input.clientId),
      expectedVersion: input.expectedVersion ?? undefined,
    };
    return runAllowed(
      context,
      { operation: "revokeApiClient", key: input.idempotencyKey, input, action: "client.manage", answers: "client" },
      (uow, actor) => revokeClient(uow, command, actor),
    );
  }
}

/** The answer that is remembered under an idempotency key. */
interface Kept {
  readonly client: ApiClient;
  readonly secretId: ClientSecret["id"];
}

/**
 * Shows a secret to the call that made it. What is kept under the idempotency key does not hold it, so a repeated call,
 * or one that lost the race for its key, gets the program without the secret.
 */
async function shownOnce(
  run: (keep: (made: WithSecret | Refusal) => Kept | Refusal) => Promise<Kept | Refusal>,
): Promise<SecretShown | Refusal> {
  let made: WithSecret | undefined;
  const answer = await run((outcome) => {
    if (isRefusal(outcome)) return outcome;
    made = outcome;
    return { client: outcome.client, secretId: outcome.secretId };
  });
  if (isRefusal(answer)) return answer;
  return { client: answer.client, secret: made?.secretId === answer.secretId ? made.secret : null };
}
