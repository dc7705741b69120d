import { wall, type Migration } from "@hearken/postgres";

/** What a group goes by: adopted regulations and calendars. They are known in the whole group, for a rule must be known to whom it binds. */
export const createRules: Migration = {
  id: "20261121T0940-create-rules",
  kind: "expand",
  up: [
    `create table directory.calendar (
       tenant_id uuid not null,
       code text not null check (code ~ '^[a-z][a-z0-9-]{0,63}$'),
       revision integer not null check (revision > 0),
       definition jsonb not null,
       changed_at timestamptz not null,
       primary key (tenant_id, code, revision),
       foreign key (tenant_id) references directory.tenant (tenant_id)
     )`,
    ...wall({ table: "directory.calendar" }),

    `create table directory.adoption (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid not null,
       regulation text not null check (regulation ~ '^[a-z][a-z0-9-]{0,63}$'),
       version integer not null check (version > 0),
       effective_from date not null,
       readings jsonb not null,
       calendar text not null,
       adopted_at timestamptz not null,
       primary key (tenant_id, id),
       unique (tenant_id, organization_id, effective_from),
       foreign key (tenant_id, organization_id) references directory.organization (tenant_id, id)
     )`,
    ...wall({ table: "directory.adoption", everyone: true }),
  ],
};
