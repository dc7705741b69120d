import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newId, refuse, tenantScope, type Refusal, type TenantId } from "@hearken/kernel";
import { bumpAccessVersion, type UnitOfWork } from "@hearken/postgres";
import { inputHash, runCommand } from "./command.js";
import { LEAVE_EFFECT, ScratchHouse } from "./testing/scratch-house.js";

let house: ScratchHouse;
let tenantId: TenantId;
beforeAll(async () => {
  house = await ScratchHouse.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  tenantId = await house.tenant();
});

async function leaveEffect(uow: UnitOfWork): Promise<{ id: string }> {
  const id = newId();
  await uow.run(LEAVE_EFFECT, [uow.scope.tenantId, id]);
  return { id };
}

const carryOut = (
  key: string | undefined,
  input: object = {},
  who = house.principal(tenantId, "anna"),
  operation = "act",
): Promise<{ id: string } | Refusal> => runCommand(house.context(who), { operation, key, input }, leaveEffect);

describe("a command with an idempotency key", () => {
  it("38 sent 50 times at once has one effect, and every sender the same answer", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => carryOut("k-1", { a: 1 })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toHaveProperty("id");
    expect(await house.effects(tenantId)).toBe(1);
  });

  it("39 with another input is refused, and nothing happens", async () => {
    await carryOut("k-1", { a: 1 });
    expect(await carryOut("k-1", { a: 2 })).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
    expect(await house.effects(tenantId)).toBe(1);
  });

  it("39 is another key for another actor, operation or tenant", async () => {
    const other = await house.tenant();
    await carryOut("k-1");
    await carryOut("k-1", {}, house.principal(tenantId, "berta"));
    await carryOut("k-1", {}, undefined, "another");
    await carryOut("k-1", {}, house.principal(other, "anna"));
    expect([await house.effects(tenantId), await house.effects(other)]).toEqual([3, 1]);
  });

  it("that was refused can be sent again", async () => {
    const no = (): Promise<Refusal> => Promise.resolve(refuse("REGULATION", { en: "", "zh-CN": "" }));
    expect(
      await runCommand(
        house.context(house.principal(tenantId, "anna")),
        { operation: "act", key: "k-1", input: {} },
        no,
      ),
    ).toMatchObject({ code: "REGULATION" });
    expect(await carryOut("k-1")).toHaveProperty("id");
  });

  it("that failed can be sent again", async () => {
    const failing = async (uow: UnitOfWork): Promise<never> => {
      await leaveEffect(uow);
      throw new Error("the machine stops");
    };
    const context = house.context(house.principal(tenantId, "anna"));
    await expect(runCommand(context, { operation: "act", key: "k-1", input: {} }, failing)).rejects.toThrow(
      "the machine stops",
    );
    expect(await carryOut("k-1")).toHaveProperty("id");
    expect(await house.effects(tenantId)).toBe(1);
  });

  it("takes the header's key when its input has none", async () => {
    const who = house.principal(tenantId, "anna");
    const send = (): Promise<unknown> =>
      runCommand(house.context(who, { header: "k-header" }), { operation: "act", input: {} }, leaveEffect);
    expect(await send()).toEqual(await send());
  });

  it.each(["", "x".repeat(201), "two words", "é"])("refuses the key %j", async (key) => {
    expect(await carryOut(key)).toMatchObject({ code: "INVALID_INPUT", path: ["input", "idempotencyKey"] });
  });
});

describe("a command", () => {
  it("without a key happens as often as it is sent", async () => {
    await carryOut(undefined);
    await carryOut(undefined);
    expect(await house.effects(tenantId)).toBe(2);
  });

  it("37 is carried out under the access that holds when it writes", async () => {
    const outdated = house.principal(tenantId, "anna");
    await house.database.write(tenantScope(tenantId), bumpAccessVersion);
    const nobody = house.context(outdated, { reload: () => Promise.resolve(undefined) });
    await expect(runCommand(nobody, { operation: "act", input: {} }, leaveEffect)).rejects.toMatchObject({
      extensions: { code: "UNAUTHENTICATED" },
    });
    expect(await house.effects(tenantId)).toBe(0);
    const current = house.principal(tenantId, "anna", 2);
    const somebody = house.context(outdated, { reload: () => Promise.resolve(current) });
    expect(
      await runCommand(somebody, { operation: "act", input: {} }, (_uow, who) => Promise.resolve(who.accessVersion)),
    ).toBe(2);
  });
});

describe("the fingerprint of an input", () => {
  it("looks at neither the order of keys, nor absent values, nor the key itself", () => {
    expect(inputHash({ a: 1, b: { c: 2n, d: undefined }, idempotencyKey: "k" })).toBe(
      inputHash({ b: { c: 2n }, a: 1 }),
    );
    expect(inputHash({ a: [1, 2] })).not.toBe(inputHash({ a: [2, 1] }));
    expect(inputHash({ a: "1" })).not.toBe(inputHash({ a: 1 }));
  });
});
