import type { Migration } from "@hearken/postgres";

/** How projects and homes are called, for services that are told their names: a column more at the end of each view. */
export const publishNames: Migration = {
  id: "20261128T1745-publish-names",
  kind: "expand",
  up: [
    `create or replace view directory.project_site with (security_invoker = true) as
     select tenant_id, id as project_id, organization_id, name from directory.project`,
    `create or replace view directory.unit_site with (security_invoker = true) as
     select tenant_id, id as unit_id, project_id, organization_id, move_in_on, warranty_ends_on, label
     from directory.unit`,
  ],
};
