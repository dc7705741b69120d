import { join } from "node:path";
import { keptFile } from "../kept-file.js";
import { isDevelopersMachine, type Surroundings } from "../identity/development-only.js";
import { newMasterKey } from "./master-keys.js";

const FILE = "master.key";

/** Why no master key may be made here; `undefined` when one may: on a machine that nobody else can reach, never in production. */
export function whyNoDevelopmentMasterKey(surroundings: Surroundings): string | undefined {
  if (isDevelopersMachine(surroundings)) return undefined;
  return "a house that others use is told its master keys: name their files, 32 bytes in base64 each, the one that wraps first";
}

/** The file of the master key that a developer's machine makes for itself and keeps in `folder`. */
export async function developmentMasterKey(folder: string): Promise<string> {
  await keptFile(folder, FILE, newMasterKey);
  return join(folder, FILE);
}
