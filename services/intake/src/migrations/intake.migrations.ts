import type { Migration } from "@hearken/postgres";
import { createComplaint } from "./20261121T0900-create-complaint.js";
import { createRecord } from "./20261122T0300-create-record.js";
import { sealComplainant } from "./20261128T1800-seal-complainant.js";
import { holdAndErase } from "./20261128T1810-hold-and-erase.js";
import { createHandOver } from "./20261128T1830-create-hand-over.js";
import { placeSource } from "./20261128T1840-place-source.js";
import { dropSourceOfTenant } from "./20261128T1845-drop-source-of-tenant.js";
import { createImport } from "./20261128T1850-create-import.js";

/** The tables of schema `intake`, oldest first. */
export const intakeMigrations: readonly Migration[] = [
  createComplaint,
  createRecord,
  sealComplainant,
  holdAndErase,
  createHandOver,
  placeSource,
  dropSourceOfTenant,
  createImport,
];
