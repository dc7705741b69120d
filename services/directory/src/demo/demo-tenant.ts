import type {
  DepartmentId,
  GrantId,
  Id,
  LocalDate,
  OrganizationId,
  ProjectId,
  StaffId,
  TenantId,
  UnitId,
} from "@hearken/kernel";

const KINDS = {
  tenant: "0001",
  organization: "0002",
  project: "0003",
  unit: "0004",
  department: "0005",
  staff: "0006",
  holding: "0007",
  grant: "0008",
  adoption: "0009",
} as const;

interface Kinds {
  tenant: TenantId;
  organization: OrganizationId;
  project: ProjectId;
  unit: UnitId;
  department: DepartmentId;
  staff: StaffId;
  holding: Id<"PostHolding">;
  grant: GrantId;
  adoption: Id<"Adoption">;
}

/** The id of the nth thing of a kind in the demo tenant: always the same, so that tokens can be signed without a database. */
export function demoId<K extends keyof Kinds>(kind: K, n: number): Kinds[K] {
  return `0193d5c0-${KINDS[kind]}-7000-8000-${n.toString(16).padStart(12, "0")}` as Kinds[K];
}

/** Whoever a demo token speaks for. */
export interface DemoParty {
  readonly organizationId: OrganizationId;
  readonly staffId: StaffId;
  readonly organizationName: string;
  /** The projects that this party is at home in: its own, or those granted to it. */
  readonly projectIds: readonly ProjectId[];
}

const party = (n: number, organizationName: string, projects: readonly number[]): DemoParty => ({
  organizationId: demoId("organization", n),
  staffId: demoId("staff", n * 100 + 1),
  organizationName,
  projectIds: projects.map((project) => demoId("project", project)),
});

/** The demo tenant and its parties, by the name that the command line knows them by. */
export const DEMO = {
  tenantId: demoId("tenant", 1),
  tenantName: "力高示范集团",
  calendar: "cn-office",
  regulation: { code: "ligao", version: 1, from: "2010-01-01" as LocalDate },
  headquarters: party(1, "集团总部", [1, 2, 3, 4]),
  "subsidiary-1": party(2, "南昌公司", [1, 2]),
  "subsidiary-2": party(3, "合肥公司", [3, 4]),
  "partner-1": party(4, "安居物业服务有限公司", [1, 2]),
} as const;

export const DEMO_PARTIES = ["headquarters", "subsidiary-1", "subsidiary-2", "partner-1"] as const;
export type DemoPartyName = (typeof DEMO_PARTIES)[number];
