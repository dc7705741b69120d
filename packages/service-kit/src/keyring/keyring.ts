import { randomBytes } from "node:crypto";
import type { Keyring, TenantKeys } from "@hearken/graphql-kit";
import { formatInstant, HOUR, type Instant, type TenantId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import { NoMasterKey, type MasterKeys } from "./master-keys.js";
import { tenantKeys, type TenantKey } from "./tenant-keys.js";

interface KeptKey {
  readonly generation: number;
  readonly master: string;
  readonly wrapped: Buffer;
  readonly countsFrom: Instant;
}

const KEPT = statement(
  "platform.keys_of_tenant",
  `select generation, master, wrapped, counts_from as "countsFrom" from platform.tenant_key
   where tenant_id = $1 order by generation`,
);
const ADD = statement(
  "platform.add_tenant_key",
  `insert into platform.tenant_key (tenant_id, generation, master, wrapped, counts_from)
   values ($1, $2, $3, $4, $5) on conflict do nothing`,
);
const REWRAP = statement(
  "platform.rewrap_tenant_key",
  `update platform.tenant_key set master = $3, wrapped = $4 where tenant_id = $1 and generation = $2`,
);

const KEY_BYTES = 32;
/** Keys are read again after this long; a new one seals only after twice as long, when nobody can be without it. */
const READ_AGAIN = HOUR;
const COUNTS_AFTER = 2 * HOUR;
/** Tenants whose keys a process holds at once. */
const REMEMBERED = 1_000;

interface Remembered {
  readonly keys: TenantKeys;
  readonly readAt: Instant;
}

/** The keys of tenants under these master keys. Source: ADR 18. */
export function openKeyring(master: MasterKeys): Keyring {
  const remembered = new Map<TenantId, Remembered>();
  return {
    async of(uow) {
      const { tenantId } = uow.scope;
      const known = remembered.get(tenantId);
      if (known !== undefined && Math.abs(uow.now - known.readAt) < READ_AGAIN) return known.keys;
      const kept = await keptKeys(uow, master);
      const keys = tenantKeys(
        tenantId,
        await Promise.all(kept.map((one) => unwrapped(master, tenantId, one))),
        uow.now,
      );
      const remember = (): void => {
        remembered.delete(tenantId);
        if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? tenantId);
        remembered.set(tenantId, { keys, readAt: uow.now });
      };
      // What this unit made itself is there for others only once it is committed.
      if (uow.isWriting) uow.afterCommit(remember);
      else if (kept.length > 0) remember();
      return keys;
    },
  };
}

/** The keyring of a process that was given no master keys: it opens nothing. */
export const NO_KEYRING: Keyring = {
  of: () => Promise.reject(new NoMasterKey("this process was given no master keys: HEARKEN_MASTER_KEYS")),
};

/** Gives the unit's tenant one more key, which seals from two hours later on; answers its generation. */
export async function rotateTenantKey(uow: UnitOfWork, master: MasterKeys): Promise<number> {
  const last = (await keptKeys(uow, master)).at(-1)?.generation ?? 0;
  await addKey(uow, master, { generation: last + 1, countsFrom: (uow.now + COUNTS_AFTER) as Instant });
  return last + 1;
}

/** Wraps the keys of the unit's tenant by the current master key; answers how many another one wrapped. */
export async function rewrapTenantKeys(uow: UnitOfWork, master: MasterKeys): Promise<number> {
  const { tenantId } = uow.scope;
  const old = (await uow.rows<KeptKey>(KEPT, [tenantId])).filter((one) => one.master !== master.current);
  for (const one of old) {
    const { key } = await unwrapped(master, tenantId, one);
    const wrapped = await master.wrap(key, aboutOf(tenantId, one.generation));
    await uow.run(REWRAP, [tenantId, one.generation, wrapped.master, wrapped.wrapped]);
  }
  return old.length;
}

/** Those that are there; a tenant that has none gets its first where that can be written. */
async function keptKeys(uow: UnitOfWork, master: MasterKeys): Promise<readonly KeptKey[]> {
  const { tenantId } = uow.scope;
  const kept = await uow.rows<KeptKey>(KEPT, [tenantId]);
  if (kept.length > 0 || !uow.isWriting) return kept;
  await addKey(uow, master, { generation: 1, countsFrom: uow.now });
  // Another may have been quicker: whose key is there counts.
  return uow.rows<KeptKey>(KEPT, [tenantId]);
}

async function addKey(
  uow: UnitOfWork,
  master: MasterKeys,
  { generation, countsFrom }: Pick<KeptKey, "generation" | "countsFrom">,
): Promise<void> {
  const { tenantId } = uow.scope;
  const key = await master.wrap(randomBytes(KEY_BYTES), aboutOf(tenantId, generation));
  await uow.run(ADD, [tenantId, generation, key.master, key.wrapped, formatInstant(countsFrom)]);
}

async function unwrapped(master: MasterKeys, tenantId: TenantId, kept: KeptKey): Promise<TenantKey> {
  const { generation, countsFrom } = kept;
  return { generation, countsFrom, key: await master.unwrap(kept, aboutOf(tenantId, generation)) };
}

function aboutOf(tenantId: TenantId, generation: number): string {
  return JSON.stringify(["hearken tenant key", tenantId, generation]);
}
