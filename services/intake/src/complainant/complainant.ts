import type { Instant } from "@hearken/kernel";

/*
 * Complainant (投诉人): a person behind a complaint. Sealed (封存): kept so that only the tenant's own key opens it, in
 * the row and the column for which it was sealed. Revealed (查看明文): shown in clear to somebody, which is an act.
 * Erased (删除): nothing that says who they were is kept any more.
 */

/** What is kept sealed of a person. */
export const PERSONAL_FIELDS = ["name", "phone", "address", "identity_number"] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];

/** Sealed bytes, in the row of a person. */
export interface SealedRow {
  /** The person's. */
  readonly id: string;
  readonly nameSealed: Uint8Array | null;
  readonly phoneSealed: Uint8Array | null;
  readonly addressSealed: Uint8Array | null;
  readonly identitySealed: Uint8Array | null;
  /** Written in clear by the version before; `null` once it is sealed. */
  readonly name: string | null;
  readonly phone: string | null;
}

/** A person behind a complaint as they are kept: all `null` when they are out of the reader's reach, or erased. */
export interface Complainant extends SealedRow {
  readonly complaintId: string;
  /** A pseudonym, or the person's id in another system. */
  readonly reference: string | null;
  readonly customerType: string | null;
  readonly erasedAt: Instant | null;
}
