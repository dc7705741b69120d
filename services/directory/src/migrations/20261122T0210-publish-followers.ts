import type { Migration } from "@hearken/postgres";

/**
 * `follower`: for each organization those that follow what it adopts, itself first among them, until one that is nearer
 * to them adopts something of its own; `leaves_on` is that day, null for never.
 */
export const publishFollowers: Migration = {
  id: "20261122T0210-publish-followers",
  kind: "expand",
  up: [
    `create view directory.follower with (security_invoker = true) as
     select tree.tenant_id, tree.ancestor_id as organization_id, tree.organization_id as follower_id,
       (select min(own.effective_from)
        from directory.organization_ancestry nearer
        join directory.adoption own on own.tenant_id = nearer.tenant_id and own.organization_id = nearer.ancestor_id
        where nearer.tenant_id = tree.tenant_id and nearer.organization_id = tree.organization_id
          and nearer.distance < tree.distance) as leaves_on
     from directory.organization_ancestry tree`,
    "grant select on directory.follower to hearken_app",
  ],
};
