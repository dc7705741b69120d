import { parsePeriod } from "@hearken/calendar";
import type { PostsEntry, RegulationFile } from "../file/schema.js";
import { periodInWords } from "../reference/period-words.js";

/* The words that every kind of rule is told with. */

/** What a rule says, line by line, each with its key. */
export type Lines = readonly (readonly [key: string, said: string])[];

/** A line, where there is something to say. */
export const line = (key: string, said: string | undefined): Lines =>
  said === undefined || said === "" ? [] : [[key, said]];

/** `上门 (visit at home)`. */
export const bilingual = ({ zh, en }: { readonly zh: string; readonly en: string }): string => `${zh} (${en})`;

/** The label of a code, or the code itself where nothing has it. */
export function labelled(
  list: readonly { readonly code: string; readonly zh: string; readonly en: string }[],
  code: string,
): string {
  const found = list.find((one) => one.code === code);
  return found === undefined ? code : bilingual(found);
}

/** One after the other: `a, b and c`. */
export function together(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** ` (TH-1, TH-2)`; nothing without clauses. */
export const citing = (clause: string | readonly string[] | undefined): string =>
  clause === undefined ? "" : ` (${[clause].flat().join(", ")})`;

/** A duration in words; a name of a reading, with what it is by default. */
export function lengthOf({ readings }: RegulationFile, text: string): string {
  const reading = Object.hasOwn(readings, text) ? readings[text] : undefined;
  const period = parsePeriod(String(reading?.default ?? text));
  const words = period === undefined ? String(reading?.default ?? text) : periodInWords(period).en;
  if (reading === undefined) return words;
  return `${words === "" ? "not set" : words} (unless chosen otherwise: ${reading.en})`;
}

function namedPosts(file: RegulationFile, posts: PostsEntry): readonly string[] {
  return [posts].flat().map((one) => {
    if (typeof one === "string") return labelled(file.posts, one);
    return "from" in one ? `whoever ${one.from} names` : `${labelled(file.posts, one.post)} when ${one.when}`;
  });
}

/** Who owes something: the first of them that applies. */
export const ownerInWords = (file: RegulationFile, posts: PostsEntry): string =>
  namedPosts(file, posts).join("; else ");

/** Who is told: all of them that apply. */
export const recipientsInWords = (file: RegulationFile, posts: PostsEntry): string => together(namedPosts(file, posts));

/** Posts of which each may. */
export const anyOf = ({ posts }: RegulationFile, codes: readonly string[] | undefined): string | undefined =>
  codes?.map((code) => labelled(posts, code)).join(" or ");

/** Names of events or places. */
export const names = (on: string | readonly string[] | undefined): string => [on ?? []].flat().join(" or ");
