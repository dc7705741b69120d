import { LineCounter, parseDocument, type Document } from "yaml";
import type { z, ZodError } from "zod";
import { nearest, RegulationFileError, type FileProblem } from "./problem.js";

export type KeyPath = readonly PropertyKey[];

/** Where something stands in a file, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML file whose shape is right, and where each of its keys stands. */
export interface ShapedDocument<T> {
  readonly data: T;
  readonly locate: (path: KeyPath) => Place;
}

/** What a file must look like. */
export interface Shaping<T extends z.ZodType> {
  /** The file's name, for the messages. */
  readonly file: string;
  readonly schema: T;
  /** Every key that may stand somewhere: what a misspelt one is compared with. */
  readonly knownKeys: () => ReadonlySet<string>;
}

const MOST_SLIPS = 3;

/**
 * Reads a YAML file by a schema.
 * @throws RegulationFileError with every problem, each with line, key and, where it can be guessed, what was meant
 */
export function readShaped<T extends z.ZodType>(
  text: string,
  { file, schema, knownKeys }: Shaping<T>,
): ShapedDocument<z.output<T>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    throw new RegulationFileError(
      // One slip of the pen makes everything after it unreadable: what comes first says what it was.
      document.errors
        .slice(0, MOST_SLIPS)
        .map((error) => ({ file, ...place(error.pos[0]), key: "", message: `not YAML: ${error.message}` })),
    );
  }
  const locate = (path: KeyPath): Place => place(offsetOf(document, path));
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) throw new RegulationFileError(shapeProblems(parsed.error, { file, locate, knownKeys }));
  return { data: parsed.data, locate };
}

interface Shown {
  readonly file: string;
  readonly locate: (path: KeyPath) => Place;
  readonly knownKeys: () => ReadonlySet<string>;
}

function shapeProblems(error: ZodError, { file, locate, knownKeys }: Shown): readonly FileProblem[] {
  return error.issues
    .flatMap((issue) => flatten(issue, []))
    .flatMap((issue): FileProblem[] => {
      if (issue.keys === undefined)
        return [{ file, ...locate(issue.path), key: issue.path.join("."), message: issue.message }];
      return issue.keys.map((key) => {
        const path = [...issue.path, key];
        const suggestion = nearest(
          key,
          [...knownKeys()].filter((known) => known !== key),
        );
        const problem = { file, ...locate(path), key: path.join("."), message: "unknown key" };
        return suggestion === undefined ? problem : { ...problem, suggestion };
      });
    });
}

interface Flat {
  readonly path: KeyPath;
  readonly message: string;
  readonly keys?: readonly string[];
}

/** Out of a union's branches, the one that came nearest: the problems deepest in the file, then the fewest. */
function flatten(issue: ZodError["issues"][number], prefix: KeyPath): readonly Flat[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "unrecognized_keys") return [{ path, message: issue.message, keys: issue.keys }];
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [{ path, message: issue.message }];
  const branches = issue.errors.map((issues) => issues.flatMap((inner) => flatten(inner, path)));
  const depth = (flats: readonly Flat[]): number =>
    Math.max(...flats.map((flat) => flat.path.length + (flat.keys === undefined ? 0 : 1)));
  return [...branches].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

function offsetOf(document: Document, path: KeyPath): number {
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
