/* What the graph shows of a person without anybody revealing them. */

const HIDDEN = "****";

/** The first character, or the first letter of a Latin name: `张**`. */
export function maskName(name: string): string {
  return `${Array.from(name)[0] ?? ""}**`;
}

/** `138****1234`; a short number shows nothing. */
export function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/[^0-9+]/g, "");
  return digits.length < 8 ? HIDDEN : `${digits.slice(0, 3)}${HIDDEN}${digits.slice(-4)}`;
}

/** `11**************1X`; of a passport's number the first and the last character, of a short one nothing. */
export function maskIdentityNumber(number: string): string {
  const shown = number.length === 18 ? 2 : 1;
  if (number.length < 8) return HIDDEN;
  return `${number.slice(0, shown)}${"*".repeat(number.length - 2 * shown)}${number.slice(-shown)}`;
}

/** A province, a city, a district: what stands before them is no name of an estate. */
const REGION =
  /^(?:[\p{Script=Han}]{2,7}?(?:省|自治区|特别行政区))?(?:[\p{Script=Han}]{2,8}?(?:市|自治州|盟))?(?:[\p{Script=Han}]{1,7}?(?:(?<![小社园校院宅苑住])区|县|旗))?/u;

/** What it is, up to the district: `上海市浦东新区****`; an address that names none shows nothing. */
export function maskAddress(address: string): string {
  return `${REGION.exec(address.replaceAll(/\s/g, ""))?.[0] ?? ""}${HIDDEN}`;
}
