import { wall, type Migration } from "@hearken/postgres";

/**
 * Partner firms with whom the group does not work for a time.
 *
 * `barred_subject`: whoever gets nothing whatever was granted to them: programs that are revoked, and programs and staff
 * of a suspended partner. `client_credential` goes by it from now on.
 */
export const createSuspensions: Migration = {
  id: "20261122T0345-create-suspensions",
  kind: "expand",
  up: [
    `create table directory.suspension (
       tenant_id uuid not null,
       organization_id uuid not null,
       suspended_at timestamptz not null,
       primary key (tenant_id, organization_id),
       foreign key (tenant_id, organization_id) references directory.organization (tenant_id, id)
     )`,
    ...wall({ table: "directory.suspension", organization: "organization_id" }),
    `create view directory.barred_subject with (security_invoker = true) as
     select tenant_id, subject from directory.barred_program
     union all
     select c.tenant_id, c.subject from directory.api_client c
     join directory.suspension s on s.tenant_id = c.tenant_id and s.organization_id = c.organization_id
     union all
     select p.tenant_id, p.subject from directory.staff p
     join directory.suspension s on s.tenant_id = p.tenant_id and s.organization_id = p.organization_id`,
    `create or replace view directory.client_credential with (security_invoker = true) as
     select s.tenant_id, s.client_id, s.organization_id, s.salt, s.hash
     from directory.client_secret s
     join directory.api_client c on c.tenant_id = s.tenant_id and c.id = s.client_id
     where (s.ends_at is null or s.ends_at > platform.now())
       and not exists (
         select from directory.barred_subject b where b.tenant_id = c.tenant_id and b.subject = c.subject
       )`,
    "grant select on directory.barred_subject to hearken_app",
  ],
};
