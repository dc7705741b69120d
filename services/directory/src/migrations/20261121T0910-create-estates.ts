import { wall, type Migration } from "@hearken/postgres";

/** Projects and the homes in them, with the dates from which a home's stage follows. */
export const createEstates: Migration = {
  id: "20261121T0910-create-estates",
  kind: "expand",
  up: [
    `create table directory.project (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid not null,
       name text not null check (char_length(name) between 1 and 200),
       version integer not null default 1,
       added_at timestamptz not null,
       primary key (tenant_id, id),
       unique (tenant_id, organization_id, id),
       foreign key (tenant_id, organization_id) references directory.organization (tenant_id, id)
     )`,
    ...wall({ table: "directory.project", organization: "organization_id", project: "id" }),

    `create table directory.unit (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid not null,
       project_id uuid not null,
       label text not null check (char_length(label) between 1 and 100),
       move_in_on date,
       warranty_ends_on date,
       version integer not null default 1,
       added_at timestamptz not null,
       primary key (tenant_id, id),
       unique (tenant_id, project_id, label),
       foreign key (tenant_id, organization_id, project_id) references directory.project (tenant_id, organization_id, id),
       check (warranty_ends_on is null or (move_in_on is not null and warranty_ends_on >= move_in_on))
     )`,
    `create index unit_of_project on directory.unit (tenant_id, project_id, id)`,
    ...wall({ table: "directory.unit", organization: "organization_id", project: "project_id" }),
  ],
};
