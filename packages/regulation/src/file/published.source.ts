import { existsSync, readdirSync, readFileSync } from "node:fs";
import { loadComposed, loadOverlay } from "../composition/load-overlay.js";
import { loadRegulation } from "./load.js";
import type { RegulationFile } from "./schema.js";

const FOLDER = new URL("../../regulations/", import.meta.url);

/** One version that ships with the product. */
export interface Published {
  readonly code: string;
  readonly version: number;
  /** Its path below `regulations/`. */
  readonly file: string;
  /** Whether it is an overlay: its baseline and stricter rules. */
  readonly isOverlay: boolean;
}

const loaded = new Map<string, RegulationFile>();

/**
 * A regulation that ships with the product: read and checked on first use; an overlay is composed with its baseline.
 * `undefined` when there is no such version.
 */
export function publishedRegulation(code: string, version: number): RegulationFile | undefined {
  return load(code, version, []);
}

/** The regulation that a published overlay builds on; `undefined` for what is no overlay. */
export function baselineOf(
  code: string,
  version: number,
): { readonly regulation: string; readonly version: number } | undefined {
  const published = find(code, version);
  return published?.isOverlay === true ? loadOverlay(textOf(published.file), published.file).baseline : undefined;
}

function load(code: string, version: number, above: readonly string[]): RegulationFile | undefined {
  const key = `${code}@${version}`;
  if (above.includes(key)) throw new Error(`overlays build on each other in a circle: ${[...above, key].join(", ")}`);
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const published = find(code, version);
  if (published === undefined) return undefined;
  const text = textOf(published.file);
  const file = published.isOverlay
    ? loadComposed(text, published.file, (baseline, its) => load(baseline, its, [...above, key]))
    : loadRegulation(text, published.file, textOf);
  loaded.set(key, file);
  return file;
}

const textOf = (file: string): string => readFileSync(new URL(file, FOLDER), "utf8");

function find(code: string, version: number): Published | undefined {
  return publishedRegulations().find((one) => one.code === code && one.version === version);
}

/** What ships: `ligao.yaml` is version 1 of `ligao`, `ligao.v2.yaml` its second version; overlays stand in `overlays/`. */
export function publishedRegulations(): readonly Published[] {
  return ["", "overlays/"].flatMap((folder) => {
    const place = new URL(folder, FOLDER);
    return (existsSync(place) ? readdirSync(place) : []).flatMap((file): Published[] => {
      const match = /^([a-z0-9-]+?)(?:\.v(\d+))?\.yaml$/.exec(file);
      if (match === null) return [];
      const [, code = "", version = 1] = match;
      return [{ code, version: Number(version), file: `${folder}${file}`, isOverlay: folder !== "" }];
    });
  });
}
