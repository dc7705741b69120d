import type { Migration } from "@hearken/postgres";

/** `staff_member`, `department_place`: who there is, and which departments, for services that are told their ids. */
export const publishPeople: Migration = {
  id: "20261122T0040-publish-people",
  kind: "expand",
  up: [
    `create view directory.staff_member with (security_invoker = true) as
     select tenant_id, id as staff_id, organization_id from directory.staff`,
    `create view directory.department_place with (security_invoker = true) as
     select tenant_id, id as department_id, organization_id from directory.department`,
    ...["staff_member", "department_place"].map((view) => `grant select on directory.${view} to hearken_app`),
  ],
};
