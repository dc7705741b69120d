/** The answer depends on a day whose statutory list has not been published (or is not known): nobody may guess it. */
export interface Unpublished {
  readonly kind: "unpublished";
  /** The first year whose list is missing. */
  readonly year: number;
}

/** What a calendar reckons: a value, or the typed statement that a list is missing. */
export type Reckoned<T> = T | Unpublished;

export function isUnpublished(value: unknown): value is Unpublished {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "unpublished";
}
