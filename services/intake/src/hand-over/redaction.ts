import { maskedDigits } from "./masked-digits.js";
import { maskedNames } from "./masked-names.js";

/** What is known of the people behind a complaint. */
export interface KnownPerson {
  /** `null` once it is erased. */
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly identityNumber: string | null;
}

/**
 * A text without what tells who is behind it: names, addresses, telephone and identity numbers of these people, however
 * they are written or spaced out, and whatever else looks like a telephone or identity number. What is masked becomes `*`, sign for sign,
 * so that the text keeps its length; of a name its first sign stays (`余**`). Rather too much is masked than too little.
 */
export function redacted(text: string, people: readonly KnownPerson[]): string {
  const signs = Array.from(text);
  const numbers = people.flatMap(({ phone, identityNumber }) => known(phone, identityNumber));
  const named = {
    names: people.flatMap(({ name }) => known(name)),
    addresses: people.flatMap(({ address }) => known(address)),
  };
  let masked: ReadonlySet<number> = new Set();
  // What one of them takes out may bring together what the other looks for: until neither finds anything any more.
  for (let before = -1; before !== masked.size;) {
    before = masked.size;
    masked = new Set([...maskedDigits(signs, numbers, masked), ...maskedNames(signs, named, masked)]);
  }
  return signs.map((sign, place) => (masked.has(place) ? "*" : sign)).join("");
}

function known(...values: readonly (string | null)[]): readonly string[] {
  return values.filter((value) => value !== null);
}
