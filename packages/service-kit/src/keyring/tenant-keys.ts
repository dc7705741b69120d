import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from "node:crypto";
import type { SealedPlace, TenantKeys } from "@hearken/graphql-kit";
import type { Instant, TenantId } from "@hearken/kernel";
import { CannotOpen, generationOf, openText, sealText } from "./sealed.js";

/** One key of a tenant, unwrapped: 32 bytes from which the keys that are used are derived (HKDF, RFC 5869). */
export interface TenantKey {
  readonly generation: number;
  readonly key: Buffer;
  /** From when on it seals; it opens from the beginning. */
  readonly countsFrom: Instant;
}

/**
 * Sealing by the latest generation that counts at `now`, opening by each, finding by the first: what was indexed once
 * is found for ever.
 */
export function tenantKeys(tenantId: TenantId, keys: readonly TenantKey[], now: Instant): TenantKeys {
  const sealing = new Map(keys.map(({ generation, key }) => [generation, derived(key, tenantId, "seal")]));
  const first = keys.find(({ generation }) => generation === 1)?.key ?? randomBytes(32);
  const indexing = new Map<string, KeyObject>();
  const current = keys
    .filter(({ countsFrom, generation }) => countsFrom <= now || generation === 1)
    .reduce((latest, { generation }) => Math.max(latest, generation), 0);
  const placeOf = ({ table, column, rowId }: SealedPlace): string => JSON.stringify([tenantId, table, column, rowId]);
  return {
    seal(text, place) {
      const key = sealing.get(current);
      if (key === undefined) throw new CannotOpen("the tenant has no key");
      return sealText(text, key, { generation: current, place: placeOf(place) });
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const key = sealing.get(generationOf(bytes));
      if (key === undefined) throw new CannotOpen("sealed by a key that is not known");
      return openText(bytes, key, placeOf(place));
    },
    blindIndex(kind, text) {
      let key = indexing.get(kind);
      if (key === undefined) indexing.set(kind, (key = derived(first, tenantId, `index ${kind}`)));
      return createHmac("sha256", key).update(text, "utf8").digest();
    },
  };
}

/** A key for one use, from which no other can be reckoned. */
function derived(key: Buffer, tenantId: TenantId, use: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync("sha256", key, tenantId, `hearken ${use}`, 32)));
}
