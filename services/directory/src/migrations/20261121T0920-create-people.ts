import { wall, type Migration } from "@hearken/postgres";

/** Departments, staff and the posts that they hold, each inside its organization. */
export const createPeople: Migration = {
  id: "20261121T0920-create-people",
  kind: "expand",
  up: [
    `create table directory.department (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid not null,
       parent_id uuid,
       head_id uuid,
       name text not null check (char_length(name) between 1 and 200),
       version integer not null default 1,
       added_at timestamptz not null,
       primary key (tenant_id, id),
       unique (tenant_id, organization_id, id),
       foreign key (tenant_id, organization_id) references directory.organization (tenant_id, id),
       foreign key (tenant_id, organization_id, parent_id) references directory.department (tenant_id, organization_id, id)
     )`,
    ...wall({ table: "directory.department", organization: "organization_id" }),

    `create table directory.staff (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid not null,
       department_id uuid,
       name text not null check (char_length(name) between 1 and 100),
       version integer not null default 1,
       joined_at timestamptz not null,
       left_at timestamptz,
       subject text not null generated always as (id::text) stored,
       primary key (tenant_id, id),
       unique (tenant_id, organization_id, id),
       foreign key (tenant_id, organization_id) references directory.organization (tenant_id, id),
       foreign key (tenant_id, organization_id, department_id) references directory.department (tenant_id, organization_id, id)
     )`,
    `create index staff_by_subject on directory.staff (tenant_id, subject)`,
    `create index staff_of_department on directory.staff (tenant_id, department_id)`,
    `alter table directory.department add constraint department_head
       foreign key (tenant_id, organization_id, head_id) references directory.staff (tenant_id, organization_id, id)`,
    `create index department_of_head on directory.department (tenant_id, head_id)`,
    ...wall({ table: "directory.staff", organization: "organization_id" }),

    `create table directory.post_holding (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid not null,
       staff_id uuid not null,
       post text not null check (post ~ '^[a-z][a-z0-9_]{0,63}$'),
       project_id uuid,
       department_id uuid,
       from_at timestamptz not null,
       to_at timestamptz,
       primary key (tenant_id, id),
       foreign key (tenant_id, organization_id, staff_id) references directory.staff (tenant_id, organization_id, id),
       foreign key (tenant_id, project_id) references directory.project (tenant_id, id),
       foreign key (tenant_id, organization_id, department_id) references directory.department (tenant_id, organization_id, id),
       check (to_at is null or to_at > from_at)
     )`,
    `create unique index post_holding_open on directory.post_holding (tenant_id, staff_id, post, project_id, department_id)
       nulls not distinct where to_at is null`,
    `create index post_holding_of_staff on directory.post_holding (tenant_id, staff_id)`,
    `create index post_holding_of_post on directory.post_holding (tenant_id, post, organization_id)`,
    `create index post_holding_in_organization on directory.post_holding (tenant_id, organization_id)`,
    `create index post_holding_of_project on directory.post_holding (tenant_id, project_id) where project_id is not null`,
    ...wall({ table: "directory.post_holding", organization: "organization_id", project: "project_id" }),
  ],
};
