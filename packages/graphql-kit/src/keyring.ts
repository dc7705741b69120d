import type { UnitOfWork } from "@hearken/postgres";

/** Where a sealed value is kept. It opens nowhere else. */
export interface SealedPlace {
  /** `intake.complainant`. */
  readonly table: string;
  readonly column: string;
  /** Id of the row. */
  readonly rowId: string;
}

/** Seals and opens with the keys of one tenant. Source: ADR 18. */
export interface TenantKeys {
  /** AES-256-GCM, with the tenant and the place authenticated beside it. */
  seal(text: string, place: SealedPlace): Buffer;
  /** Throws `CannotOpen` when the key is unknown, or when bytes, tenant or place are not those that were sealed. */
  open(sealed: Uint8Array, place: SealedPlace): string;
  /** 32 bytes by which equal texts are found inside one tenant and one kind, and nothing is told of them to anybody else. */
  blindIndex(kind: string, text: string): Buffer;
}

/** The keys of tenants, by which what identifies people is sealed. */
export interface Keyring {
  /**
   * The keys of the unit's tenant, remembered in this process for an hour: one statement, then none. A tenant without
   * keys gets them in a writing unit; in a reading one nothing of it can have been sealed, so nothing opens.
   */
  of(uow: UnitOfWork): Promise<TenantKeys>;
}
