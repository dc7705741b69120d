import { wall, type Migration } from "@hearken/postgres";

/** Programs of the group's organizations, and the roles that staff and programs hold over a scope. */
export const createGrants: Migration = {
  id: "20261121T0930-create-grants",
  kind: "expand",
  up: [
    `create table directory.api_client (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid not null,
       label text not null check (char_length(label) between 1 and 100),
       added_at timestamptz not null,
       subject text not null generated always as (id::text) stored,
       primary key (tenant_id, id),
       unique (tenant_id, organization_id, id),
       foreign key (tenant_id, organization_id) references directory.organization (tenant_id, id)
     )`,
    `create index api_client_by_subject on directory.api_client (tenant_id, subject)`,
    ...wall({ table: "directory.api_client", organization: "organization_id" }),

    // organization_id says where the grant has effect: null over the tenant, the project's organization over a project.
    `create table directory.role_grant (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid,
       project_id uuid,
       staff_id uuid,
       client_id uuid,
       holder_id uuid not null generated always as (coalesce(staff_id, client_id)) stored,
       role text not null check (role ~ '^[a-z][a-z0-9_]{0,63}$'),
       from_at timestamptz not null,
       to_at timestamptz,
       revoked_at timestamptz,
       given_at timestamptz not null,
       version integer not null default 1,
       primary key (tenant_id, id),
       foreign key (tenant_id, organization_id) references directory.organization (tenant_id, id),
       foreign key (tenant_id, organization_id, project_id) references directory.project (tenant_id, organization_id, id),
       foreign key (tenant_id, staff_id) references directory.staff (tenant_id, id),
       foreign key (tenant_id, client_id) references directory.api_client (tenant_id, id),
       check (num_nonnulls(staff_id, client_id) = 1),
       check (project_id is null or organization_id is not null),
       check (to_at is null or to_at > from_at)
     )`,
    `create index role_grant_of_holder on directory.role_grant (tenant_id, holder_id)`,
    `create index role_grant_in_organization on directory.role_grant (tenant_id, organization_id, id)`,
    ...wall({ table: "directory.role_grant", organization: "organization_id", project: "project_id" }),
  ],
};
