import { APP_ROLE, RELAY_ROLE } from "./role.js";

type Privilege = "select" | "insert" | "update" | "delete";

export interface Wall {
  /** `schema.table`; it has a column `tenant_id`. */
  readonly table: string;
  /** The column that holds the organization; without it and `project` the table is for everyone in the tenant. */
  readonly organization?: string;
  /** The column that holds the project. */
  readonly project?: string;
  /** Says that everyone in the tenant may see the table although it has a column for an organization or a project. */
  readonly everyone?: true;
  /** Lets the relay read the table across tenants. */
  readonly relay?: "select";
  /** What the application may do; everything but TRUNCATE when absent. An append-only table says select, insert. */
  readonly privileges?: readonly Privilege[];
}

/** The names of the policies that `wall` makes. */
export const POLICY = { tenant: "hearken_tenant", reach: "hearken_reach", relay: "hearken_relay" };

const NAME = /^[a-z_][a-z0-9_]*$/;
const EVERYTHING: readonly Privilege[] = ["select", "insert", "update", "delete"];

/**
 * The wall around one table: row-level security enabled and forced, one RESTRICTIVE policy on the tenant, one
 * PERMISSIVE policy on the reach, and the grants. Every table with `tenant_id` calls this and writes no policy itself.
 * Settings are read in a subselect, so that the plan reads them once and may use an index.
 * Source: design TENANCY, "Two walls and a gate".
 */
export function wall(options: Wall): string[] {
  const { table, relay, privileges = EVERYTHING } = options;
  const [schema, name, ...rest] = table.split(".");
  if (schema === undefined || name === undefined || rest.length > 0 || ![schema, name].every((n) => NAME.test(n))) {
    throw new Error(`not a schema.table: ${table}`);
  }
  const reach = reachOf(options);
  const statements = [
    `grant usage on schema ${schema} to ${APP_ROLE}`,
    `grant ${privileges.join(", ")} on ${table} to ${APP_ROLE}`,
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${POLICY.tenant} on ${table} as restrictive for all to ${APP_ROLE}
  using (tenant_id = ${setting("tenant", "uuid")}) with check (tenant_id = ${setting("tenant", "uuid")})`,
    `create policy ${POLICY.reach} on ${table} as permissive for all to ${APP_ROLE}
  using (${reach}) with check (${reach})`,
    `comment on policy ${POLICY.reach} on ${table} is '${JSON.stringify(describe(options))}'`,
  ];
  if (relay === undefined) return statements;
  return [
    ...statements,
    `grant usage on schema ${schema} to ${RELAY_ROLE}`,
    `grant select on ${table} to ${RELAY_ROLE}`,
    `create policy ${POLICY.relay} on ${table} as permissive for select to ${RELAY_ROLE} using (true)`,
  ];
}

/** A case, not a chain of `or`: the planner guesses half of the rows rather than hardly any, and keeps to the index's order. */
function reachOf({ organization, project }: Wall): string {
  if (organization === undefined && project === undefined) return "true";
  const cases = ["when 'tenant' then true"];
  if (organization !== undefined) cases.push(within("organizations", organization));
  if (project !== undefined) cases.push(within("projects", project));
  return `case ${setting("reach", "text")} ${cases.join(" ")} else false end`;
}

function within(kind: "organizations" | "projects", column: string): string {
  if (!NAME.test(column)) throw new Error(`not a column: ${column}`);
  return `when '${kind}' then ${column} = any (${setting(kind, "uuid[]")}::uuid[])`;
}

function setting(name: string, type: "text" | "uuid" | "uuid[]"): string {
  return `(select nullif(current_setting('hearken.${name}', true), '')::${type})`;
}

function describe({ organization, project, relay, everyone }: Wall): Omit<Wall, "table" | "privileges"> {
  return {
    ...(everyone === undefined ? {} : { everyone }),
    ...(organization === undefined ? {} : { organization }),
    ...(project === undefined ? {} : { project }),
    ...(relay === undefined ? {} : { relay }),
  };
}
