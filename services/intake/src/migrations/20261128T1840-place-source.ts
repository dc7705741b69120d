import type { Migration } from "@hearken/postgres";

/**
 * A reference of another system counts inside its organization and project, as those of people do: who imports into one
 * place neither learns of, nor disturbs, a reference of another. Code before it writes what either index takes.
 */
export const placeSource: Migration = {
  id: "20261128T1840-place-source",
  kind: "expand",
  up: [
    `create unique index complaint_source_in_place on intake.complaint
       (tenant_id, source, source_ref, organization_id, project_id) nulls not distinct where source is not null`,
  ],
};
