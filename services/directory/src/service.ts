export { directoryMigrations } from "./migrations/directory.migrations.js";
export { directoryTables } from "./directory.tables.js";
export { DEMO, DEMO_PARTIES, demoId, type DemoParty, type DemoPartyName } from "./demo/demo-tenant.js";
export { seedDemo } from "./demo/demo.seed.js";
export { foundTenant, type FoundTenant } from "./tenant/found-tenant.command.js";
