import type { CalendarDefinition } from "@hearken/calendar";
import {
  isRefusal,
  newId,
  SYSTEM,
  tenantScope,
  type OrganizationId,
  type ProjectId,
  type Refusal,
  type StaffId,
  type TenantId,
} from "@hearken/kernel";
import { statement, type Database, type UnitOfWork } from "@hearken/postgres";
import type { PublishedRegulations } from "../adoption/adoption.js";
import { changeCalendar } from "../calendar/change-calendar.command.js";
import { giveGrant, type GrantOver } from "../grant/give-grant.command.js";
import type { Role } from "../grant/role.js";
import { addOrganization } from "../organization/add-organization.command.js";
import { addProject } from "../project/add-project.command.js";
import { addStaff } from "../staff/add-staff.command.js";
import { foundTenant } from "../tenant/found-tenant.command.js";
import type { Asker } from "@hearken/service-kit/testing/asking";

/** An organization with its administrator and one project. */
export interface House extends Asker {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
}

/** A group of its own for one test: headquarters, two subsidiaries, a partner firm granted the first one's project. */
export interface World {
  readonly tenantId: TenantId;
  readonly headquarters: House;
  readonly south: House;
  readonly north: House;
  readonly partner: Asker & { readonly organizationId: OrganizationId };
}

/** Two versions of `alpha`, the second with ambiguities; the first one of `beta`. */
export const PUBLISHED: PublishedRegulations = {
  exists: (code, version) =>
    (code === "alpha" && (version === 1 || version === 2)) || (["beta", "alpha-south"].includes(code) && version === 1),
  baseline: (code) => (code === "alpha-south" ? { regulation: "alpha", version: 2 } : undefined),
  readings: (code, version) =>
    code === "alpha-south" || (code === "alpha" && version === 2)
      ? { hours: { default: "elapsed", choices: ["elapsed", "working"] }, crowd: { default: 3, choices: [3, 5] } }
      : {},
};

const DAY = [{ from: "09:00", to: "18:00" }];
export const OFFICE: CalendarDefinition = {
  code: "office",
  zone: "Asia/Shanghai",
  week: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: [], sun: [] },
  statutory: "cn",
};

export async function buildWorld(database: Database): Promise<World> {
  const tenantId = newId<"Tenant">();
  const headquartersId = newId<"Organization">();
  await foundTenant(
    database,
    { tenantId, name: "Group", headquarters: { id: headquartersId, name: "Headquarters" } },
    SYSTEM,
  );
  return database.write(tenantScope(tenantId), async (uow) => {
    const add = async (kind: "subsidiary" | "partner", name: string): Promise<OrganizationId> =>
      done(await addOrganization(uow, { parentId: headquartersId, kind, name }, SYSTEM)).id;
    const headquarters = await house(uow, headquartersId, "tenant");
    const south = await house(uow, await add("subsidiary", "South"));
    const north = await house(uow, await add("subsidiary", "North"));
    const partnerId = await add("partner", "Partner");
    const staffId = await person(uow, partnerId);
    await grant(uow, { staffId, role: "partner", over: { projectId: south.projectId } });
    done(await changeCalendar(uow, { code: OFFICE.code, definition: OFFICE }, SYSTEM));
    return { tenantId, headquarters, south, north, partner: { tenantId, staffId, organizationId: partnerId } };
  });
}

async function house(uow: UnitOfWork, organizationId: OrganizationId, over?: "tenant"): Promise<House> {
  const { id: projectId } = done(await addProject(uow, { organizationId, name: "Estate" }, SYSTEM));
  const staffId = await person(uow, organizationId);
  await grant(uow, { staffId, role: "administrator", over: over ?? { organizationId } });
  return { tenantId: uow.scope.tenantId, organizationId, projectId, staffId };
}

export async function person(uow: UnitOfWork, organizationId: OrganizationId): Promise<StaffId> {
  return done(await addStaff(uow, { organizationId, departmentId: null, name: "Person" }, SYSTEM)).id;
}

export async function grant(
  uow: UnitOfWork,
  given: { readonly staffId: StaffId; readonly role: Role; readonly over: GrantOver },
): Promise<void> {
  const { staffId, role, over } = given;
  done(await giveGrant(uow, { holder: { staffId }, role, over }, SYSTEM));
}

/** The answer of a command that must succeed. */
export function done<T extends object>(answer: T | Refusal | undefined): T {
  if (answer === undefined || isRefusal(answer)) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer;
}

const TRACES = statement(
  "directory_spec.traces",
  `select (select count(*)::int from journal.event where tenant_id = $1) as events,
     (select access_version::int from platform.tenant_state where tenant_id = $1) as access,
     (select rules_version::int from platform.tenant_state where tenant_id = $1) as rules,
     (select count(*)::int from directory.organization where tenant_id = $1) as organizations,
     (select count(*)::int from directory.project where tenant_id = $1) as projects,
     (select count(*)::int from directory.unit where tenant_id = $1) as units,
     (select count(*)::int from directory.department where tenant_id = $1) as departments,
     (select sum(version)::int from directory.staff where tenant_id = $1) as staff,
     (select count(*)::int from directory.post_holding where tenant_id = $1) as holdings,
     (select sum(version)::int from directory.role_grant where tenant_id = $1) as grants,
     (select sum(version)::int from directory.delegation where tenant_id = $1) as delegations,
     (select count(*)::int from directory.adoption where tenant_id = $1) as adoptions,
     (select count(*)::int from directory.calendar where tenant_id = $1) as calendars,
     (select count(*)::int from platform.idempotency where tenant_id = $1) as keys`,
);

/** What a command would leave behind, counted: the same before and after means that nothing happened. */
export function traces(database: Database, tenantId: TenantId): Promise<unknown> {
  return database.read(tenantScope(tenantId), (uow) => uow.one(TRACES, [tenantId]));
}
