import { createHash } from "node:crypto";

/** One step of the schema. Never edited once it has landed. */
export interface Migration {
  /** `20261121T0900-create-complaint`: unique and ascending within its service. */
  readonly id: string;
  /** `expand` leaves the code of the version before working; `contract` removes what only that version used. */
  readonly kind: "expand" | "contract";
  /** SQL statements, run in one transaction. */
  readonly up: readonly string[];
}

/** The migrations of one service, in order. */
export interface MigrationSet {
  readonly service: string;
  readonly migrations: readonly Migration[];
}

const ID = /^\d{8}T\d{4}-[a-z0-9]+(-[a-z0-9]+)*$/;
const BREAKS_OLD_CODE =
  /\bdrop\s+(table|column|schema|view|constraint)\b|\brename\s+(to|column)\b|\balter\s+column\s+\w+\s+(type|set\s+not\s+null)\b|\btruncate\b/i;

/** What is wrong with the sets: names, order, duplicates, and an `expand` that would break the code before it. */
export function problemsOf(sets: readonly MigrationSet[]): string[] {
  return sets.flatMap(({ service, migrations }) =>
    migrations.flatMap((migration, index) => {
      const name = `${service}/${migration.id}`;
      const before = migrations[index - 1];
      const problems: string[] = [];
      if (!ID.test(migration.id)) problems.push(`${name}: an id is a date, a time and words: 20261121T0900-create-x`);
      if (before !== undefined && before.id >= migration.id) problems.push(`${name}: does not come after ${before.id}`);
      const breaking = migration.kind === "expand" ? migration.up.find((sql) => BREAKS_OLD_CODE.test(sql)) : undefined;
      if (breaking !== undefined) problems.push(`${name}: only a contract may do this: ${breaking.slice(0, 80)}`);
      return problems;
    }),
  );
}

/** A fingerprint of what the migration does. */
export function checksumOf(migration: Migration): string {
  return createHash("sha256").update(JSON.stringify(migration.up)).digest("hex");
}
