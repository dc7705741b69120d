import type { Migration } from "@hearken/postgres";

/**
 * The actions that a program is bound to for ever, whatever is granted to it.
 *
 * `program_bound`: the bound of each program that has one, by its subject; who resolves a principal looks there.
 * `client_credential` tells it to whoever gives out tokens.
 */
export const boundPrograms: Migration = {
  id: "20261128T1720-bound-programs",
  kind: "expand",
  up: [
    "alter table directory.api_client add column bound_to text[] check (cardinality(bound_to) > 0)",
    `create view directory.program_bound with (security_invoker = true) as
     select tenant_id, subject, bound_to from directory.api_client where bound_to is not null`,
    "grant select on directory.program_bound to hearken_app",
    `create or replace view directory.client_credential with (security_invoker = true) as
     select s.tenant_id, s.client_id, s.organization_id, s.salt, s.hash, c.bound_to
     from directory.client_secret s
     join directory.api_client c on c.tenant_id = s.tenant_id and c.id = s.client_id
     where (s.ends_at is null or s.ends_at > platform.now())
       and not exists (
         select from directory.barred_subject b where b.tenant_id = c.tenant_id and b.subject = c.subject
       )`,
  ],
};
