import { findingsOf } from "../file/findings.js";
import { RegulationFileError, type FileProblem } from "../file/problem.js";
import type { RegulationFile } from "../file/schema.js";
import { readShaped, type KeyPath, type ShapedDocument } from "../file/shaped-document.js";
import { compose } from "./compose.js";
import { overlayKeys, overlaySchema, type Overlay } from "./overlay.schema.js";

/** Finds a regulation that an overlay builds on. */
export type FindBaseline = (code: string, version: number) => RegulationFile | undefined;

/**
 * Reads an overlay: its shape alone, for whether it is stricter depends on its baseline.
 * @param file its name, for the messages
 * @throws RegulationFileError with every problem, each with line, key and, where it can be guessed, what was meant
 */
export function loadOverlay(text: string, file: string): Overlay {
  return read(text, file).data;
}

/**
 * Reads an overlay and composes it with its baseline; what comes of it is checked like any regulation.
 * @throws RegulationFileError with every problem: of shape; every loosening with both values; what no regulation may say
 */
export function loadComposed(text: string, file: string, find: FindBaseline): RegulationFile {
  const { data: overlay, locate } = read(text, file);
  const problem = (path: KeyPath, message: string): FileProblem => ({
    file,
    ...locate(path),
    key: path.join("."),
    message,
  });
  const { regulation, version } = overlay.baseline;
  const baseline = find(regulation, version);
  if (baseline === undefined)
    throw new RegulationFileError([problem(["baseline"], `there is no regulation ${regulation} version ${version}`)]);
  const composition = compose(baseline, overlay);
  if (composition.kind === "refused") {
    throw new RegulationFileError(
      composition.loosenings.map(({ path, rule, message, suggestion }) => ({
        ...problem(path, message),
        key: rule,
        ...(suggestion === undefined ? {} : { suggestion }),
      })),
    );
  }
  const { origin } = composition;
  const findings = findingsOf(composition.file);
  if (findings.length === 0) return composition.file;
  throw new RegulationFileError(
    findings.map(({ path, message, suggestion }) => ({
      ...problem(origin(path) ?? path, message),
      ...(suggestion === undefined ? {} : { suggestion }),
    })),
  );
}

function read(text: string, file: string): ShapedDocument<Overlay> {
  return readShaped(text, { file, schema: overlaySchema, knownKeys: overlayKeys });
}
