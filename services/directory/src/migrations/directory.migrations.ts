import type { Migration } from "@hearken/postgres";
import { createTenantAndTree } from "./20261121T0900-create-tenant-and-tree.js";
import { createEstates } from "./20261121T0910-create-estates.js";
import { createPeople } from "./20261121T0920-create-people.js";
import { createGrants } from "./20261121T0930-create-grants.js";
import { createRules } from "./20261121T0940-create-rules.js";
import { publishViews } from "./20261121T0950-publish-views.js";
import { publishPeople } from "./20261122T0040-publish-people.js";
import { publishFollowers } from "./20261122T0210-publish-followers.js";
import { publishAdoptionsMade } from "./20261122T0240-publish-adoptions-made.js";
import { createDelegations } from "./20261122T0320-create-delegations.js";
import { createClientSecrets } from "./20261122T0320-create-client-secrets.js";
import { createSuspensions } from "./20261122T0345-create-suspensions.js";
import { boundPrograms } from "./20261128T1720-bound-programs.js";
import { publishLeaving } from "./20261128T1730-publish-leaving.js";
import { publishOrganizations } from "./20261128T1740-publish-organizations.js";
import { publishNames } from "./20261128T1745-publish-names.js";
import { barDisabledTenants } from "./20261128T2010-bar-disabled-tenants.js";

export const directoryMigrations: readonly Migration[] = [
  createTenantAndTree,
  createEstates,
  createPeople,
  createGrants,
  createRules,
  publishViews,
  publishPeople,
  publishFollowers,
  publishAdoptionsMade,
  createClientSecrets,
  createDelegations,
  createSuspensions,
  boundPrograms,
  publishLeaving,
  publishOrganizations,
  publishNames,
  barDisabledTenants,
];
