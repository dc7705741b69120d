import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadComposed, loadRegulation, publishedRegulation, type RegulationFile } from "@hearken/regulation";

/**
 * Reads a regulation or an overlay from a file of anybody's; its parts stand beside it.
 * Throws `RegulationFileError` with everything that is wrong.
 */
export function readRegulationFile(file: string): RegulationFile {
  const text = readFileSync(file, "utf8");
  const name = path.basename(file);
  if (/^baseline:/m.test(text)) return loadComposed(text, name, publishedRegulation);
  return loadRegulation(text, name, (part) => readFileSync(path.resolve(path.dirname(file), part), "utf8"));
}

/** A file's path, or the code of a regulation that ships. */
export function findRegulation(named: string): RegulationFile | undefined {
  return existsSync(named) ? readRegulationFile(named) : publishedRegulation(named, 1);
}
