import type { Migration } from "@hearken/postgres";

/** The reference was one in the whole tenant: code that relied on it finds by `complaint_source_in_place` all the same. */
export const dropSourceOfTenant: Migration = {
  id: "20261128T1845-drop-source-of-tenant",
  kind: "contract",
  up: ["drop index intake.complaint_source"],
};
