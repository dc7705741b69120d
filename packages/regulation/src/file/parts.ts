import type { RegulationFile } from "./schema.js";
import type { KeyPath, Place } from "./shaped-document.js";

/** A file that was read: what it says and where. */
export interface ReadFile {
  readonly file: string;
  readonly data: Partial<RegulationFile>;
  readonly locate: (path: KeyPath) => Place;
}

/** A place in one of several files. */
export interface FilePlace extends Place {
  readonly file: string;
}

/** A regulation of several files: the head, with the lists of its parts behind its own. */
export function joinParts(
  head: ReadFile & { readonly data: RegulationFile },
  parts: readonly ReadFile[],
): { readonly data: RegulationFile; readonly locate: (path: KeyPath) => FilePlace } {
  const files = [head, ...parts];
  const data = parts.reduce<RegulationFile>((joined, part) => ({ ...joined, ...added(joined, part.data) }), head.data);
  return { data, locate: (path) => placeIn(files, path) };
}

function added(joined: RegulationFile, part: Partial<RegulationFile>): Partial<RegulationFile> {
  const entries = Object.entries(part).map(([key, value]) => {
    const before: unknown = joined[key as keyof RegulationFile];
    if (Array.isArray(value) && Array.isArray(before))
      return [key, [...(before as unknown[]), ...(value as unknown[])]];
    return [key, { ...(before as object), ...(value as object) }];
  });
  return Object.fromEntries(entries) as Partial<RegulationFile>;
}

/** An item's place in a joined list says which file it came from, and where it stands in that one. */
function placeIn(files: readonly ReadFile[], path: KeyPath): FilePlace {
  const [key, index, ...rest] = path;
  let left = typeof index === "number" ? index : 0;
  for (const { file, data, locate } of files) {
    const own: unknown = typeof key === "string" ? data[key as keyof RegulationFile] : undefined;
    if (typeof index === "number" && Array.isArray(own)) {
      if (left < own.length) return { file, ...locate([key ?? "", left, ...rest]) };
      left -= own.length;
    } else if (typeof index === "string" && typeof own === "object" && own !== null && index in own) {
      return { file, ...locate(path) };
    }
  }
  const [head] = files;
  return head === undefined ? { file: "", line: 0, column: 0 } : { file: head.file, ...head.locate(path) };
}
