import type { Migration } from "@hearken/postgres";

/** `staff_member` says when somebody left: whoever hands something to a person asks for it, whoever speaks of one does not. */
export const publishLeaving: Migration = {
  id: "20261128T1730-publish-leaving",
  kind: "expand",
  up: [
    `create or replace view directory.staff_member with (security_invoker = true) as
     select tenant_id, id as staff_id, organization_id, left_at from directory.staff`,
  ],
};
