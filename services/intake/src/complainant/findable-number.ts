/*
 * One number is written in many ways: what is searched for must be equal however it was written.
 * A blind index is made of these forms.
 */

const CHINA = "+86";

/** No number that anybody can have has fewer digits. */
const FEWEST_DIGITS = 4;

/** Whether there is anything in a text to look for: a number of some digits, however it is written. */
export function isFindable(text: string): boolean {
  return text.normalize("NFKC").replaceAll(/[^0-9]/g, "").length >= FEWEST_DIGITS;
}

/**
 * A telephone number in the form in which equal numbers are equal: `+86` and the national number without its leading
 * zero; another country's stays as it was dialled. Spaces, dashes, brackets, dots and the width of digits say nothing.
 */
export function canonicalPhone(text: string): string {
  const dialled = text.normalize("NFKC").replaceAll(/[^0-9+]/g, "");
  const international = dialled.replace(/^00(?=[1-9])/, "+");
  if (international.startsWith("+") && !international.startsWith(CHINA)) return international;
  const national = international.startsWith(CHINA) ? international.slice(CHINA.length) : international;
  // A mobile number with the country's code but without its sign.
  const bare = /^86(?=1[0-9]{10}$)/.test(national) ? national.slice(2) : national;
  return `${CHINA}${bare.replaceAll("+", "").replace(/^0+(?=[0-9])/, "")}`;
}

/** An identity number in the form in which equal numbers are equal: upper case, nothing but letters and digits. */
export function canonicalIdentity(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "");
}
