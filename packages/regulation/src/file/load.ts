import { openCalendar } from "@hearken/calendar";
import { LineCounter, parseDocument, type Document } from "yaml";
import type { ZodError } from "zod";
import { build } from "../rules/prepare.js";
import { nearest, RegulationFileError, type FileProblem } from "./problem.js";
import { knownKeys, regulationSchema, type RegulationFile } from "./schema.js";

type Path = readonly PropertyKey[];

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
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    throw new RegulationFileError(
      document.errors.map((error) => ({ file, ...place(error.pos[0]), key: "", message: error.message })),
    );
  }
  const locate = (path: Path): { line: number; column: number } => place(offsetOf(document, path));
  const parsed = regulationSchema.safeParse(document.toJS());
  if (!parsed.success) throw new RegulationFileError(shapeProblems(parsed.error, file, locate));
  const { findings } = build(parsed.data, ALWAYS_OPEN, {});
  if (findings.length > 0) {
    throw new RegulationFileError(
      findings.map((finding) => ({ ...finding, file, ...locate(finding.path), key: finding.path.join(".") })),
    );
  }
  return parsed.data;
}

function shapeProblems(
  error: ZodError,
  file: string,
  locate: (path: Path) => { line: number; column: number },
): readonly FileProblem[] {
  return error.issues
    .flatMap((issue) => flatten(issue, []))
    .flatMap((issue): FileProblem[] => {
      if (issue.keys === undefined)
        return [{ file, ...locate(issue.path), key: issue.path.join("."), message: issue.message }];
      return issue.keys.map((key) => {
        const path = [...issue.path, key];
        const suggestion = nearest(
          key,
          [...knownKeys].filter((known) => known !== key),
        );
        const problem = { file, ...locate(path), key: path.join("."), message: "unknown key" };
        return suggestion === undefined ? problem : { ...problem, suggestion };
      });
    });
}

interface Flat {
  readonly path: Path;
  readonly message: string;
  readonly keys?: readonly string[];
}

/** Out of a union's branches, the one that came nearest: the problems deepest in the file, then the fewest. */
function flatten(issue: ZodError["issues"][number], prefix: Path): readonly Flat[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "unrecognized_keys") return [{ path, message: issue.message, keys: issue.keys }];
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ path, message: issue.message }];
  const branches = issue.errors.map((issues) => issues.flatMap((inner) => flatten(inner, path)));
  const depth = (flats: readonly Flat[]): number =>
    Math.max(...flats.map((flat) => flat.path.length + (flat.keys === undefined ? 0 : 1)));
  return [...branches].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = pairOf(parent, key);
    if (pair !== undefined) return pair;
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (hasRange(node)) return node.range[0];
  }
  return 0;
}

interface Ranged {
  readonly range: readonly [number, number, number];
}
const hasRange = (node: unknown): node is Ranged =>
  typeof node === "object" && node !== null && Array.isArray((node as { range?: unknown }).range);

/** Where the key itself stands, so that a misspelt key is pointed at and not its value. */
function pairOf(parent: unknown, key: PropertyKey | undefined): number | undefined {
  const items = typeof parent === "object" && parent !== null ? (parent as { items?: unknown }).items : undefined;
  if (!Array.isArray(items)) return undefined;
  for (const item of items as readonly unknown[]) {
    const pairKey = typeof item === "object" && item !== null ? (item as { key?: unknown }).key : undefined;
    if (hasRange(pairKey) && String((pairKey as { value?: unknown }).value) === String(key)) return pairKey.range[0];
  }
  return undefined;
}
