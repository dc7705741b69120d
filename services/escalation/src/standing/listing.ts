import type { Instant, OrganizationId, ProjectId, Reach } from "@hearken/kernel";
import { selection, type Shape } from "./row-shape.js";

/** How a list walks: one ordered walk for each place (and state), merged. */
export type Walk = "tenant" | "organizations" | "projects";

export interface Listing {
  readonly shape: Shape;
  /** The column that it is ordered by, before the id. */
  readonly by: string;
  readonly descending: boolean;
  /** Whether `$3` names the states that are wanted. */
  readonly hasStates: boolean;
  /** Further conditions on `t`, over `$9` and so on. */
  readonly where?: readonly string[];
}

const PLACE_OF: Readonly<Record<Walk, { readonly from: string; readonly where: string }>> = {
  tenant: { from: "unnest('{null}'::uuid[])", where: "$2::uuid[] is null" },
  organizations: { from: "unnest($2::uuid[])", where: "t.organization_id = place.id" },
  projects: { from: "unnest($2::uuid[])", where: "t.project_id = place.id" },
};

/**
 * The text of one page. `$1` tenant, `$2` places, `$3` states, `$4` and `$5` the place in the order after which to go on,
 * `$6` how many, `$7` and `$8` organizations and projects that it is kept to.
 * Each walk follows an index and stops after a page, so that the cost does not grow with what is there.
 */
export function pageText({ shape, by, descending, hasStates, where = [] }: Listing, walk: Walk): string {
  const place = PLACE_OF[walk];
  const direction = descending ? "desc" : "asc";
  const conditions = [
    "t.tenant_id = $1",
    place.where,
    hasStates ? "t.status = state.code" : "$3::text[] is null",
    `(t.${by}, t.id) ${descending ? "<" : ">"} ($4::timestamptz, $5::uuid)`,
    "($7::uuid[] is null or t.organization_id = any ($7::uuid[]))",
    "($8::uuid[] is null or t.project_id = any ($8::uuid[]))",
    ...where,
  ];
  return `select page.* from ${place.from} as place(id)
     ${hasStates ? "cross join unnest($3::text[]) as state(code)" : ""}
     cross join lateral (
       select ${selection(shape)}, t.${by} as "sortAt" from escalation.${shape.table} t
       where ${conditions.join(" and ")}
       order by t.${by} ${direction}, t.id ${direction} limit $6
     ) page
     order by page."sortAt" ${direction}, page.id ${direction} limit $6`;
}

/** Where in its list a row stands. */
export interface Listed {
  readonly id: string;
  readonly sortAt: Instant;
}

/** What a list is narrowed to by whoever asks. */
export interface Narrowing {
  readonly organizationId: OrganizationId | null;
  readonly projectId: ProjectId | null;
}

export interface Places {
  readonly walk: Walk;
  readonly ids: readonly string[] | null;
  readonly organizations: readonly OrganizationId[] | null;
  readonly projects: readonly ProjectId[] | null;
}

/** Where a list looks, inside a reach; `undefined`: nowhere. */
export function placesOf(reach: Reach, { organizationId, projectId }: Narrowing): Places | undefined {
  const organizations = narrowed(reach.kind === "organizations" ? reach.organizationIds : null, organizationId);
  const projects = narrowed(reach.kind === "projects" ? reach.projectIds : null, projectId);
  if (organizations?.length === 0 || projects?.length === 0) return undefined;
  if (projects !== null) return { walk: "projects", ids: projects, organizations, projects: null };
  if (organizations !== null) return { walk: "organizations", ids: organizations, organizations: null, projects: null };
  return { walk: "tenant", ids: null, organizations: null, projects: null };
}

function narrowed<T>(all: readonly T[] | null, wanted: T | null): readonly T[] | null {
  if (wanted === null) return all === null ? null : [...new Set(all)];
  return all === null || all.includes(wanted) ? [wanted] : [];
}
