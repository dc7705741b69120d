import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { HOUR, newId, tenantScope } from "@hearken/kernel";
import { statement, statements } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { mergeTogether } from "@hearken/graphql-kit";
import { getNamedType, isLeafType, isObjectType } from "graphql";
import { intake } from "./service.js";
import { asking, type Answer, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { filed, filingOf, send, succeed, thingsOf, type Input } from "./testing/complaints.harness.js";
import { buildWorld, type House, type World } from "./testing/world.harness.js";

let test: TestDatabase;
let ask: Ask;
let world: World;
const sent: string[] = [];

const SOUTH = 7;
const NORTH = 4;

beforeAll(async () => {
  const service = intake();
  const onStatement = ({ name }: { readonly name: string | undefined }): void => void sent.push(name ?? "typeorm");
  test = await testDatabase({ entities: service.entities, onStatement });
  ask = asking(test.database, service);
  world = await buildWorld(test.database);
  for (let n = 0; n < SOUTH; n += 1) {
    await filed(ask, world.south, n === 0 ? { category: "other" } : n < 3 ? { projectId: null } : {});
    // Two are received at one instant: ids decide.
    if (n !== 4) await test.clock.advance(HOUR);
    if (n < NORTH) await filed(ask, world.north);
  }
});
afterAll(() => test.close());

interface Listed {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly id: string; readonly receivedAt: string };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount?: number;
}

const LIST = (chosen = ""): string => `query ($first: Int!, $after: String, $filter: ComplaintFilterInput) {
  complaints(first: $first, after: $after, filter: $filter) {
    edges { cursor node { id receivedAt ${chosen} } } pageInfo { hasNextPage endCursor } } }`;

async function list(asker: Asker, variables: Input, document = LIST()): Promise<Listed> {
  const { data, codes } = await ask(asker, document, variables);
  if (codes.length > 0) throw new Error(String(codes[0]));
  return data["complaints"] as Listed;
}

async function all(asker: Asker, filter: Input = {}, first = 3): Promise<Listed["edges"]> {
  const edges: Listed["edges"][number][] = [];
  for (let after: string | null = null; ;) {
    const page = await list(asker, { first, after, filter });
    edges.push(...page.edges);
    if (!page.pageInfo.hasNextPage) return edges;
    after = page.pageInfo.endCursor;
  }
}

/** The latest of its organization, with something in every field. */
async function fullComplaint(headquarters: Asker, house: House): Promise<string> {
  const at = "2025-03-02T10:00:00+08:00";
  const original = { source: "forum", sourceRef: "1", postedAt: at, callEndedAt: at, customerType: "owner" };
  const about = { category: "other", matter: "noise", previousId: await filed(ask, house) };
  await test.clock.advance(HOUR);
  const receivedAt = new Date(await test.clock.now()).toISOString();
  const input = filingOf(house, { ...original, ...about, receivedAt });
  const { id } = await succeed(ask, headquarters, { mutation: "importComplaint", input });
  await succeed(ask, house, { mutation: "relayComplaint", input: { complaintId: id, to: "service_specialist" } });
  await succeed(ask, house, { mutation: "promiseFeedback", input: { complaintId: id, on: "2026-03-10" } });
  return String(id);
}

const inside = (field: string): string =>
  ({ channel: "code label", category: "code label", matter: "code label", regulation: "code version" })[field] ?? "id";

describe("a list of complaints", () => {
  it("shows each asker what is within reach, latest first, each once", async () => {
    for (const [asker, count] of [
      [world.headquarters, SOUTH + NORTH],
      [world.south, SOUTH],
      [world.north, NORTH],
      [world.partner, SOUTH - 2],
      [world.reader, SOUTH + NORTH],
    ] as const) {
      const edges = await all(asker);
      expect(new Set(edges.map(({ node }) => node.id)).size).toBe(count);
      expect(edges).toHaveLength(count);
      const order = edges.map(({ node }) => `${node.receivedAt} ${node.id}`);
      expect(order).toEqual([...order].sort().reverse());
    }
  });

  it("narrows to what is asked for, and to nothing out of reach", async () => {
    const count = async (asker: Asker, filter: Input): Promise<number> => (await all(asker, filter)).length;
    const { south, north, headquarters, partner } = world;
    expect(await count(headquarters, { organizationId: south.organizationId })).toBe(SOUTH);
    expect(await count(headquarters, { projectId: south.projectId })).toBe(SOUTH - 2);
    expect(await count(headquarters, { projectId: south.projectId, organizationId: north.organizationId })).toBe(0);
    expect(await count(south, { organizationId: north.organizationId })).toBe(0);
    expect(await count(south, { projectId: north.projectId })).toBe(0);
    expect(await count(partner, { organizationId: south.organizationId })).toBe(SOUTH - 2);
    expect(await count(headquarters, { category: "other" })).toBe(1);
    expect(await count(headquarters, { status: "CLOSED" })).toBe(0);
    expect(await count(headquarters, { organizationId: "no-id" })).toBe(0);
    expect(await count(south, { receivedTo: "2025-03-03T10:00:00+08:00" })).toBe(1);
    expect(await count(south, { receivedFrom: "2025-03-03T10:00:00+08:00" })).toBe(SOUTH - 1);
  });

  it("is counted when asked", async () => {
    const document = `query ($first: Int!, $filter: ComplaintFilterInput) {
      complaints(first: $first, filter: $filter) { edges { cursor node { id receivedAt } } pageInfo { hasNextPage endCursor } totalCount } }`;
    expect((await list(world.headquarters, { first: 1 }, document)).totalCount).toBe(SOUTH + NORTH);
    expect((await list(world.south, { first: 1 }, document)).totalCount).toBe(SOUTH);
    expect((await list(world.partner, { first: 1 }, document)).totalCount).toBe(SOUTH - 2);
  });

  it("refuses a page of none or too many, and a cursor that it never gave out", async () => {
    for (const first of [0, -1, 101]) await expect(list(world.south, { first })).rejects.toThrow("BAD_USER_INPUT");
    for (const after of ["", "no cursor", Buffer.from('["timeline",1]').toString("base64url")]) {
      await expect(list(world.south, { first: 1, after })).rejects.toThrow("BAD_USER_INPUT");
    }
  });

  it("shows of a complaint what the complaint itself shows, whatever is asked for and however", async () => {
    const { headquarters, south } = await buildWorld(test.database);
    const id = await fullComplaint(headquarters, south);
    const type = mergeTogether([intake().subgraph]).getType("Complaint");
    const fields = (isObjectType(type) ? Object.values(type.getFields()) : [])
      .filter(({ name }) => name !== "timeline")
      .map(({ name, type: of }) => `${name}${isLeafType(getNamedType(of)) ? "" : ` { ${inside(name)} }`}`);
    expect(fields.length).toBeGreaterThan(30);
    for (const field of fields) {
      const { data } = await ask(south, `query ($id: ID!) { complaint(id: $id) { ${field} } }`, { id });
      if (!/^(unit|takenOverFrom)/.test(field)) expect(Object.values(data["complaint"] as object)).not.toContain(null);
      for (const document of [
        `{ complaints(first: 1) { edges { node { ${field} } } } }`,
        `{ complaints(first: 1) { edges { node { ... on Complaint { ${field} } } } } }`,
        `{ complaints(first: 1) { ...Page } } fragment Page on ComplaintConnection { edges { node { ...One } } } fragment One on Complaint { ${field} }`,
      ]) {
        const listed = await ask(south, document);
        expect(listed.codes).toEqual([]);
        expect(listed.data).toEqual({ complaints: { edges: [{ node: data["complaint"] }] } });
      }
    }
  });

  it("walks an index in every shape", async () => {
    const reach = /^intake\.page_of_complaints_of_(tenant|organizations|projects)$/;
    const shapes = statements().filter(({ name }) => reach.test(name));
    expect(shapes).toHaveLength(3);
    const off = statement(
      "intake_spec.no_scans",
      "select set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)",
    );
    for (const { name, text } of shapes) {
      const explain = statement(`intake_spec.explain_${name.slice("intake.".length)}`, `explain (costs off) ${text}`);
      const asked = [world.tenantId, "infinity", newId(), "-infinity", null, null, 51];
      const more = name.endsWith("tenant")
        ? []
        : name.endsWith("projects")
          ? [[world.south.projectId], null]
          : [[world.south.organizationId]];
      const plan = await test.database.write(tenantScope(world.tenantId), async (uow) => {
        await uow.run(off);
        return uow.rows<{ "QUERY PLAN": string }>(explain, [...asked, ...more]);
      });
      const lines = plan.map((line) => line["QUERY PLAN"]).join("\n");
      expect(lines).toMatch(/Index Scan using complaint_(in_time|of_organization|of_project) on complaint/);
      expect(lines).toMatch(/Index Cond: .*ROW\(received_at, id\)/);
    }
  });
});

describe("one complaint", () => {
  const ONE = "query ($id: ID!) { complaint(id: $id) { id number } }";
  const BY_NUMBER = "query ($number: String!) { complaintByNumber(number: $number) { id } }";
  it("is found by id and by number, within reach alone", async () => {
    const { id, number } = await succeed(ask, world.north, {
      mutation: "fileComplaint",
      input: filingOf(world.north),
      chosen: "id number",
    });
    expect((await ask(world.north, ONE, { id })).data).toEqual({ complaint: { id, number } });
    expect((await ask(world.headquarters, BY_NUMBER, { number })).data).toEqual({ complaintByNumber: { id } });
    const answers: Answer[] = [];
    for (const asker of [world.south, world.partner]) {
      answers.push(await ask(asker, ONE, { id }), await ask(asker, BY_NUMBER, { number }));
    }
    for (const other of [newId(), "no-id", "", "\u0000"]) answers.push(await ask(world.north, ONE, { id: other }));
    for (const other of ["20250303-000000", "x", "\u0000"])
      answers.push(await ask(world.north, BY_NUMBER, { number: other }));
    for (const answer of answers) expect(answer.codes).toEqual(["NOT_FOUND"]);
  });

  it("shows its history page by page", async () => {
    const { complaintId: id } = await thingsOf(ask, world.south);
    const document = `query ($id: ID!, $after: String) { complaint(id: $id) { timeline(first: 2, after: $after) {
      edges { node { type version } } pageInfo { hasNextPage endCursor } } } }`;
    const page = async (after: string | null): Promise<unknown> =>
      ((await ask(world.south, document, { id, after })).data["complaint"] as { timeline: unknown }).timeline;
    const first = await page(null);
    expect(first).toMatchObject({
      edges: [{ node: { version: 1 } }, { node: { version: 2 } }],
      pageInfo: { hasNextPage: true },
    });
    const { endCursor } = (first as Listed).pageInfo;
    expect(await page(endCursor)).toMatchObject({ edges: [{ node: { type: "support.requested", version: 3 } }] });
  });
});

describe("the statements that it takes", () => {
  async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    await work();
    sent.length = 0;
    await work();
    return [...sent];
  }
  const filing =
    (more: Input = {}) =>
    (): Promise<unknown> =>
      send(ask, world.south, {
        mutation: "fileComplaint",
        input: filingOf(world.south, { ...more, idempotencyKey: newId() }),
      });

  it("are two to file a complaint, three with an idempotency key", async () => {
    const plain = (): Promise<unknown> => filed(ask, world.south);
    expect(await statementsOf(plain)).toEqual(["intake.file_complaint", "journal.append_new"]);
    const kept = ["intake.file_complaint", "journal.append_new", "intake.keep_answer_of_filing"];
    expect(await statementsOf(filing())).toEqual(kept);
  });

  it("are five to change one, and one more for each row", async () => {
    const complaintId = await filed(ask, world.south);
    const tick = (): Promise<unknown> =>
      send(ask, world.south, { mutation: "tickChecklist", input: { complaintId, items: ["empathy"] } });
    const five = ["journal.lock_stream", "intake.complaint_by_id", "journal.history_of_stream"];
    const written = ["journal.append_at", "intake.change_complaint"];
    expect(await statementsOf(tick)).toEqual([...five, ...written]);
    const input = { complaintId, kind: "courtesy", public: false, text: "Thank you." };
    const reply = (): Promise<unknown> => send(ask, world.south, { mutation: "sendReply", input });
    expect((await statementsOf(reply)).sort()).toEqual([...five, ...written, "typeorm"].sort());
    const once = (): Promise<unknown> =>
      send(ask, world.south, {
        mutation: "tickChecklist",
        input: { complaintId, items: ["empathy"], idempotencyKey: newId() },
      });
    expect(await statementsOf(once)).toHaveLength(7);
  });

  it("are four to see a person in clear, seven to hand out everything about them, eight to erase them", async () => {
    const { headquarters, south } = world;
    const on = async (): Promise<{ complaintId: string; complainantId: string }> => {
      const complaintId = await filed(ask, south);
      const document = "query ($id: ID!) { complaint(id: $id) { complainants { id } } }";
      const { data } = await ask(south, document, { id: complaintId });
      const [person] = (data["complaint"] as { complainants: { id: string }[] }).complainants;
      return { complaintId, complainantId: person?.id ?? "" };
    };
    const one = await on();
    const acting = (mutation: string, type: string, input: Input) => (): Promise<unknown> =>
      ask(headquarters, `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename } }`, { input });
    const seeing = { ...one, fields: ["NAME"], purpose: "CONTACT" };
    expect(await statementsOf(acting("revealComplainant", "RevealComplainant", seeing))).toEqual([
      ...["intake.complaint_by_id", "intake.complainant_behind_complaint", "intake.count_reveal", "journal.append_any"],
    ]);
    const given = { complainantId: one.complainantId, purpose: "LEGAL" };
    expect(await statementsOf(acting("exportComplainant", "ExportComplainant", given))).toHaveLength(7);
    const gone = await on();
    await send(ask, south, { mutation: "withdrawComplaint", input: { complaintId: gone.complaintId } });
    sent.length = 0;
    await acting("eraseComplainant", "EraseComplainant", { complainantId: gone.complainantId })();
    expect(sent).toHaveLength(8);
    // The second time nothing is done.
    expect(
      await statementsOf(acting("eraseComplainant", "EraseComplainant", { complainantId: gone.complainantId })),
    ).toEqual(["intake.complainant_to_erase"]);
  });

  it("are one to find complaints by a telephone number", async () => {
    const found = (): Promise<unknown> => list(world.south, { first: 10, filter: { phone: "13800001234" } });
    expect(await statementsOf(found)).toEqual(["intake.page_of_complaints_of_phone"]);
  });

  it("are one for a page, and one more for each kind of part, however many complaints", async () => {
    const chosen =
      "complainants { name } accused { id } evidence { id } replies { text } contacts { id } relays { to } followUps { id } words { text } records { fields { text } }";
    for (const first of [1, 100]) {
      expect(await statementsOf(() => list(world.south, { first }, LIST("text")))).toEqual([
        "intake.page_of_whole_complaints_of_organizations",
      ]);
      expect(await statementsOf(() => list(world.south, { first }))).toEqual([
        "intake.page_of_complaints_of_organizations",
      ]);
      expect(await statementsOf(() => list(world.south, { first }, LIST("complainants { name phone }")))).toHaveLength(
        2,
      );
      expect(
        await statementsOf(() => list(world.south, { first }, LIST(`${chosen} previous { id number }`))),
      ).toHaveLength(10);
      // The history is one statement, whatever is made of it.
      const told = "steps { step label } records { number keptUntil keptUnder { id } }";
      expect(await statementsOf(() => list(world.south, { first }, LIST(told)))).toHaveLength(3);
    }
  });
});
