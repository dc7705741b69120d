import type { Migration } from "@hearken/postgres";

/** `barred_subject`: everybody of a tenant that whoever runs the house has closed gets nothing either. */
export const barDisabledTenants: Migration = {
  id: "20261128T2010-bar-disabled-tenants",
  kind: "expand",
  up: [
    `create or replace view directory.barred_subject with (security_invoker = true) as
     select tenant_id, subject from directory.barred_program
     union all
     select c.tenant_id, c.subject from directory.api_client c
     join directory.suspension s on s.tenant_id = c.tenant_id and s.organization_id = c.organization_id
     union all
     select p.tenant_id, p.subject from directory.staff p
     join directory.suspension s on s.tenant_id = p.tenant_id and s.organization_id = p.organization_id
     union all
     select c.tenant_id, c.subject from directory.api_client c
     join platform.tenant_state t on t.tenant_id = c.tenant_id where t.disabled_at is not null
     union all
     select p.tenant_id, p.subject from directory.staff p
     join platform.tenant_state t on t.tenant_id = p.tenant_id where t.disabled_at is not null`,
  ],
};
