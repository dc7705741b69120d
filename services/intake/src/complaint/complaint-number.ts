import type { ComplaintId, LocalDate } from "@hearken/kernel";

/** Crockford's base 32: no I, L, O, U, so that a number can be read out on the phone. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 6;

/** `20250305-7K3Q9M`: the day of receipt and 30 of the id's random bits. */
export function complaintNumber(on: LocalDate, id: ComplaintId): string {
  let bits = Number.parseInt(id.slice(-8), 16);
  let digits = "";
  for (let place = 0; place < LENGTH; place += 1) {
    digits = (DIGITS[bits % 32] ?? "0") + digits;
    bits = Math.floor(bits / 32);
  }
  return `${on.replaceAll("-", "")}-${digits}`;
}
