import type { Migration } from "@hearken/postgres";
import { createComplaint } from "./20261121T0900-create-complaint.js";

/** The tables of schema `intake`, oldest first. */
export const intakeMigrations: readonly Migration[] = [createComplaint];
