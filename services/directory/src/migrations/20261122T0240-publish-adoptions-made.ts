import type { Migration } from "@hearken/postgres";

/**
 * `adoption_made`: per organization every adoption of itself and of those above it, also where a nearer one, or a later
 * one that is dated back, came before it. A complaint keeps the version under which it was received: by this its rules are found.
 */
export const publishAdoptionsMade: Migration = {
  id: "20261122T0240-publish-adoptions-made",
  kind: "expand",
  up: [
    `create view directory.adoption_made with (security_invoker = true) as
     select tree.tenant_id, tree.organization_id, tree.distance, made.regulation, made.version, made.effective_from, made.readings,
       latest.definition as calendar
     from directory.organization_ancestry tree
     join directory.adoption made on made.tenant_id = tree.tenant_id and made.organization_id = tree.ancestor_id
     left join lateral (
       select c.definition from directory.calendar c
       where c.tenant_id = made.tenant_id and c.code = made.calendar
       order by c.revision desc limit 1
     ) latest on true`,
    "grant select on directory.adoption_made to hearken_app",
  ],
};
