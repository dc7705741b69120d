import type { Reach } from "@hearken/kernel";

/** What a statement is told of a reach: its organizations and its projects, each `null` where it does not bound. */
export function boundsOf(reach: Reach): [readonly string[] | null, readonly string[] | null] {
  switch (reach.kind) {
    case "tenant":
      return [null, null];
    case "organizations":
      return [reach.organizationIds, null];
    case "projects":
      return [null, reach.projectIds];
  }
}
