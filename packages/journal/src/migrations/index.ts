import type { Migration } from "@hearken/postgres";
import { createJournal } from "./20261121T0900-create-journal.js";
import { indexReceipts } from "./20261122T0200-index-receipts.js";
import { indexTrail } from "./20261128T1700-index-trail.js";

/** The journal's tables, oldest first; for `migrate({ sets: [{ service: "journal", migrations: journalMigrations }] })`. */
export const journalMigrations: readonly Migration[] = [createJournal, indexReceipts, indexTrail];
