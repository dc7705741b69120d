import type { OrganizationId, ProjectId, TenantId } from "@hearken/kernel";
import type pg from "pg";

/** Complaints over many tenants, nine of ten in one, of which one organization holds very little. */
export interface Skewed {
  readonly tenantId: TenantId;
  /** Eight that share nearly everything. */
  readonly organizationIds: readonly OrganizationId[];
  /** Five of each of the eight. */
  readonly projectIds: readonly ProjectId[];
  readonly smallOrganizationId: OrganizationId;
  readonly smallProjectId: ProjectId;
}

export interface Skewing {
  readonly templateId: string;
  readonly tenantId: TenantId;
  /** How many rows, from which place on; places before it were filled earlier. */
  readonly rows: number;
  readonly from?: number;
  /** How many of them the small organization has. */
  readonly small: number;
}

const TENANTS = 50;
const ORGANIZATIONS = 8;
const PROJECTS = 40;

const COLUMNS = `select attname as name, format_type(atttypid, null) as type from pg_attribute
  where attrelid = 'intake.complaint'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;

/** An id of its own for each place: `0193d5c0-0009-7000-8000-000000000007`. */
const idOf = <T extends string>(kind: number, index: number): T =>
  `0193d5c0-${kind.toString(16).padStart(4, "0")}-7000-8000-${index.toString(16).padStart(12, "0")}` as T;

/** Copies a complaint all over the tenants, set-based, as the owner; what it has beside its row stays behind. */
export async function fillSkewed(owner: pg.Client, skewing: Skewing): Promise<Skewed> {
  const { templateId, tenantId, rows, from = 0, small } = skewing;
  const skewed: Skewed = {
    tenantId,
    organizationIds: Array.from({ length: ORGANIZATIONS }, (_, index) => idOf(0xa1, index)),
    projectIds: Array.from({ length: PROJECTS }, (_, index) => idOf(0xa2, index)),
    smallOrganizationId: idOf(0xa1, 0xff),
    smallProjectId: idOf(0xa2, 0xff),
  };
  const tenants = [tenantId, ...Array.from({ length: TENANTS - 1 }, (_, index) => idOf<TenantId>(0xa0, index))];
  const { rows: columns } = await owner.query<{ name: string; type: string }>(COLUMNS);
  // A place of the small organization is never one of another tenant.
  const every = small === 0 ? rows + 1 : Math.ceil(rows / small / 10) * 10;
  const isSmall = `n % ${every} = 1`;
  const own: Readonly<Record<string, string>> = {
    id: "gen_random_uuid()",
    number: "'20260101-' || lpad(to_hex(n), 8, '0')",
    tenant_id: `($2::uuid[])[case when n % 10 = 0 then 2 + (n / 10) % ${TENANTS - 1} else 1 end]`,
    organization_id: `case when ${isSmall} then $3::uuid else ($4::uuid[])[1 + n % ${PROJECTS} % ${ORGANIZATIONS}] end`,
    project_id: `case when ${isSmall} then $5::uuid else ($6::uuid[])[1 + n % ${PROJECTS}] end`,
  };
  const values = columns.map(({ name, type }) => {
    // In an order of their own: time has nothing to do with the place in the table.
    const moved = type.startsWith("timestamp")
      ? `t."${name}" - make_interval(secs => (n * 7919) % 2160000)`
      : undefined;
    return own[name] ?? moved ?? `t."${name}"`;
  });
  await owner.query("begin");
  await owner.query("set local session_replication_role = replica");
  await owner.query(
    `insert into intake.complaint (${columns.map(({ name }) => `"${name}"`).join(", ")})
     select ${values.join(", ")} from generate_series(${from + 1}::int8, ${from + rows}::int8) n, intake.complaint t where t.id = $1`,
    [templateId, tenants, skewed.smallOrganizationId, skewed.organizationIds, skewed.smallProjectId, skewed.projectIds],
  );
  await owner.query("commit");
  await owner.query("vacuum analyze intake.complaint");
  return skewed;
}
