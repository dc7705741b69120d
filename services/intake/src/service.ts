export { intakeMigrations } from "./migrations/intake.migrations.js";
