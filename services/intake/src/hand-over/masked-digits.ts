import { finderIn, type Meant } from "./occurrence.js";

/*
 * Telephone and identity numbers in a text. A sign may hold several digits (`⑫`); full-width, circled and foreign digits
 * count as what they mean, and Chinese ones (`一三八`, `幺`) too, where a known number is looked for.
 */

const CHINESE: ReadonlyMap<string, string> = new Map(
  ["零〇○洞", "一壹幺", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].flatMap((signs, value) =>
    Array.from(signs).map((sign) => [sign, String(value)] as const),
  ),
);

/**
 * Places of the digits of these numbers, wherever they stand and whatever stands between, and of what looks like one,
 * beside those that are masked already.
 */
export function maskedDigits(
  signs: readonly string[],
  phones: readonly string[],
  already: ReadonlySet<number>,
): ReadonlySet<number> {
  const digits = signs.flatMap((sign, place) => digitsOf(sign).map((value): Meant => ({ value, place })));
  const both = signs.flatMap((sign, place) =>
    [...digitsOf(sign), ...(CHINESE.get(sign) ?? "")].map((value): Meant => ({ value, place })),
  );
  const masked = new Set([...already, ...groupsOf(digits, signs).flatMap(lookingLikeNumbers)]);
  const known = [...new Set(phones.flatMap(formsOf))];
  // What is taken out may bring together what was apart: until nothing is found any more.
  for (let before = -1; before !== masked.size;) {
    before = masked.size;
    for (const all of [digits, both]) for (const place of foundIn(all, known, masked)) masked.add(place);
  }
  return masked;
}

/** The digits that a sign means. */
function digitsOf(sign: string): readonly string[] {
  return Array.from(sign.normalize("NFKC"), valueOf).filter((value) => value !== "");
}

function valueOf(sign: string): string {
  if (/^[0-9]$/.test(sign)) return sign;
  if (!/^\p{Nd}$/u.test(sign)) return "";
  // The digits of a script stand together, from its zero on.
  const code = sign.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** How a number may be written: with the country's code and the area's, or without. */
function formsOf(phone: string): readonly string[] {
  const whole = Array.from(phone).flatMap(digitsOf).join("");
  const national = whole.replace(/^(?:00)?86(?=\d{10,12}$)/, "");
  const local = national.replace(/^0?(?:10|2\d|[3-9]\d\d)(?=\d{7,8}$)/, "");
  return [whole, national, national.startsWith("1") ? national : local].filter(({ length }) => length > 0);
}

function foundIn(all: readonly Meant[], known: readonly string[], masked: ReadonlySet<number>): readonly number[] {
  const left = all.filter(({ place }) => !masked.has(place));
  const places = known.flatMap(finderIn(left)).flatMap((span) => left.slice(...span));
  return places.map(({ place }) => place);
}

/** Digits without anything between them. */
type Group = readonly Meant[];

/** What may stand between the groups of one number: `(0791) 8888-1234`; neither words nor the colon of a time. */
const BETWEEN = /^[\p{Z}\p{C}\p{Pd}\p{Ps}\p{Pe}.·/+_]{1,3}$/u;

/** Digits in groups, and the groups in runs that may be one number. */
function groupsOf(digits: readonly Meant[], signs: readonly string[]): readonly (readonly Group[])[] {
  const runs: Meant[][][] = [];
  for (const digit of digits) {
    const run = runs.at(-1);
    const group = run?.at(-1);
    const last = group?.at(-1)?.place;
    if (run === undefined || group === undefined || last === undefined) runs.push([[digit]]);
    else if (digit.place - last <= 1) group.push(digit);
    else if (BETWEEN.test(signs.slice(last + 1, digit.place).join(""))) run.push([digit]);
    else runs.push([[digit]]);
  }
  return runs;
}

/** As many digits in a row are no count, no year and no price that a text would need. */
const LONG = 7;
/** A mobile, a landline with its area, a service number, an identity number of either length. */
const NUMBER = /^(?:(?:00)?86)?(?:1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}|\d{15}|\d{17,18})$/;

/** Places of groups that are long, or that make a number together. */
function lookingLikeNumbers(run: readonly Group[]): readonly number[] {
  const chosen = new Set<Group>(run.filter(({ length }) => length >= LONG));
  for (const from of run.keys()) {
    for (let to = from + 1; to <= run.length; to += 1) {
      const groups = run.slice(from, to);
      const digits = groups.flat().map(({ value }) => value);
      if (digits.length > MOST) break;
      if (NUMBER.test(digits.join(""))) for (const group of groups) chosen.add(group);
    }
  }
  return [...chosen].flat().map(({ place }) => place);
}

/** An identity number and a country's code. */
const MOST = 22;
