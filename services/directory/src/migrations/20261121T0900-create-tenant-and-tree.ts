import { wall, type Migration } from "@hearken/postgres";

/** The tree of a group: who belongs to whom. Names and parentage are known in the whole group; people and estates are walled. */
export const createTenantAndTree: Migration = {
  id: "20261121T0900-create-tenant-and-tree",
  kind: "expand",
  up: [
    `create schema if not exists directory`,
    `create table directory.tenant (
       tenant_id uuid not null,
       name text not null check (char_length(name) between 1 and 200),
       founded_at timestamptz not null,
       primary key (tenant_id)
     )`,
    ...wall({ table: "directory.tenant" }),

    `create table directory.organization (
       tenant_id uuid not null,
       id uuid not null,
       parent_id uuid,
       kind text not null check (kind in ('headquarters', 'subsidiary', 'partner')),
       name text not null check (char_length(name) between 1 and 200),
       version integer not null default 1,
       added_at timestamptz not null,
       primary key (tenant_id, id),
       foreign key (tenant_id) references directory.tenant (tenant_id),
       foreign key (tenant_id, parent_id) references directory.organization (tenant_id, id),
       check ((kind = 'headquarters') = (parent_id is null))
     )`,
    `create unique index organization_one_headquarters on directory.organization (tenant_id) where kind = 'headquarters'`,
    `create index organization_of_kind on directory.organization (tenant_id, kind, id)`,
    ...wall({ table: "directory.organization" }),

    `create table directory.organization_ancestry (
       tenant_id uuid not null,
       organization_id uuid not null,
       ancestor_id uuid not null,
       distance integer not null check (distance >= 0),
       primary key (tenant_id, organization_id, ancestor_id),
       foreign key (tenant_id, organization_id) references directory.organization (tenant_id, id),
       foreign key (tenant_id, ancestor_id) references directory.organization (tenant_id, id)
     )`,
    `create index organization_ancestry_down on directory.organization_ancestry (tenant_id, ancestor_id, organization_id)`,
    ...wall({ table: "directory.organization_ancestry", everyone: true }),
  ],
};
