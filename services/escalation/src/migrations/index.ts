import type { Migration } from "@hearken/postgres";
import { createEscalation } from "./20261121T1000-create-escalation.js";
import { createRulesChange } from "./20261121T1010-create-rules-change.js";
import { createTrial } from "./20261122T0220-create-trial.js";
import { createDuty } from "./20261122T0310-create-duty.js";

/** Oldest first. */
export const escalationMigrations: readonly Migration[] = [
  createEscalation,
  createRulesChange,
  createTrial,
  createDuty,
];
