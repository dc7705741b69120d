import { platformMigrations, type MigrationSet } from "@hearken/postgres";

/** Where each set is declared, in the order in which the sets run. */
const SOURCES = [
  { service: "journal", module: "@hearken/journal", name: "journalMigrations" },
  { service: "directory", module: "@hearken/directory", name: "directoryMigrations" },
  { service: "intake", module: "@hearken/intake", name: "intakeMigrations" },
  { service: "escalation", module: "@hearken/escalation", name: "escalationMigrations" },
];

/** The migrations of the whole house, the platform's first. A part that has none is left out. */
export async function migrationSets(): Promise<MigrationSet[]> {
  const sets: MigrationSet[] = [{ service: "platform", migrations: platformMigrations }];
  for (const { service, module, name } of SOURCES) {
    const migrations = await exported(module, name);
    if (migrations !== undefined) sets.push({ service, migrations });
  }
  return sets;
}

async function exported(module: string, name: string): Promise<MigrationSet["migrations"] | undefined> {
  try {
    const exports = (await import(module)) as Record<string, MigrationSet["migrations"] | undefined>;
    return exports[name];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
