import type { CalendarDefinition } from "@hearken/calendar";
import type { DepartmentId, LocalDate, OrganizationId, ProjectId, StaffId } from "@hearken/kernel";
import { DEMO, demoId, type DemoParty } from "./demo-tenant.js";

/** A post of one member of staff: everywhere, for one project, or in their own department. */
export interface DemoPost {
  readonly post: string;
  readonly projectId?: ProjectId;
  readonly inDepartment?: true;
}

export interface DemoStaff {
  readonly id: StaffId;
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
  readonly name: string;
  readonly heads: boolean;
  readonly posts: readonly DemoPost[];
}

export interface DemoDepartment {
  readonly id: DepartmentId;
  readonly organizationId: OrganizationId;
  readonly name: string;
}

const OFFICE = [{ from: "09:00", to: "18:00" }];

export const DEMO_CALENDAR: CalendarDefinition = {
  code: DEMO.calendar,
  zone: "Asia/Shanghai",
  week: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: [], sun: [] },
  statutory: "cn",
};

export const DEMO_PROJECTS = [
  { organizationId: DEMO["subsidiary-1"].organizationId, name: "滨江国际" },
  { organizationId: DEMO["subsidiary-1"].organizationId, name: "君御世家" },
  { organizationId: DEMO["subsidiary-2"].organizationId, name: "湖畔雅苑" },
  { organizationId: DEMO["subsidiary-2"].organizationId, name: "天悦府" },
].map((project, index) => ({ id: demoId("project", index + 1), ...project }));

/** Not yet moved in; long out of warranty; moved in lately; moved in, warranty about to end. */
const STAGES: readonly { label: string; moveInOn?: LocalDate; warrantyEndsOn?: LocalDate }[] = [
  { label: "1栋101室" },
  { label: "2栋1202室", moveInOn: "2012-06-30" as LocalDate, warrantyEndsOn: "2014-06-30" as LocalDate },
  { label: "3栋503室", moveInOn: "2024-12-20" as LocalDate, warrantyEndsOn: "2029-12-20" as LocalDate },
  { label: "5栋801室", moveInOn: "2020-05-01" as LocalDate, warrantyEndsOn: "2025-05-01" as LocalDate },
];

export const DEMO_UNITS = DEMO_PROJECTS.flatMap((project, p) =>
  STAGES.map((stage, u) => ({
    id: demoId("unit", (p + 1) * 100 + u + 1),
    organizationId: project.organizationId,
    projectId: project.id,
    ...stage,
  })),
);

interface Person {
  readonly name: string;
  readonly department: string;
  readonly heads?: true;
  readonly posts: readonly DemoPost[];
}

const everywhere = (...posts: readonly string[]): DemoPost[] => posts.map((post) => ({ post }));
const HEAD: readonly DemoPost[] = [
  { post: "dept_head", inDepartment: true },
  { post: "functional_handler", inDepartment: true },
];

function subsidiary(names: readonly string[], [first, second]: readonly ProjectId[]): readonly Person[] {
  const name = (n: number): string => names[n] ?? "";
  const forProject = (projectId: ProjectId | undefined): DemoPost[] =>
    projectId === undefined ? [] : [{ post: "service_specialist", projectId }];
  const centre = "客户服务中心";
  return [
    {
      name: name(0),
      department: centre,
      heads: true,
      posts: [...everywhere("service_center", "service_specialist", "employee"), ...HEAD],
    },
    { name: name(1), department: centre, posts: forProject(first) },
    { name: name(2), department: centre, posts: forProject(second) },
    { name: name(3), department: "工程部", heads: true, posts: [...HEAD, ...everywhere("expert_panel")] },
    { name: name(4), department: "销售部", heads: true, posts: HEAD },
    { name: name(5), department: "法务部", heads: true, posts: [...HEAD, ...everywhere("expert_panel")] },
    { name: name(6), department: "总经理室", heads: true, posts: everywhere("company_leaders", "company_principal") },
    { name: name(7), department: "总经理室", posts: everywhere("company_leaders") },
  ];
}

const HEADQUARTERS: readonly Person[] = [
  {
    name: "周知行",
    department: "集团客户协调中心",
    heads: true,
    posts: [...everywhere("group_coordination", "service_center", "employee"), ...HEAD],
  },
  { name: "何以安", department: "集团法务部", heads: true, posts: [...HEAD, ...everywhere("expert_panel")] },
];

const PARTNER: readonly Person[] = [
  {
    name: "罗守中",
    department: "客户服务部",
    heads: true,
    posts: everywhere("property_specialist", "property_dept", "property_dept_head", "employee"),
  },
  { name: "韦长青", department: "总经理室", heads: true, posts: everywhere("property_company") },
];

function staffOf(party: DemoParty, people: readonly Person[]): { departments: DemoDepartment[]; staff: DemoStaff[] } {
  const n = Number.parseInt(party.organizationId.slice(-4), 16);
  const names = [...new Set(people.map((person) => person.department))];
  const departments = names.map((name, index) => ({
    id: demoId("department", n * 100 + index + 1),
    organizationId: party.organizationId,
    name,
  }));
  const staff = people.map((person, index) => ({
    id: demoId("staff", n * 100 + index + 1),
    organizationId: party.organizationId,
    departmentId: demoId("department", n * 100 + names.indexOf(person.department) + 1),
    name: person.name,
    heads: person.heads === true,
    posts: person.posts,
  }));
  return { departments, staff };
}

const south = DEMO["subsidiary-1"];
const north = DEMO["subsidiary-2"];
const houses = [
  staffOf(DEMO.headquarters, HEADQUARTERS),
  staffOf(
    south,
    subsidiary(["沈清和", "陶小雨", "顾明轩", "程立夫", "苏晚晴", "莫言之", "江远山", "柳成荫"], south.projectIds),
  ),
  staffOf(
    north,
    subsidiary(["宋知夏", "丁一鸣", "秦子衿", "石铁成", "林半夏", "严守正", "萧云起", "叶知秋"], north.projectIds),
  ),
  staffOf(DEMO["partner-1"], PARTNER),
];

export const DEMO_DEPARTMENTS = houses.flatMap((house) => house.departments);
export const DEMO_STAFF = houses.flatMap((house) => house.staff);

type DemoRole = "headquarters_officer" | "administrator" | "subsidiary_officer" | "partner";
type DemoScope = "tenant" | { readonly organizationId: OrganizationId } | { readonly projectId: ProjectId };

/** The roles of the demo parties. */
export const DEMO_GRANTS: readonly { readonly staffId: StaffId; readonly role: DemoRole; readonly over: DemoScope }[] =
  [
    { staffId: DEMO.headquarters.staffId, role: "headquarters_officer", over: "tenant" },
    { staffId: DEMO.headquarters.staffId, role: "administrator", over: "tenant" },
    ...[south, north].flatMap(({ staffId, organizationId }) => [
      { staffId, role: "subsidiary_officer" as const, over: { organizationId } },
      { staffId, role: "administrator" as const, over: { organizationId } },
    ]),
    ...DEMO["partner-1"].projectIds.map((projectId) => ({
      staffId: DEMO["partner-1"].staffId,
      role: "partner" as const,
      over: { projectId },
    })),
  ];
