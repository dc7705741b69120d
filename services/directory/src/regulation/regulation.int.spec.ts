import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SYSTEM, tenantScope, type LocalDate } from "@hearken/kernel";
import { publishedRegulation, register } from "@hearken/regulation";
import { asking, type Ask } from "@hearken/service-kit/testing/asking";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { adoptRegulation } from "../adoption/adopt-regulation.command.js";
import { directory, shippedRegulations } from "../service.js";
import { buildWorld, done, type World } from "../testing/world.harness.js";
import { regulationOfReference } from "./regulation.resolver.js";

let test: TestDatabase;
let ask: Ask;
let world: World;
let sent = 0;

beforeAll(async () => {
  const service = directory();
  test = await testDatabase({ entities: service.entities, onStatement: () => (sent += 1) });
  ask = asking(test.database, service);
  world = await buildWorld(test.database);
});
afterAll(() => test.close());

const ligao = (fields: string) => ask(world.south, `{ regulation(code: "ligao", version: 1) { ${fields} } }`);

describe("the text of a regulation", () => {
  it("says what it is called and from when it may be in force", async () => {
    expect(
      (await ligao("id code version title zh: title(language: ZH_CN) effectiveFrom baseline { id }")).data,
    ).toEqual({
      regulation: {
        id: "ligao@1",
        code: "ligao",
        version: 1,
        title: publishedRegulation("ligao", 1)?.title.en,
        zh: publishedRegulation("ligao", 1)?.title.zh,
        effectiveFrom: publishedRegulation("ligao", 1)?.effectiveFrom,
        baseline: null,
      },
    });
  });

  it("is listed with all that is published, a subsidiary's stricter one with its baseline", async () => {
    const { data } = await ask(world.partner, "{ regulations { id baseline { id } } }");
    expect(data["regulations"]).toEqual(
      expect.arrayContaining([
        { id: "ligao@1", baseline: null },
        { id: "ligao-south@1", baseline: { id: "ligao@1" } },
      ]),
    );
  });

  it.each([
    ["of an unknown code", "gamma", null],
    ["of an unknown version", "ligao", 99],
    ["of a path", "../ligao", 1],
    ["of a part of one", "ligao@1", null],
  ])("is not there %s", async (_, code, version) => {
    const document = "query ($code: String!, $version: Int) { regulation(code: $code, version: $version) { id } }";
    expect((await ask(world.south, document, { code, version })).codes).toEqual(["NOT_FOUND"]);
  });

  it("is what another service's stub stands for", () => {
    expect(regulationOfReference({ id: "ligao@1" })?.code).toBe("ligao");
    for (const id of ["ligao", "ligao@01", "ligao@2x", ""]) expect(regulationOfReference({ id })).toBeNull();
  });

  it("is answered without any statement", async () => {
    const fields = `posts { label under { code } } ladders { posts { code } } categories { label } obligations { due owners { post { label } } }
      clauses(first: 100) { edges { node { id text kind source note shownAt } } } guidance(at: "reply.sent") { clauses { text } }`;
    await ligao(fields);
    const before = sent;
    expect((await ligao(fields)).codes).toEqual([]);
    expect(sent).toBe(before);
  });
});

describe("its statements", () => {
  const page = (given: string) =>
    ligao(`clauses(${given}) { edges { node { id kind shownAt } } pageInfo { endCursor hasNextPage } }`);
  interface Page {
    readonly edges: readonly {
      readonly node: { readonly id: string; readonly kind: string; readonly shownAt: readonly string[] };
    }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  }
  const asked = async (given: string): Promise<Page> =>
    ((await page(given)).data["regulation"] as { clauses: Page }).clauses;

  it("come page by page in the order of the source, every one", async () => {
    const ids: string[] = [];
    for (let after = "", more = true; more;) {
      const { edges, pageInfo } = await asked(`first: 50${after}`);
      ids.push(...edges.map(({ node }) => node.id));
      after = `, after: "${pageInfo.endCursor}"`;
      more = pageInfo.hasNextPage;
    }
    expect(ids).toEqual(register("ligao").clauses.map(({ id }) => id));
  });

  it("can be narrowed to a kind, and to those that are carried", async () => {
    const { edges } = await asked('first: 100, kinds: ["role"]');
    expect(new Set(edges.map(({ node }) => node.kind))).toEqual(new Set(["role"]));
    const carried = await asked("first: 100, carried: true");
    expect(carried.edges.map(({ node }) => node.id)).toContain("LG-1");
    for (const { node } of carried.edges) expect(node.shownAt).not.toEqual([]);
  });

  it.each(["first: 0", "first: 101", 'first: 5, after: "nonsense"'])("refuse %s", async (given) => {
    expect((await page(given)).codes).toEqual(["BAD_USER_INPUT"]);
  });

  it("are found by their id, and only those of this regulation", async () => {
    const { data } = await ligao(
      'one: clause(id: "LG-1") { zh: text(language: ZH_CN) } other: clause(id: "ZH-1") { id }',
    );
    expect(data["regulation"]).toEqual({ one: { zh: expect.stringContaining("投诉") }, other: null });
  });

  it("of a subsidiary's own rule are its own, beside headquarters'", async () => {
    const { data } = await ask(
      world.south,
      '{ regulation(code: "ligao-south") { own: clause(id: "LS-1") { kind source text } its: clause(id: "LG-1") { source(language: ZH_CN) } } }',
    );
    expect(data["regulation"]).toMatchObject({
      own: { kind: "clock", source: "Ligao South: customer complaint handling, stricter" },
      its: { source: register("ligao").titleZh },
    });
  });
});

describe("what it names and demands", () => {
  it("has its labels, its clauses and its superiors", async () => {
    const { data } = await ligao(
      "posts { code label zh: label(language: ZH_CN) clauses { id } under { code } } ladders { code posts { code } }",
    );
    const { posts, ladders } = data["regulation"] as { posts: unknown[]; ladders: unknown[] };
    expect(posts).toContainEqual(expect.objectContaining({ code: "service_center", zh: "客户服务中心" }));
    expect(ladders.at(-1)).toMatchObject({ code: null });
  });

  it("says who owes what by when, in words", async () => {
    const { data } = await ligao(
      "obligations { code kind owners { post { code } } due zh: due(language: ZH_CN) clauses { id text } }",
    );
    expect((data["regulation"] as { obligations: unknown[] }).obligations).toContainEqual({
      code: "relay_phone",
      kind: "task",
      owners: [{ post: { code: "service_center" } }],
      due: "within 30 minutes, counted from: instant at which the call ended",
      zh: "30 分钟内，自“通话结束时间”起计",
      clauses: [{ id: "LG-5.2.2A", text: register("ligao").clauses.find(({ id }) => id === "LG-5.2.2A")?.requirement }],
    });
  });

  it("answers every list of every regulation, entry by entry", async () => {
    const label = "code label zh: label(language: ZH_CN) clauses { id }";
    const document = `{ regulations { categories { ${label} under } channels { ${label} online } levels { ${label} rank rules { when age clause { id } } }
      readings { ${label} default choices } facts { ${label} type values by { code } } steps { ${label} outcomes { ${label} } by { code } needs }
      forms { ${label} printed copies stages by { code } fields { ${label} required requiredWhen values { label } } }
      checklists { ${label} at required requiredWhen items { ${label} } } scripts { code at fills text zh: text(language: ZH_CN) clauses { id } }
      notices { ${label} on to { post { code } when from } } gates { actions field message warns clauses { id } }
      duties { ${label} rule each shift sections needs warn after within owners { post { code } } to { code } }
      retention { ${label} of keep from keeper { code } } numbering { ${label} of pattern restarts } metrics { ${label} measure of count by target } } }`;
    const { data, codes } = await ask(world.south, document);
    expect(codes).toEqual([]);
    const all = JSON.stringify(data["regulations"]);
    expect(all).toContain('"text":"Thank you for holding us to our work."');
    expect(all).not.toContain('"label":""');
  });

  it("shows a reading with what holds for the caller's organization", async () => {
    const [code = "", reading] =
      Object.entries(publishedRegulation("ligao", 1)?.readings ?? {}).find(
        ([, one]) => (one.choices?.length ?? 0) > 1,
      ) ?? [];
    const chosen = reading?.choices?.find((choice) => choice !== reading.default) ?? "";
    const inForce = async () => {
      const { data } = await ligao("readings { code default inForce }");
      return (data["regulation"] as { readings: { code: string; inForce: unknown }[] }).readings.find(
        (one) => one.code === code,
      )?.inForce;
    };
    expect(await inForce()).toBeNull();
    await test.database.write(tenantScope(world.tenantId), async (uow) =>
      done(
        await adoptRegulation(
          uow,
          {
            organizationId: world.headquarters.organizationId,
            regulation: "ligao",
            version: 1,
            effectiveFrom: "2020-01-01" as LocalDate,
            readings: { [code]: chosen },
            calendar: "office",
          },
          { actor: SYSTEM, published: shippedRegulations },
        ),
      ),
    );
    expect(await inForce()).toBe(String(chosen));
  });
});

describe("what is to be shown at a place", () => {
  it("is the rule beside the action: what it settles, what it is refused by, what is to be said", async () => {
    const { data } = await ligao(
      `guidance(at: "reply.sent:formal") { at clauses { id } scripts { code text } checklists { code } gates { message } step { code } form { code } opens { code } meets { code } }
       nowhere: guidance(at: "post:nobody") { at }`,
    );
    expect(data["regulation"]).toMatchObject({
      guidance: {
        at: "reply.sent:formal",
        clauses: expect.arrayContaining([{ id: "LG-5.3.3a" }]),
        scripts: expect.arrayContaining([{ code: "thanks", text: "Thank you for holding us to our work." }]),
        step: null,
        form: null,
      },
      nowhere: null,
    });
  });
});
