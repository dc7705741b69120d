import { connectionOf, DateTime, mutationResult } from "@hearken/graphql-kit";
import type { Instant } from "@hearken/kernel";
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import type { GrantScope, Role } from "./role.js";

export const Roles = {
  HEADQUARTERS_OFFICER: "headquarters_officer",
  ADMINISTRATOR: "administrator",
  SUBSIDIARY_OFFICER: "subsidiary_officer",
  PARTNER: "partner",
  PROGRAM: "program",
  READER: "reader",
} as const satisfies Record<string, Role>;

registerEnumType(Roles, {
  name: "Role",
  description: "What a grant lets its holder do within its scope.",
  valuesConfig: {
    HEADQUARTERS_OFFICER: { description: "Handles complaints of the whole group; over the tenant." },
    ADMINISTRATOR: { description: "Keeps the directory; over the tenant or an organization." },
    SUBSIDIARY_OFFICER: { description: "Handles an organization's complaints." },
    PARTNER: { description: "Handles what is handed to a partner firm; over projects, or over that firm." },
    PROGRAM: { description: "Files and handles complaints on behalf of a portal." },
    READER: { description: "Sees, and does nothing." },
  },
});

export const GrantScopes = {
  TENANT: "tenant",
  ORGANIZATION: "organization",
  PROJECT: "project",
} as const satisfies Record<string, GrantScope>;

registerEnumType(GrantScopes, {
  name: "GrantScope",
  description: "What a grant is over.",
  valuesConfig: {
    TENANT: { description: "The whole group." },
    ORGANIZATION: { description: "An organization and everything under it." },
    PROJECT: { description: "One project." },
  },
});

@Directive('@key(fields: "id")')
@ObjectType("Grant", {
  simpleResolvers: true,
  description: "A role over a scope (授权), from one instant to another, revocable at any moment.",
})
export class GrantType {
  @Field(() => ID, { description: "Its id." })
  id!: string;

  @Field(() => Roles, { description: "What it lets its holder do." })
  role!: Role;

  @Field(() => DateTime, { description: "From when on it holds." })
  fromAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: "Until when." })
  toAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "When it was taken back." })
  revokedAt!: Instant | null;

  @Field(() => DateTime, { description: "When it was given." })
  givenAt!: Instant;

  @Field(() => Int, { description: "Grows with every change; pass it as `expectedVersion`." })
  version!: number;
}

export const GrantConnection = connectionOf("Grant", GrantType);

@InputType({
  description: "A role, who gets it and over what. Neither organization nor project: over the whole tenant.",
})
export class GiveGrantInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { nullable: true, description: "The person who gets it; this or `clientId`." })
  staffId?: string | null;

  @Field(() => ID, { nullable: true, description: "The program that gets it; this or `staffId`." })
  clientId?: string | null;

  @Field(() => Roles, { description: "What it lets them do." })
  role!: Role;

  @Field(() => ID, {
    nullable: true,
    description: "Over this organization and everything under it; not with `projectId`.",
  })
  organizationId?: string | null;

  @Field(() => ID, { nullable: true, description: "Over this project; not with `organizationId`." })
  projectId?: string | null;

  @Field(() => DateTime, { nullable: true, description: "From when on; now when absent." })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: "Until when." })
  to?: Instant | null;
}

@ObjectType({ simpleResolvers: true, description: "The grant was given." })
export class GiveGrantSuccess {
  @Field(() => GrantType, { description: "The grant as it was given." })
  grant!: GrantType;
}

export const GiveGrantResult = mutationResult("GiveGrantResult", [GiveGrantSuccess]);

@InputType({ description: "Which grant is taken back." })
export class RevokeGrantInput {
  @Field(() => String, { nullable: true, description: "Makes a repeated call give the first answer." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: "The grant." })
  grantId!: string;

  @Field(() => Int, { nullable: true, description: "The version that this was decided on." })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The grant holds no longer." })
export class RevokeGrantSuccess {
  @Field(() => GrantType, { description: "The grant as it was taken back." })
  grant!: GrantType;
}

export const RevokeGrantResult = mutationResult("RevokeGrantResult", [RevokeGrantSuccess]);
