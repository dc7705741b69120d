import { finderIn, type Meant } from "./occurrence.js";

/* Names and addresses of people in a text, whatever stands between their signs and in whichever form they are written. */

const COUNTS = /^[\p{L}\p{N}]$/u;
const LATIN = /^[\p{Script=Latin}\p{N}]+$/u;
/** Shorter Latin names hide in many words: they count where they stand alone. */
const LONG = 4;

/** What is known of people that is told in letters. */
export interface Named {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

/** Places of what must go of these, beside those that are masked already. A name of one sign is what a masked name shows: it stays. */
export function maskedNames(
  signs: readonly string[],
  { names, addresses }: Named,
  already: ReadonlySet<number>,
): ReadonlySet<number> {
  const letters = signs.flatMap((sign, place) => lettersOf(sign).map((value): Meant => ({ value, place })));
  const forms = [...names.flatMap(formsOf), ...addresses.flatMap(wholeOf)];
  const masked = new Set(already);
  // What is taken out may bring together what was apart: until nothing is found any more.
  for (let before = -1; before !== masked.size;) {
    before = masked.size;
    const left = letters.filter(({ place }) => !masked.has(place));
    const find = finderIn(left);
    for (const form of forms) for (const place of placesOf(form, left, find)) masked.add(place);
  }
  return masked;
}

function lettersOf(text: string): readonly string[] {
  return Array.from(text.normalize("NFKC").toLowerCase()).filter((sign) => COUNTS.test(sign));
}

interface Form {
  readonly letters: string;
  /** How many of its first signs stay. */
  readonly shows: number;
}

/** The whole name; of a Chinese one the given name too (`小明`), of a Latin one each word. */
function formsOf(name: string): readonly Form[] {
  const letters = lettersOf(name);
  if (letters.length < 2) return [];
  const whole = { letters: letters.join(""), shows: 1 };
  if (!LATIN.test(whole.letters)) {
    const given = letters.slice(1).join("");
    return letters.length === 2 ? [whole] : [whole, { letters: given, shows: 0 }];
  }
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).map((word) => lettersOf(word).join(""));
  return [whole, ...words.filter(({ length }) => length > 1).map((word) => ({ letters: word, shows: 1 }))];
}

/** An address counts as a whole; one of a few signs names nobody. */
function wholeOf(address: string): readonly Form[] {
  const letters = lettersOf(address);
  return letters.length < LONG ? [] : [{ letters: letters.join(""), shows: 0 }];
}

function placesOf(
  { letters: form, shows }: Form,
  left: readonly Meant[],
  find: ReturnType<typeof finderIn>,
): readonly number[] {
  return find(form).flatMap(([from, end]) => {
    if (!mayStand(form, left, { from, end })) return [];
    const first = left[from]?.place;
    const found = left.slice(from, end).map(({ place }) => place);
    return shows === 0 ? found : found.filter((place) => place !== first);
  });
}

/** Whether a form counts here: a short Latin one not as a part of a longer word. */
function mayStand(
  form: string,
  left: readonly Meant[],
  { from, end }: { readonly from: number; readonly end: number },
): boolean {
  if (!LATIN.test(form) || form.length >= LONG) return true;
  const joins = (one: Meant | undefined, next: Meant | undefined): boolean =>
    one !== undefined && next !== undefined && next.place - one.place <= 1 && LATIN.test(one.value + next.value);
  return !joins(left[from - 1], left[from]) && !joins(left[end - 1], left[end]);
}
