import type { Because } from "./projection.js";

/** Facts as text, for whoever asks why. */
export function readFacts(because: Because): { name: string; value: string }[] {
  return Object.entries(because).map(([name, value]) => ({
    name,
    value: typeof value === "object" ? value.join(", ") : String(value),
  }));
}
