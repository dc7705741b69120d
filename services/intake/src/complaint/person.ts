import { z } from "zod";
import { code, line, maybe } from "./field.js";

const PHONE = /^\+?[0-9][0-9 -]{3,28}$/;

/** Written with digits of another width it is the same number. */
const halfWidth = (text: string): string => text.normalize("NFKC").trim();

/** Weights of the first 17 characters, and the check characters by remainder. Source: GB 11643-1999. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";
const RESIDENT = /^[1-9][0-9]{16}[0-9X]$/;
/** Of a passport or a permit: letters and digits, or few enough digits not to be a citizen's with some left out. */
const PASSPORT = /^(?:[0-9]{5,12}|(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]{5,17})$/;

/** Whether it is a citizen's number with its check character, or could be that of a passport or a permit. */
export function isIdentityNumber(number: string): boolean {
  if (!RESIDENT.test(number)) return PASSPORT.test(number);
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return number.at(-1) === CHECKS[sum % CHECKS.length];
}

/** Somebody behind a complaint, as the input says them. */
export const person = z.object({
  name: line(100),
  phone: maybe(z.string().transform(halfWidth).pipe(z.string().regex(PHONE, "not a phone number"))),
  address: maybe(line(300)),
  identityNumber: maybe(
    z
      .string()
      .transform((text) => halfWidth(text).replaceAll(/[ -]/g, "").toUpperCase())
      .refine(isIdentityNumber, "not an identity number"),
  ),
  reference: maybe(line(200)),
  customerType: maybe(code),
});
