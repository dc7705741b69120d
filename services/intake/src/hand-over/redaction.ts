import { maskedDigits } from "./masked-digits.js";
import { maskedNames } from "./masked-names.js";

/** What is known of the people behind a complaint. */
export interface KnownPerson {
  readonly name: string;
  readonly phone: string | null;
}

/**
 * A text without what tells who is behind it: names and telephone numbers of these people, however they are written or
 * spaced out, and whatever else looks like a telephone or identity number. What is masked becomes `*`, sign for sign,
 * so that the text keeps its length; of a name its first sign stays (`余**`). Rather too much is masked than too little.
 */
export function redacted(text: string, people: readonly KnownPerson[]): string {
  const signs = Array.from(text);
  const masked = new Set([
    ...maskedDigits(
      signs,
      people.flatMap(({ phone }) => (phone === null ? [] : [phone])),
    ),
    ...maskedNames(
      signs,
      people.map(({ name }) => name),
    ),
  ]);
  return signs.map((sign, place) => (masked.has(place) ? "*" : sign)).join("");
}
