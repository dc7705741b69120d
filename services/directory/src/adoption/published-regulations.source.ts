import { publishedRegulation } from "@hearken/regulation";
import type { PublishedRegulations } from "./adoption.js";

/** The regulations that ship with the product. */
export const shippedRegulations: PublishedRegulations = {
  exists: (code, version) => publishedRegulation(code, version) !== undefined,
  readings: (code, version) => publishedRegulation(code, version)?.readings ?? {},
};
