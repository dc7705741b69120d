import { clauseById, type Reference, type RegulationFile } from "@hearken/regulation";
import type { RegulationText } from "./regulation-text.js";

/** What is shown of a file carries the file with it: texts and posts are looked up there. */
export interface InText {
  readonly text: RegulationText;
}

/** The fields of an entry of a file that are the same everywhere. */
export interface Entry extends InText {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly clause?: string | readonly string[] | undefined;
}

/** A clause of a regulation, by its id. */
export interface ClauseOfText extends InText {
  readonly id: string;
}

export type PostEntry = Entry & { readonly under?: string | undefined };

/** Entries of the file, each with the text that it stands in. */
export function inText<T extends object>(text: RegulationText, entries: readonly T[]): (T & InText)[] {
  return entries.map((entry) => ({ ...entry, text }));
}

/** The clauses that an entry cites. */
export function clausesOf(text: RegulationText, clause: string | readonly string[] | undefined): ClauseOfText[] {
  return [...new Set([clause ?? []].flat())].map((id) => ({ id, text }));
}

/** The post with that code; one that the file does not have is called by its code. */
export function postIn(text: RegulationText, code: string): PostEntry {
  const post = text.file.posts.find((one) => one.code === code);
  return { ...(post ?? { code, zh: code, en: code }), text };
}

export interface Owner extends InText {
  readonly post: string | undefined;
  readonly when: string | null;
  readonly from: string | null;
}

/** Who is meant by the `owner`, `to` or `notify` of an entry. */
export function ownersIn(text: RegulationText, posts: RegulationFile["obligations"][number]["owner"]): Owner[] {
  return [posts].flat().map((one): Owner => {
    if (typeof one === "string") return { text, post: one, when: null, from: null };
    if ("from" in one) return { text, post: undefined, when: null, from: one.from };
    return { text, post: one.post, when: one.when, from: null };
  });
}

/** As the register sorts it, or the regulation itself. */
export function kindOf(text: RegulationText, id: string): string {
  return text.file.clauses.find((own) => own.id === id)?.kind ?? clauseById(id)?.kind ?? "";
}

/** What stands at a place of a text. */
export type GuidanceEntry = Reference & InText & { readonly at: string };
