import { openCalendar } from "@hearken/calendar";
import type { Finding } from "../rules/builder.js";
import { build } from "../rules/prepare.js";
import { RegulationFileError } from "./problem.js";
import { knownKeys, regulationSchema, type RegulationFile } from "./schema.js";
import { readShaped } from "./shaped-document.js";

const day = [{ from: "00:00", to: "24:00" }];
/** A file is checked without a tenant's calendar: nothing that it may say depends on the hours. */
const ALWAYS_OPEN = openCalendar({
  code: "check",
  zone: "UTC",
  week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
});

/**
 * Reads a regulation file: shape, names, clauses and conditions are all checked.
 * @param file its name, for the messages
 * @throws RegulationFileError with every problem, each with line, key and, where it can be guessed, what was meant
 */
export function loadRegulation(text: string, file: string): RegulationFile {
  const { data, locate } = readShaped(text, { file, schema: regulationSchema, knownKeys });
  const findings = findingsOf(data);
  if (findings.length > 0) {
    throw new RegulationFileError(
      findings.map((finding) => ({ ...finding, file, ...locate(finding.path), key: finding.path.join(".") })),
    );
  }
  return data;
}

/** What is wrong with a file whose shape is right: names, clauses and conditions. */
export function findingsOf(file: RegulationFile): readonly Finding[] {
  return build(file, ALWAYS_OPEN, {}).findings;
}
