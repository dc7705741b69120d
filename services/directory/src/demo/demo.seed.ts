import { instant, isRefusal, SYSTEM, tenantScope, type Refusal } from "@hearken/kernel";
import type { Database, UnitOfWork } from "@hearken/postgres";
import { adoptRegulation } from "../adoption/adopt-regulation.command.js";
import type { PublishedRegulations } from "../adoption/adoption.js";
import { changeCalendar } from "../calendar/change-calendar.command.js";
import { addDepartment } from "../department/add-department.command.js";
import { appointHead } from "../department/appoint-head.command.js";
import { giveGrant } from "../grant/give-grant.command.js";
import { addOrganization } from "../organization/add-organization.command.js";
import { assignPost } from "../post/assign-post.command.js";
import { addProject } from "../project/add-project.command.js";
import { addStaff } from "../staff/add-staff.command.js";
import { found } from "../tenant/found-tenant.command.js";
import { addUnit } from "../unit/add-unit.command.js";
import { DEMO, demoId } from "./demo-tenant.js";
import { DEMO_CALENDAR, DEMO_DEPARTMENTS, DEMO_GRANTS, DEMO_PROJECTS, DEMO_STAFF, DEMO_UNITS } from "./demo-world.js";

/** Posts and grants hold since before the oldest message that is imported. */
const SINCE = instant("2010-01-01T00:00:00+08:00");

/** Fills the demo tenant; false, and nothing done, when it is there already. */
export function seedDemo(database: Database, published: PublishedRegulations): Promise<boolean> {
  return database.write(tenantScope(DEMO.tenantId), async (uow) => {
    const { organizationId, organizationName } = DEMO.headquarters;
    const founding = {
      tenantId: DEMO.tenantId,
      name: DEMO.tenantName,
      headquarters: { id: organizationId, name: organizationName },
    };
    if ((await found(uow, founding, SYSTEM)) === undefined) return false;
    await seedTree(uow);
    await seedPeople(uow);
    await seedGrants(uow);
    await seedRules(uow, published);
    return true;
  });
}

async function seedTree(uow: UnitOfWork): Promise<void> {
  const parentId = DEMO.headquarters.organizationId;
  for (const name of ["subsidiary-1", "subsidiary-2", "partner-1"] as const) {
    const party = DEMO[name];
    const kind = name === "partner-1" ? "partner" : "subsidiary";
    done(
      await addOrganization(uow, { id: party.organizationId, parentId, kind, name: party.organizationName }, SYSTEM),
    );
  }
  for (const project of DEMO_PROJECTS) done(await addProject(uow, project, SYSTEM));
  for (const { moveInOn, warrantyEndsOn, ...unit } of DEMO_UNITS) {
    done(await addUnit(uow, { ...unit, moveInOn: moveInOn ?? null, warrantyEndsOn: warrantyEndsOn ?? null }, SYSTEM));
  }
}

async function seedPeople(uow: UnitOfWork): Promise<void> {
  for (const department of DEMO_DEPARTMENTS) {
    done(await addDepartment(uow, { ...department, parentId: null, headId: null }, SYSTEM));
  }
  let holding = 0;
  for (const { id, organizationId, departmentId, name, heads, posts } of DEMO_STAFF) {
    done(await addStaff(uow, { id, organizationId, departmentId, name }, SYSTEM));
    if (heads) await appointHead(uow, departmentId, id);
    for (const { post, projectId, inDepartment } of posts) {
      holding += 1;
      const place = { projectId: projectId ?? null, departmentId: inDepartment === true ? departmentId : null };
      done(
        await assignPost(uow, { id: demoId("holding", holding), staffId: id, post, ...place, fromAt: SINCE }, SYSTEM),
      );
    }
  }
}

async function seedGrants(uow: UnitOfWork): Promise<void> {
  for (const [index, { staffId, role, over }] of DEMO_GRANTS.entries()) {
    done(
      await giveGrant(uow, { id: demoId("grant", index + 1), holder: { staffId }, over, role, fromAt: SINCE }, SYSTEM),
    );
  }
}

async function seedRules(uow: UnitOfWork, published: PublishedRegulations): Promise<void> {
  done(await changeCalendar(uow, { code: DEMO.calendar, definition: DEMO_CALENDAR }, SYSTEM));
  const { code, version, from } = DEMO.regulation;
  const adoption = {
    id: demoId("adoption", 1),
    organizationId: DEMO.headquarters.organizationId,
    regulation: code,
    version,
    effectiveFrom: from,
    readings: {},
    calendar: DEMO.calendar,
  };
  done(await adoptRegulation(uow, adoption, { actor: SYSTEM, published }));
}

/** The demo's own data is never refused: if it is, the seed is wrong. */
function done(answer: object | Refusal | undefined): void {
  if (answer === undefined) throw new Error("the demo seed points at something that is not there");
  if (isRefusal(answer)) throw new Error(`the demo seed is refused: ${answer.message.en}`);
}
