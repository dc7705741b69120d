import { findingsOf } from "./findings.js";
import { joinParts } from "./parts.js";
import { RegulationFileError } from "./problem.js";
import { knownKeys, partSchema, regulationSchema, type RegulationFile } from "./schema.js";
import { readShaped } from "./shaped-document.js";

/** Reads the text of a part, by the path that the head names. */
export type ReadPart = (path: string) => string;

const noParts: ReadPart = (path) => {
  throw new Error(`${path} cannot be read here: this regulation is read from one text`);
};

/**
 * Reads a regulation file and its parts: shape, names, clauses and conditions are all checked.
 * @param file its name, for the messages
 * @throws RegulationFileError with every problem, each with file, line, key and, where it can be guessed, what was meant
 */
export function loadRegulation(text: string, file: string, readPart: ReadPart = noParts): RegulationFile {
  const head = { file, ...readShaped(text, { file, schema: regulationSchema, knownKeys }) };
  const parts = head.data.parts.map((path) => {
    const { data, locate } = readShaped(readPart(path), { file: path, schema: partSchema, knownKeys });
    return { file: path, data: data as Partial<RegulationFile>, locate };
  });
  const { data, locate } = joinParts(head, parts);
  const findings = findingsOf(data);
  if (findings.length > 0) {
    throw new RegulationFileError(
      findings.map((finding) => ({ ...finding, ...locate(finding.path), key: finding.path.join(".") })),
    );
  }
  return data;
}
