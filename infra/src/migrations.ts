import { journalMigrations } from "@hearken/journal";
import { platformMigrations, type MigrationSet } from "@hearken/postgres";
import { services } from "./house.js";

/** The migrations of the whole house, the platform's first. */
export function migrationSets(): readonly MigrationSet[] {
  return [
    { service: "platform", migrations: platformMigrations },
    { service: "journal", migrations: journalMigrations },
    ...services().map(({ name, migrations }) => ({ service: name, migrations })),
  ];
}
