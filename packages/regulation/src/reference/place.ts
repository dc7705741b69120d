import type { RegulationFile } from "../file/schema.js";
import { problemOf, typeOf } from "../rules/event-name.js";

/* Places: where a portal shows something. An act, by its event's name; or what somebody is looking at. */

/** What a place beside an act may be of. */
export const PLACE_KINDS = ["post", "form", "duty", "category", "channel", "level"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A place taken apart. */
export interface Place {
  /** `event`: an act, whose `code` is what it is about, where it says so. */
  readonly kind: PlaceKind | "event";
  readonly code: string | undefined;
}

/** What a place of this regulation is of; `undefined` for a place that it does not have. */
export function placeIn(file: RegulationFile, place: string): Place | undefined {
  const type = typeOf(place);
  const code = type === place ? undefined : place.slice(type.length + 1);
  const kind = PLACE_KINDS.find((one) => one === type);
  if (kind === undefined) return problemOf(place, file) === undefined ? { kind: "event", code } : undefined;
  return code !== undefined && codesAt(file, kind).includes(code) ? { kind, code } : undefined;
}

/**
 * The places whose contents are shown at `place`: what is said of an act holds for each of its kinds,
 * and a form looks the same to whoever reads it and to whoever fills it in.
 */
export function coveredBy(place: string): ReadonlySet<string> {
  const type = typeOf(place);
  const code = place.slice(type.length + 1);
  if (type === "form") return new Set([place, "record.filed", `record.filed:${code}`]);
  if (type === "record.filed" && code !== "") return new Set([place, type, `form:${code}`]);
  return new Set(isKind(type) ? [place] : [place, type]);
}

/** The codes that a kind of place may have. */
export function codesAt(file: RegulationFile, kind: PlaceKind): readonly string[] {
  const lists = {
    post: file.posts,
    form: file.forms,
    duty: file.duties,
    category: file.categories,
    channel: file.channels,
    level: file.levels,
  } satisfies Record<PlaceKind, readonly { readonly code: string }[]>;
  return lists[kind].map(({ code }) => code);
}

const isKind = (type: string): boolean => PLACE_KINDS.some((kind) => kind === type);
