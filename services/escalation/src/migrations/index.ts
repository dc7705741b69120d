import type { Migration } from "@hearken/postgres";
import { createEscalation } from "./20261121T1000-create-escalation.js";

/** Oldest first. */
export const escalationMigrations: readonly Migration[] = [createEscalation];
