import { wall, type Migration } from "@hearken/postgres";

const SUSPENSION = "directory.suspension";

/**
 * `known_organization`: who there is in the group, by name and kind, and whether the group works with them at present.
 * Whoever hands a complaint over must know that: suspensions are known in the whole tenant from now on, as names are.
 */
export const publishOrganizations: Migration = {
  id: "20261128T1740-publish-organizations",
  kind: "expand",
  up: [
    ...["hearken_tenant", "hearken_reach"].map((policy) => `drop policy ${policy} on ${SUSPENSION}`),
    ...wall({ table: SUSPENSION, everyone: true }),
    `create view directory.known_organization with (security_invoker = true) as
     select o.tenant_id, o.id as organization_id, o.kind, o.name,
       exists (
         select from directory.suspension s where s.tenant_id = o.tenant_id and s.organization_id = o.id
       ) as suspended
     from directory.organization o`,
    "grant select on directory.known_organization to hearken_app",
  ],
};
