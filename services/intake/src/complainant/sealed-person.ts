import type { PersonalField, SealedRow } from "./complainant.js";
import { canonicalIdentity, canonicalPhone } from "./findable-number.js";

/** The place that a value is sealed for: moved to another row or column it does not open. */
interface Place {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** As much of a tenant's keys as sealing needs. */
export interface Sealing {
  seal(text: string, place: Place): Buffer;
  blindIndex(kind: string, text: string): Buffer;
}

/** As much of a tenant's keys as opening needs. */
export interface Opening {
  open(sealed: Uint8Array, place: Place): string;
}

/** What is known of a person, in clear. */
export interface PersonalData {
  readonly name: string;
  readonly phone: string | null;
  readonly address: string | null;
  readonly identityNumber: string | null;
}

/** The same as it is kept: sealed, and findable by whole numbers alone. */
export interface SealedPerson {
  readonly nameSealed: Buffer;
  readonly phoneSealed: Buffer | null;
  readonly addressSealed: Buffer | null;
  readonly identitySealed: Buffer | null;
  readonly phoneIndex: Buffer | null;
  readonly identityIndex: Buffer | null;
}

const TABLE = "intake.complainant";

/** The person's data under the tenant's key, each value for its own column of their own row. */
export function sealPerson(keys: Sealing, id: string, person: PersonalData): SealedPerson {
  const sealed = (column: PersonalField, text: string | null): Buffer | null =>
    text === null ? null : keys.seal(text, { table: TABLE, column, rowId: id });
  const { name, phone, address, identityNumber } = person;
  return {
    nameSealed: keys.seal(name, { table: TABLE, column: "name", rowId: id }),
    phoneSealed: sealed("phone", phone),
    addressSealed: sealed("address", address),
    identitySealed: sealed("identity_number", identityNumber),
    phoneIndex: phone === null ? null : phoneIndex(keys, phone),
    identityIndex: identityNumber === null ? null : identityIndex(keys, identityNumber),
  };
}

/** Equal for equal telephone numbers, however they are written. */
export function phoneIndex(keys: Pick<Sealing, "blindIndex">, phone: string): Buffer {
  return keys.blindIndex("phone", canonicalPhone(phone));
}

/** Equal for equal identity numbers, however they are written. */
export function identityIndex(keys: Pick<Sealing, "blindIndex">, number: string): Buffer {
  return keys.blindIndex("identity_number", canonicalIdentity(number));
}

/** One value of a person in clear, from whichever column it stands in; `null` when it is not kept. */
export function openField(keys: Opening, row: SealedRow, column: PersonalField): string | null {
  const { sealed, plain } = keptIn(row, column);
  return sealed === null ? plain : keys.open(sealed, { table: TABLE, column, rowId: row.id });
}

/** Whether anything is kept there: what is not needs no key. */
export function isKept(row: SealedRow, column: PersonalField): boolean {
  const { sealed, plain } = keptIn(row, column);
  return sealed !== null || plain !== null;
}

function keptIn(
  row: SealedRow,
  column: PersonalField,
): { readonly sealed: Uint8Array | null; readonly plain: string | null } {
  switch (column) {
    case "name":
      return { sealed: row.nameSealed, plain: row.name };
    case "phone":
      return { sealed: row.phoneSealed, plain: row.phone };
    case "address":
      return { sealed: row.addressSealed, plain: null };
    case "identity_number":
      return { sealed: row.identitySealed, plain: null };
  }
}
