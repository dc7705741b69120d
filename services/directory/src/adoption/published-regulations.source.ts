import { baselineOf, publishedRegulation } from "@hearken/regulation";
import type { PublishedRegulations } from "./adoption.js";

/** The regulations that ship with the product. */
export const shippedRegulations: PublishedRegulations = {
  exists: (code, version) => publishedRegulation(code, version) !== undefined,
  baseline: (code, version) => baselineOf(code, version),
  readings: (code, version) => publishedRegulation(code, version)?.readings ?? {},
};
