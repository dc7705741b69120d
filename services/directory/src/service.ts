import { buildSubgraph, idArguments, type RequestContext } from "@hearken/graphql-kit";
import { defineService, readableWith, type Service } from "@hearken/service-kit";
import type { PublishedRegulations } from "./adoption/adoption.js";
import { AdoptionResolver } from "./adoption/adoption.resolver.js";
import { shippedRegulations } from "./adoption/published-regulations.source.js";
import { CalendarResolver } from "./calendar/calendar.resolver.js";
import { DelegationResolver } from "./delegation/delegation.resolver.js";
import { clientLoader } from "./client/client.loader.js";
import { ClientResolver } from "./client/client.resolver.js";
import { departmentLoader } from "./department/department.loader.js";
import { DepartmentResolver } from "./department/department.resolver.js";
import { directoryTables } from "./directory.tables.js";
import { grantLoader } from "./grant/grant.loader.js";
import { GrantResolver } from "./grant/grant.resolver.js";
import { directoryMigrations } from "./migrations/directory.migrations.js";
import { organizationLoader } from "./organization/organization.loader.js";
import { OrganizationResolver } from "./organization/organization.resolver.js";
import { PostHoldingResolver } from "./post/post-holding.resolver.js";
import { ResponsibleResolver } from "./post/responsible.resolver.js";
import { projectLoader } from "./project/project.loader.js";
import { ProjectResolver } from "./project/project.resolver.js";
import {
  RegulationChecklistResolver,
  RegulationFactResolver,
  RegulationFormFieldResolver,
  RegulationFormResolver,
  RegulationLevelResolver,
  RegulationLevelRuleResolver,
  RegulationReadingResolver,
  RegulationScriptResolver,
  RegulationStepResolver,
} from "./regulation/declared.resolver.js";
import {
  RegulationClauseResolver,
  RegulationEntryResolver,
  RegulationOwnerResolver,
  RegulationPostResolver,
} from "./regulation/entry.resolver.js";
import { GuidanceResolver } from "./regulation/guidance.resolver.js";
import { RegulationEntriesResolver } from "./regulation/regulation-entries.resolver.js";
import {
  RegulationLadderResolver,
  regulationOfReference,
  RegulationResolver,
} from "./regulation/regulation.resolver.js";
import {
  RegulationDutyResolver,
  RegulationGateResolver,
  RegulationNoticeResolver,
  RegulationObligationResolver,
  RegulationRetentionResolver,
} from "./regulation/rule.resolver.js";
import { SuspensionResolver } from "./suspension/suspension.resolver.js";
import { staffLoader } from "./staff/staff.loader.js";
import { StaffResolver } from "./staff/staff.resolver.js";
import { tenantLoader } from "./tenant/tenant.loader.js";
import { TenantResolver } from "./tenant/tenant.resolver.js";
import { unitLoader } from "./unit/unit.loader.js";
import { UnitResolver } from "./unit/unit.resolver.js";
import { ViewerResolver } from "./viewer/viewer.resolver.js";

export { DEMO, DEMO_PARTIES, type DemoParty, type DemoPartyName } from "./demo/demo-tenant.js";
export { seedDemo } from "./demo/demo.seed.js";
export { disableTenant } from "./tenant/disable-tenant.command.js";
export { foundTenant, type FoundTenant } from "./tenant/found-tenant.command.js";
export type { PublishedRegulations } from "./adoption/adoption.js";
export { directoryMigrations, shippedRegulations };

type Loading<K, T> = (context: RequestContext) => { load(key: K): Promise<T | undefined> };

/** The entity behind `{ id }`, in one batch with its like; `null` for a malformed, unknown or invisible id alike. */
function through<K extends string, T>(loader: Loading<K, T>) {
  return async ({ id }: { readonly id: string }, context: RequestContext): Promise<T | null> => {
    const [key] = idArguments(id === "" ? [] : [id]);
    return key === undefined ? null : ((await context.loader(loader).load(key as string as K)) ?? null);
  };
}

const subgraph = buildSubgraph({
  name: "directory",
  resolvers: [
    ViewerResolver,
    TenantResolver,
    OrganizationResolver,
    ProjectResolver,
    UnitResolver,
    DepartmentResolver,
    StaffResolver,
    PostHoldingResolver,
    ResponsibleResolver,
    GrantResolver,
    ClientResolver,
    SuspensionResolver,
    DelegationResolver,
    AdoptionResolver,
    CalendarResolver,
    RegulationResolver,
    RegulationEntriesResolver,
    RegulationLadderResolver,
    GuidanceResolver,
    RegulationEntryResolver,
    RegulationPostResolver,
    RegulationOwnerResolver,
    RegulationClauseResolver,
    RegulationLevelResolver,
    RegulationLevelRuleResolver,
    RegulationReadingResolver,
    RegulationFactResolver,
    RegulationStepResolver,
    RegulationFormResolver,
    RegulationFormFieldResolver,
    RegulationChecklistResolver,
    RegulationScriptResolver,
    RegulationObligationResolver,
    RegulationNoticeResolver,
    RegulationGateResolver,
    RegulationDutyResolver,
    RegulationRetentionResolver,
  ],
  references: {
    Tenant: through(tenantLoader),
    Organization: through(organizationLoader),
    Project: through(projectLoader),
    Unit: through(unitLoader),
    Department: through(departmentLoader),
    Staff: through(staffLoader),
    Grant: through(grantLoader),
    ApiClient: through(clientLoader),
    Regulation: regulationOfReference,
  },
});

/** Who belongs to whom, who may do what, and which rules a group goes by. */
export function directory(published: PublishedRegulations = shippedRegulations): Service {
  return defineService({
    name: "directory",
    subgraph: readableWith(subgraph, "directory.read", ["viewer"]),
    migrations: directoryMigrations,
    entities: directoryTables,
    inContext: () => published,
  });
}
