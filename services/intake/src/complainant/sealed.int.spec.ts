import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newId, tenantScope } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { CannotOpen, openKeyring, temporaryMasterKeys, type Platform } from "@hearken/service-kit";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { intake } from "../service.js";
import { asOwner, dump, tablesThatSay } from "../testing/behind-the-wall.harness.js";
import { filed, filingOf, send, succeed } from "../testing/complaints.harness.js";
import { buildWorld, type House, type World } from "../testing/world.harness.js";
import { runSealing } from "./sealing.job.js";

const ZHANG = {
  name: "欧阳慕容雪",
  phone: "+86 139-1357-2468",
  address: "上海市浦东新区世纪大道1188号",
  identityNumber: "11010519491231002X",
};
const CANARIES = [ZHANG.name, ZHANG.phone, "13913572468", "世纪大道1188号", ZHANG.identityNumber];
const MASKED = {
  name: "欧**",
  phone: "+86****2468",
  address: "上海市浦东新区****",
  identityNumber: "11**************2X",
};

let test: TestDatabase;
let ask: Ask;
let world: World;
const keyring = openKeyring(temporaryMasterKeys());
const logged: object[] = [];
const log = new Proxy({}, { get: () => (said: object) => void logged.push(said) }) as Platform["log"];

beforeAll(async () => {
  const service = intake();
  test = await testDatabase({ entities: service.entities });
  ask = asking(test.database, service, keyring);
});
afterAll(() => test.close());
beforeEach(async () => {
  world = await buildWorld(test.database);
});

const CHOSEN = "complainants { id name phone address identityNumber erasedAt }";

async function people(asker: Asker, id: string, through = ask): Promise<readonly Record<string, unknown>[]> {
  const { data, codes } = await through(asker, `query ($id: ID!) { complaint(id: $id) { ${CHOSEN} } }`, { id });
  if (codes.length > 0) throw new Error(String(codes[0]));
  return (data["complaint"] as { complainants: Record<string, unknown>[] }).complainants;
}

async function found(asker: Asker, filter: Record<string, unknown>): Promise<unknown> {
  const document = `query ($filter: ComplaintFilterInput) { complaints(first: 10, filter: $filter) {
    edges { node { id } } totalCount } }`;
  const { data, codes } = await ask(asker, document, { filter });
  if (codes.length > 0) return codes[0];
  const { edges, totalCount } = data["complaints"] as { edges: { node: { id: string } }[]; totalCount: number };
  expect(totalCount).toBe(edges.length);
  return edges.map(({ node }) => node.id);
}

/** People as the version before this wrote them, one for each telephone number. */
async function writtenInClear(house: House, complaintId: string, name: string, phones: readonly string[]) {
  const { tenantId, organizationId, projectId } = house;
  await asOwner(test.url, (owner) =>
    owner.query(
      `with person as (
         insert into intake.complainant (tenant_id, id, organization_id, project_id, name, phone)
         select $1, gen_random_uuid(), $2, $3, $5, phone from unnest($6::text[]) as phone returning id
       )
       insert into intake.complaint_complainant (tenant_id, complainant_id, organization_id, project_id, complaint_id, joined_at)
       select $1, id, $2, $3, $4, platform.now() from person`,
      [tenantId, organizationId, projectId, complaintId, name, phones],
    ),
  );
}

describe("what says who a complainant is", () => {
  it("is masked in the graph, and stands nowhere in the database in clear", async () => {
    const { south } = world;
    const id = await filed(ask, south, { complainants: [ZHANG], idempotencyKey: newId() });
    const input = { complaintId: id, complainant: { ...ZHANG, name: "欧阳慕容雪二" }, idempotencyKey: newId() };
    await succeed(ask, south, { mutation: "addComplainant", input });
    expect(await people(south, id)).toMatchObject([MASKED, MASKED]);
    expect(tablesThatSay(await dump(test.url), CANARIES)).toEqual([]);
  });

  it("is found by the dump that looks for it, were it there", async () => {
    await writtenInClear(world.south, await filed(ask, world.south), ZHANG.name, [ZHANG.phone]);
    expect(tablesThatSay(await dump(test.url), CANARIES)).toEqual(["intake.complainant"]);
    await runSealing({ database: test.database, keyring, log });
  });

  it("opens under no other master key", async () => {
    const id = await filed(ask, world.south, { complainants: [ZHANG] });
    const stranger = asking(test.database, intake(), openKeyring(temporaryMasterKeys()));
    await expect(people(world.south, id, stranger)).rejects.toThrow();
  });

  it("opens in no other row and no other column", async () => {
    const { south } = world;
    const id = await filed(ask, south, { complainants: [ZHANG, { name: "李四", phone: "13900000000" }] });
    for (const move of [
      "update intake.complainant set phone_sealed = name_sealed where tenant_id = $1",
      `update intake.complainant p set name_sealed = o.name_sealed from intake.complainant o
       where p.tenant_id = $1 and o.tenant_id = $1 and o.id <> p.id`,
    ]) {
      await asOwner(test.url, (owner) => owner.query(move, [world.tenantId]));
      await expect(people(south, id)).rejects.toThrow(CannotOpen);
    }
  });

  it("is refused when it is no number, or no line", async () => {
    for (const wrong of [{ identityNumber: "110105194912310021" }, { address: "a\nb" }, { phone: "ring me" }]) {
      const input = filingOf(world.south, { complainants: [{ name: "张三", ...wrong }] });
      const { data } = await send(ask, world.south, { mutation: "fileComplaint", input });
      expect(data["fileComplaint"]).toMatchObject({
        code: "INVALID_INPUT",
        path: ["input", "complainants", "0", Object.keys(wrong)[0]],
      });
    }
  });
});

describe("a complainant who is searched for by a number", () => {
  it("is found however it is written, within reach alone, by whoever may find", async () => {
    const { south, north, headquarters, partner, reader } = world;
    const [id] = [await filed(ask, south, { complainants: [ZHANG] }), await filed(ask, south)];
    const theirs = await filed(ask, north, { complainants: [{ name: "张三", phone: "13913572468" }] });
    for (const phone of ["13913572468", "0086 139 1357 2468", "１３９１３５７２４６８"]) {
      expect(await found(south, { phone })).toEqual([id]);
    }
    expect(await found(headquarters, { phone: ZHANG.phone })).toEqual(expect.arrayContaining([id, theirs]));
    expect(await found(headquarters, { phone: ZHANG.phone, projectId: north.projectId })).toEqual([theirs]);
    expect(await found(headquarters, { phone: ZHANG.phone, status: "CLOSED" })).toEqual([]);
    expect(await found(south, { identityNumber: ZHANG.identityNumber.toLowerCase() })).toEqual([id]);
    expect(await found(south, { phone: "139135724680" })).toEqual([]);
    for (const wrong of [{ phone: "" }, { phone: "ring me on 123" }, { identityNumber: "－－" }]) {
      expect(await found(south, wrong)).toBe("BAD_USER_INPUT");
    }
    expect(await found(south, { phone: "13800", identityNumber: "13800" })).toBe("BAD_USER_INPUT");
    for (const asker of [partner, reader]) expect(await found(asker, { phone: ZHANG.phone })).toBe("FORBIDDEN");
  });

  it("is not found by the index of another tenant's", async () => {
    const other = await buildWorld(test.database);
    await filed(ask, world.south, { complainants: [ZHANG] });
    await filed(ask, other.south, { complainants: [ZHANG] });
    const indexes = await asOwner(test.url, (owner) =>
      owner.query<{ index: string }[]>(
        "select distinct encode(phone_index, 'hex') as index from intake.complainant where tenant_id = any ($1)",
        [[world.tenantId, other.tenantId]],
      ),
    );
    expect(indexes).toHaveLength(2);
  });
});

describe("people whom the version before wrote in clear", () => {
  it("are read, then sealed in batches by several at once, and found afterwards", async () => {
    const { south, tenantId } = world;
    const id = await filed(ask, south, { complainants: [{ name: "李四" }] });
    const phones = Array.from({ length: 450 }, (_, n) => `1380000${String(n).padStart(4, "0")}`);
    await writtenInClear(south, id, "张三", phones);
    expect(await people(south, id)).toContainEqual(expect.objectContaining({ name: "张**", phone: "138****0000" }));
    const platform = { database: test.database, keyring, log };
    const sealed = await Promise.all([runSealing(platform), runSealing(platform)]);
    expect(sealed[0] + sealed[1]).toBe(phones.length);
    expect(logged).toContainEqual(expect.objectContaining({ tenantId, left: 0 }));
    expect(JSON.stringify(logged)).not.toContain("1380000");
    expect(await runSealing(platform)).toBe(0);
    const masked = await people(south, id);
    expect(masked).toHaveLength(451);
    expect(masked).toContainEqual(expect.objectContaining({ name: "张**", phone: "138****0449" }));
    expect(await found(south, { phone: "13800000123" })).toEqual([id]);
    const left = statement(
      "intake_spec.in_clear",
      "select count(*)::int as n from intake.complainant where name is not null",
    );
    expect(await test.database.read(tenantScope(tenantId), (uow) => uow.one(left))).toEqual({ n: 0 });
  });
});
