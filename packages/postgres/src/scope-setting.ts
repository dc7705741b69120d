import { parseId, type Scope } from "@hearken/kernel";

/** The four settings that the wall reads, in the order tenant, reach, organizations, projects. */
export type ScopeSettings = readonly [tenant: string, reach: string, organizations: string, projects: string];

/** The settings of a scope; throws when an id is not an id or the reach is unknown: a wall is never built from rubble. */
export function scopeSettings(scope: Scope): ScopeSettings {
  const tenant = checked(scope.tenantId);
  const { reach } = scope;
  switch (reach.kind) {
    case "tenant":
      return [tenant, "tenant", "{}", "{}"];
    case "organizations":
      return [tenant, "organizations", literal(reach.organizationIds), "{}"];
    case "projects":
      return [tenant, "projects", "{}", literal(reach.projectIds)];
    default:
      throw new Error(`not a reach: ${JSON.stringify(reach satisfies never)}`);
  }
}

function literal(ids: readonly string[]): string {
  return `{${ids.map(checked).join(",")}}`;
}

function checked(id: string): string {
  const parsed = parseId(id);
  if (parsed === undefined) throw new Error(`not an id in a scope: ${JSON.stringify(id)}`);
  return parsed;
}
