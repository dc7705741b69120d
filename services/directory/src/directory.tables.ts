import type { EntitySchema } from "typeorm";
import { adoptionTable } from "./adoption/adoption.table.js";
import { calendarRevisionTable } from "./calendar/calendar-revision.table.js";
import { apiClientTable, clientSecretTable } from "./client/client.table.js";
import { delegationTable } from "./delegation/delegation.table.js";
import { departmentTable } from "./department/department.table.js";
import { grantTable } from "./grant/grant.table.js";
import { organizationTable } from "./organization/organization.table.js";
import { postHoldingTable } from "./post/post-holding.table.js";
import { projectTable } from "./project/project.table.js";
import { staffTable } from "./staff/staff.table.js";
import { tenantTable } from "./tenant/tenant.table.js";
import { unitTable } from "./unit/unit.table.js";

/** Every table that the service writes through TypeORM. */
export const directoryTables: readonly EntitySchema[] = [
  tenantTable,
  organizationTable,
  projectTable,
  unitTable,
  departmentTable,
  staffTable,
  postHoldingTable,
  apiClientTable,
  clientSecretTable,
  grantTable,
  delegationTable,
  calendarRevisionTable,
  adoptionTable,
];
