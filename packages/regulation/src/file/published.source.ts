import { readdirSync, readFileSync } from "node:fs";
import { loadRegulation } from "./load.js";
import type { RegulationFile } from "./schema.js";

const FOLDER = new URL("../../regulations/", import.meta.url);

const loaded = new Map<string, RegulationFile>();

/** A regulation that ships with the product: read and checked on first use. `undefined` when there is no such version. */
export function publishedRegulation(code: string, version: number): RegulationFile | undefined {
  const known = loaded.get(`${code}@${version}`);
  if (known !== undefined) return known;
  const name = publishedRegulations().find((one) => one.code === code && one.version === version)?.file;
  if (name === undefined) return undefined;
  const file = loadRegulation(readFileSync(new URL(name, FOLDER), "utf8"), name);
  loaded.set(`${code}@${version}`, file);
  return file;
}

/** What ships: `ligao.yaml` is version 1 of `ligao`, `ligao.v2.yaml` its second version. */
export function publishedRegulations(): readonly {
  readonly code: string;
  readonly version: number;
  readonly file: string;
}[] {
  return readdirSync(FOLDER).flatMap((file) => {
    const match = /^([a-z0-9-]+?)(?:\.v(\d+))?\.yaml$/.exec(file);
    return match === null ? [] : [{ code: match[1] ?? "", version: Number(match[2] ?? 1), file }];
  });
}
