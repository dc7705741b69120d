import type { Migration } from "./migration.js";
import { APP_ROLE, RELAY_ROLE } from "./role.js";
import { wall } from "./wall.js";

/** What every service stands on: the roles, the clock, the versions of a tenant, the answers already given, the attempts refused. */
export const platformMigrations: readonly Migration[] = [
  {
    id: "20261121T0900-create-platform",
    kind: "expand",
    up: [
      createRole(APP_ROLE),
      createRole(RELAY_ROLE),
      `revoke all on schema platform from public`,
      `grant usage on schema platform to ${APP_ROLE}, ${RELAY_ROLE}`,
      // Readiness compares what was applied with what the code needs.
      `grant select on platform.migration to ${RELAY_ROLE}`,
      `create function platform.now() returns timestamptz language sql volatile
        as $$ select date_trunc('milliseconds', clock_timestamp()) $$`,
      `comment on function platform.now() is 'The only clock of the house, in whole milliseconds.'`,
      `create table platform.tenant_state (
        tenant_id uuid primary key,
        access_version int8 not null default 1,
        rules_version int8 not null default 1
      )`,
      ...wall({ table: "platform.tenant_state", relay: "select" }),
      `create table platform.idempotency (
        tenant_id uuid not null,
        actor_id text not null,
        operation text not null,
        key text not null,
        input_hash text not null,
        answer jsonb,
        created_at timestamptz not null default platform.now(),
        primary key (tenant_id, actor_id, operation, key)
      )`,
      ...wall({ table: "platform.idempotency" }),
    ],
  },
  {
    id: "20261128T0900-create-tenant-key",
    kind: "expand",
    up: [
      `create table platform.tenant_key (
        tenant_id uuid not null,
        generation int2 not null check (generation > 0),
        -- Which master key wraps it, and the key wrapped by that.
        master text not null,
        wrapped bytea not null,
        -- From when on it seals: every process has read it by then.
        counts_from timestamptz not null check (isfinite(counts_from)),
        primary key (tenant_id, generation)
      )`,
      ...wall({ table: "platform.tenant_key", privileges: ["select", "insert"] }),
      `grant update (master, wrapped) on platform.tenant_key to ${APP_ROLE}`,
    ],
  },
  {
    id: "20261128T1710-create-refused-attempts",
    kind: "expand",
    up: [
      `create table platform.refused_attempt (
        tenant_id uuid not null,
        id uuid not null,
        -- Of the complaint when whoever was refused sees it, else their own.
        organization_id uuid,
        actor_id text not null,
        actor jsonb not null,
        at timestamptz not null check (isfinite(at)),
        -- What was tried and why not: null in the one row of a minute that only counts.
        operation text,
        code text check (code in ('FORBIDDEN', 'ILLEGAL_TRANSITION', 'REGULATION')),
        clause text,
        complaint_id uuid,
        times int4 not null default 1 check (times > 0),
        primary key (tenant_id, id)
      )`,
      "create index refused_attempt_of_tenant on platform.refused_attempt (tenant_id, at, id)",
      "create index refused_attempt_of_organization on platform.refused_attempt (tenant_id, organization_id, at, id)",
      "create index refused_attempt_of_actor on platform.refused_attempt (tenant_id, actor_id, at, id)",
      ...wall({
        table: "platform.refused_attempt",
        organization: "organization_id",
        privileges: ["select", "insert"],
      }),
      `grant update (times) on platform.refused_attempt to ${APP_ROLE}`,
    ],
  },
  {
    id: "20261128T2000-disable-tenant",
    kind: "expand",
    up: [`alter table platform.tenant_state add column disabled_at timestamptz check (isfinite(disabled_at))`],
  },
];

/** Roles belong to the whole server, so another database may have made it, even this very moment. */
function createRole(role: string): string {
  return `do $$
begin
  if not exists (select from pg_roles where rolname = '${role}') then
    create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit;
  end if;
  if not pg_has_role(current_user, '${role}', 'member') then
    execute format('grant ${role} to %I', current_user);
  end if;
end $$`;
}
