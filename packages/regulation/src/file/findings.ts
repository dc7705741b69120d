import { openCalendar } from "@hearken/calendar";
import type { Finding } from "../rules/builder.js";
import { build } from "../rules/prepare.js";
import type { RegulationFile } from "./schema.js";

const day = [{ from: "00:00", to: "24:00" }];
/** A file is checked without a tenant's calendar: nothing that it may say depends on the hours. */
const ALWAYS_OPEN = openCalendar({
  code: "check",
  zone: "UTC",
  week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
});

/** What is wrong with a file whose shape is right: names, clauses and conditions. */
export function findingsOf(file: RegulationFile): readonly Finding[] {
  return build(file, ALWAYS_OPEN, {}).findings;
}
