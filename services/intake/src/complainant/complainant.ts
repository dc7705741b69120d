/** A person behind a complaint (投诉人), as the API may show them. */
export interface Complainant {
  readonly id: string;
  readonly complaintId: string;
  /** `null` when the person is kept outside the reader's reach. */
  readonly name: string | null;
  readonly phone: string | null;
  /** A pseudonym, or the person's id in another system. */
  readonly reference: string | null;
  readonly customerType: string | null;
}

/** The first character, or the first letter of a Latin name: `张**`. */
export function maskName(name: string): string {
  return `${Array.from(name)[0] ?? ""}**`;
}

/** `138****1234`; a short number shows nothing. */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/[^0-9+]/g, "");
  return digits.length < 8 ? "****" : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}
