import { SYSTEM } from "@hearken/kernel";
import type { Migration } from "@hearken/postgres";

/**
 * The trail is read backwards: of an organization, and of whoever did it. What stands inside of a document cannot go by an
 * index ahead of the wall, so that the actor's id is a column as well. The seal over an event is found by where it ends.
 */
export const indexTrail: Migration = {
  id: "20261128T1700-index-trail",
  kind: "expand",
  up: [
    `alter table journal.event add column actor_id text generated always as (actor ->> 'id') stored`,
    `create index event_of_organization_in_order on journal.event (tenant_id, organization_id, xid, version, id)`,
    // Of people and programs: most events are conclusions of the house itself, and nobody looks for those by who drew them.
    `create index event_of_actor_in_order on journal.event (tenant_id, actor_id, xid, version, id)
       where actor_id <> '${SYSTEM.id}'`,
    `create index seal_by_end on journal.seal (tenant_id, to_xid, to_version, to_id)`,
  ],
};
