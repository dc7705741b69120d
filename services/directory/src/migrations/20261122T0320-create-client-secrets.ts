import { wall, type Migration } from "@hearken/postgres";

/**
 * Secrets of programs, by which they get tokens, and when they were used last.
 *
 * `client_credential`: the secrets that count now, of programs that are not revoked; what the gateway proves a program by.
 * `barred_program`: subjects that get nothing whatever was granted to them; who resolves a principal looks there.
 */
export const createClientSecrets: Migration = {
  id: "20261122T0320-create-client-secrets",
  kind: "expand",
  up: [
    "alter table directory.api_client add column version integer not null default 1",
    "alter table directory.api_client add column revoked_at timestamptz",
    `create table directory.client_secret (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid not null,
       client_id uuid not null,
       prefix text not null check (char_length(prefix) between 1 and 20),
       salt text not null,
       hash text not null,
       created_at timestamptz not null,
       ends_at timestamptz,
       primary key (tenant_id, id),
       foreign key (tenant_id, organization_id, client_id) references directory.api_client (tenant_id, organization_id, id)
     )`,
    "create index client_secret_of_client on directory.client_secret (tenant_id, client_id)",
    "create index client_secret_in_organization on directory.client_secret (tenant_id, organization_id)",
    ...wall({ table: "directory.client_secret", organization: "organization_id" }),
    `create table directory.client_use (
       tenant_id uuid not null,
       client_id uuid not null,
       organization_id uuid not null,
       last_used_at timestamptz not null,
       primary key (tenant_id, client_id),
       foreign key (tenant_id, organization_id, client_id) references directory.api_client (tenant_id, organization_id, id)
     )`,
    "create index client_use_in_organization on directory.client_use (tenant_id, organization_id)",
    ...wall({ table: "directory.client_use", organization: "organization_id" }),
    `create view directory.barred_program with (security_invoker = true) as
     select tenant_id, subject from directory.api_client where revoked_at is not null`,
    `create view directory.client_credential with (security_invoker = true) as
     select s.tenant_id, s.client_id, s.organization_id, s.salt, s.hash
     from directory.client_secret s
     join directory.api_client c on c.tenant_id = s.tenant_id and c.id = s.client_id
     where (s.ends_at is null or s.ends_at > platform.now())
       and not exists (
         select from directory.barred_program b where b.tenant_id = c.tenant_id and b.subject = c.subject
       )`,
    "create index api_client_in_organization on directory.api_client (tenant_id, organization_id, id)",
    ...["barred_program", "client_credential"].map((view) => `grant select on directory.${view} to hearken_app`),
  ],
};
