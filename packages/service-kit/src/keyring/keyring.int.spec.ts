import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { refuse, tenantScope, type TenantId } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { ScratchHouse } from "../testing/scratch-house.js";
import { NO_KEYRING, openKeyring, rewrapTenantKeys, rotateTenantKey } from "./keyring.js";
import { masterKeysOf, NoMasterKey, temporaryMasterKeys } from "./master-keys.js";
import { CannotOpen } from "./sealed.js";

const PLACE = { table: "kit_test.effect", column: "name", rowId: "1" };
const KEPT = statement(
  "kit_test.tenant_keys",
  "select generation, master from platform.tenant_key where tenant_id = $1 order by generation",
);

let house: ScratchHouse;
const master = temporaryMasterKeys();

beforeAll(async () => {
  house = await ScratchHouse.open();
});
afterAll(() => house.close());

const kept = (tenantId: TenantId): Promise<{ generation: number; master: string }[]> =>
  house.database.read(tenantScope(tenantId), (uow) => uow.rows(KEPT, [tenantId]));

describe("the keyring", () => {
  it("gives a tenant its keys at the first writing, asks for them once, and then not again", async () => {
    const scope = tenantScope(await house.tenant());
    const keyring = openKeyring(master);
    const sealed = await house.database.write(scope, async (uow) => {
      const keys = await keyring.of(uow);
      expect(uow.statements).toBe(3);
      return keys.seal("余女士", PLACE);
    });
    await house.database.read(scope, async (uow) => {
      expect((await keyring.of(uow)).open(sealed, PLACE)).toBe("余女士");
      expect(uow.statements).toBe(0);
      const another = openKeyring(master);
      expect((await another.of(uow)).open(sealed, PLACE)).toBe("余女士");
      expect(uow.statements).toBe(1);
    });
  });

  it("remembers no key whose making was rolled back", async () => {
    const tenantId = await house.tenant();
    const keyring = openKeyring(master);
    await house.database.write(tenantScope(tenantId), async (uow) => {
      await keyring.of(uow);
      return refuse("INVALID_INPUT", { en: "no", "zh-CN": "否" });
    });
    expect(await kept(tenantId)).toEqual([]);
    const sealed = await house.database.write(tenantScope(tenantId), async (uow) =>
      (await keyring.of(uow)).seal("余女士", PLACE),
    );
    await house.database.read(tenantScope(tenantId), async (uow) => {
      expect((await openKeyring(master).of(uow)).open(sealed, PLACE)).toBe("余女士");
    });
  });

  it("agrees on one key when many write at once", async () => {
    const tenantId = await house.tenant();
    const sealed = await Promise.all(
      Array.from({ length: 8 }, () => openKeyring(master)).map((keyring) =>
        house.database.write(tenantScope(tenantId), async (uow) => (await keyring.of(uow)).seal("余女士", PLACE)),
      ),
    );
    expect(await kept(tenantId)).toHaveLength(1);
    await house.database.read(tenantScope(tenantId), async (uow) => {
      const keys = await openKeyring(master).of(uow);
      expect(sealed.map((one) => keys.open(one, PLACE))).toEqual(sealed.map(() => "余女士"));
    });
  });

  it("opens nothing in a tenant where nothing was sealed, nor with another tenant's keys, nor without master keys", async () => {
    const [mine, other] = [tenantScope(await house.tenant()), tenantScope(await house.tenant())];
    const keyring = openKeyring(master);
    const sealed = await house.database.write(mine, async (uow) => (await keyring.of(uow)).seal("余女士", PLACE));
    await house.database.write(other, (uow) => keyring.of(uow));
    for (const scope of [other, tenantScope(await house.tenant())]) {
      await house.database.read(scope, async (uow) => {
        const keys = await keyring.of(uow);
        expect(() => keys.open(sealed, PLACE)).toThrow(CannotOpen);
      });
    }
    await house.database.read(mine, async (uow) => {
      await expect(openKeyring(temporaryMasterKeys()).of(uow)).rejects.toThrow(NoMasterKey);
      await expect(NO_KEYRING.of(uow)).rejects.toThrow("HEARKEN_MASTER_KEYS");
    });
  });

  it("rotates a tenant's key, and wraps all of them anew under another master key", async () => {
    const tenantId = await house.tenant();
    const scope = tenantScope(tenantId);
    const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const before = masterKeysOf([old]);
    const sealed = await house.database.write(scope, async (uow) =>
      (await openKeyring(before).of(uow)).seal("余女士", PLACE),
    );
    expect(await house.database.write(scope, (uow) => rotateTenantKey(uow, before))).toBe(2);
    const during = masterKeysOf([fresh, old]);
    expect(await house.database.write(scope, (uow) => rewrapTenantKeys(uow, during))).toBe(2);
    expect(await house.database.write(scope, (uow) => rewrapTenantKeys(uow, during))).toBe(0);
    const after = masterKeysOf([fresh]);
    expect(await kept(tenantId)).toEqual([1, 2].map((generation) => ({ generation, master: after.current })));
    await house.database.read(scope, async (uow) => {
      expect((await openKeyring(after).of(uow)).open(sealed, PLACE)).toBe("余女士");
    });
  });
});
