import type { Migration } from "@hearken/postgres";
import { createJournal } from "./20261121T0900-create-journal.js";

/** The journal's tables, oldest first; for `migrate({ sets: [{ service: "journal", migrations: journalMigrations }] })`. */
export const journalMigrations: readonly Migration[] = [createJournal];
