import { connectionOf, DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";

@Directive('@key(fields: "id")')
@ObjectType("ApiClient", {
  simpleResolvers: true,
  description: "A program (接口客户端) of an organization that speaks to the API in its own name.",
})
export class ApiClientType {
  @Field(() => ID, { description: "Its id; grants name it." })
  id!: string;

  @Field(() => String, { description: "What it is for." })
  label!: string;

  @Field(() => Int, { description: "Grows with every change; pass it as `expectedVersion`." })
  version!: number;

  @Field(() => DateTime, { description: "When it was made." })
  addedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "When it was ended for good." })
  revokedAt!: Instant | null;
}

@ObjectType("ClientSecret", {
  simpleResolvers: true,
  description: "A secret (密钥) that counts now. The secret itself was shown once, when it was made.",
})
export class ClientSecretType {
  @Field(() => String, { description: "How it begins: by this people tell one from another." })
  prefix!: string;

  @Field(() => DateTime, { description: "When it was made." })
  createdAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "Until when it counts beside the newer one." })
  endsAt!: Instant | null;
}

export const ApiClientConnection = connectionOf("ApiClient", ApiClientType);

@InputType({ description: "A new program." })
export class CreateApiClientInput {
  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated call give the first answer, without the secret.",
  })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The organization that it belongs to." })
  organizationId!: string;

  @Field(() => String, { description: "What it is for, up to 100 characters." })
  label!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      "Names of actions that it is bound to for ever, as `viewer` tells them (`complaint.read`); absent: all that is granted to it.",
  })
  scopes?: string[] | null;
}

const SHOWN_ONCE = "The secret, shown this once; null when the call only repeats an earlier one.";

@ObjectType({ simpleResolvers: true, description: "The program was made, without a grant." })
export class CreateApiClientSuccess {
  @Field(() => ApiClientType, { description: "The program." })
  client!: ApiClientType;

  @Field(() => String, { nullable: true, description: SHOWN_ONCE })
  secret!: string | null;
}

export const CreateApiClientResult = mutationResult("CreateApiClientResult", [CreateApiClientSuccess]);

@InputType({ description: "Which program gets a new secret, and how long the one before goes on counting." })
export class RotateClientSecretInput {
  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated call give the first answer, without the secret.",
  })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The program's `id`." })
  clientId!: string;

  @Field(() => Int, { description: "Minutes for which the secret before counts beside the new one: 0–43200." })
  overlapMinutes!: number;

  @Field(() => Int, { nullable: true, description: "The version that this was decided on." })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The program has a new secret." })
export class RotateClientSecretSuccess {
  @Field(() => ApiClientType, { description: "The program." })
  client!: ApiClientType;

  @Field(() => String, { nullable: true, description: SHOWN_ONCE })
  secret!: string | null;
}

export const RotateClientSecretResult = mutationResult("RotateClientSecretResult", [RotateClientSecretSuccess]);

@InputType({ description: "Which program is ended for good." })
export class RevokeApiClientInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The program's `id`." })
  clientId!: string;

  @Field(() => Int, { nullable: true, description: "The version that this was decided on." })
  expectedVersion?: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "The program gets no token, and those that it has are worth nothing.",
})
export class RevokeApiClientSuccess {
  @Field(() => ApiClientType, { description: "The program." })
  client!: ApiClientType;
}

export const RevokeApiClientResult = mutationResult("RevokeApiClientResult", [RevokeApiClientSuccess]);
