import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { DAY, newId, tenantScope } from "@hearken/kernel";
import { bumpAccessVersion, statement } from "@hearken/postgres";
import type { Asker } from "@hearken/service-kit/testing/asking";
import { guarded, testDatabase, type TestDatabase } from "@hearken/testing";
import { intake } from "../service.js";
import { outcomeOf, send } from "../testing/complaints.harness.js";
import { csvOf, digestOf, importing, lineOf, type Imports, type Shown } from "../testing/imports.harness.js";
import { buildWorld, traces, type World } from "../testing/world.harness.js";

let test: TestDatabase;
let imports: Imports;
let world: World;
let stranger: World;

beforeAll(async () => {
  test = await testDatabase({ entities: intake().entities, poolSize: 10 });
  imports = importing(test.database);
  stranger = await buildWorld(test.database);
});
afterAll(() => test.close());
beforeEach(async () => {
  world = await buildWorld(test.database);
});

const READ = `query ($id: ID!) { complaint(id: $id) { number channel { code } subject receivedAt source sourceRef
  project { id } complainants { name phone } timeline(first: 5) { edges { node { type occurredAt actor { kind id } } } } } }`;

const upload = (file: string | Buffer, more: Parameters<Imports["upload"]>[2] = {}): Promise<string> =>
  imports.upload(world.south, file, { by: world.headquarters, ...more });
const carriedOut = (id: string, isDryRun = false): Promise<Shown> =>
  imports.carriedOut(world.headquarters, id, isDryRun);
const outcomes = ({ rows }: Shown): unknown[] =>
  rows.edges.map(({ node: { row, outcome, problems } }) => [row, outcome, ...problems.map(({ field }) => field)]);

const role = statement(
  "intake_spec.import_role",
  `insert into directory.role_grant (tenant_id, id, organization_id, project_id, staff_id, role, from_at, given_at)
   values ($1, $2, $3, $4, $5, 'program', '2010-01-01', '2010-01-01')`,
);
const person = statement(
  "intake_spec.import_person",
  `insert into directory.staff (tenant_id, id, organization_id, name, joined_at) values ($1, $2, $3, 'Program', '2010-01-01')`,
);
const unrole = statement(
  "intake_spec.import_revoked",
  "update directory.role_grant set revoked_at = platform.now() where tenant_id = $1 and staff_id = $2",
);

/** Somebody of a firm who may import into one project, and sees nothing else. */
async function partnerAt({ organizationId, projectId }: World["south"]): Promise<Asker> {
  const { tenantId } = world;
  const staffId = newId<"Staff">();
  await test.database.write(tenantScope(tenantId), async (uow) => {
    await uow.run(person, [tenantId, staffId, world.headquarters.organizationId]);
    await uow.run(role, [tenantId, newId(), organizationId, projectId, staffId]);
    await bumpAccessVersion(uow);
  });
  return { tenantId, staffId };
}

async function revoke({ tenantId, staffId }: Asker): Promise<void> {
  await test.database.write(tenantScope(tenantId), async (uow) => {
    await uow.run(unrole, [tenantId, staffId]);
    await bumpAccessVersion(uow);
  });
}

const kept = statement(
  "intake_spec.kept_of_imports",
  `select (select count(*)::int from intake.import_part where tenant_id = $1) as parts,
     (select count(*)::int from intake.import_batch where tenant_id = $1) as batches,
     (select string_agg(encode(sealed, 'escape'), '') from intake.import_part where tenant_id = $1) as "sealedParts",
     (select string_agg(encode(sealed, 'escape'), '') from intake.import_batch where tenant_id = $1) as "sealedBatches",
     (select string_agg(e.payload::text || e.type, ' ') from journal.event e where tenant_id = $1) as told`,
);
interface Kept {
  readonly parts: number;
  readonly batches: number;
  readonly sealedParts: string | null;
  readonly sealedBatches: string | null;
  readonly told: string | null;
}
const keptOf = async (): Promise<Kept> => {
  const { tenantId } = world;
  const found = await test.database.read(tenantScope(tenantId), (uow) => uow.one<Kept>(kept, [tenantId]));
  if (found === undefined) throw new Error("nothing is kept");
  return found;
};

describe("a file that is imported", () => {
  it("becomes complaints as importComplaint files them, at their original times by the organization's clock", async () => {
    const { headquarters } = world;
    const several = lineOf("A2", { 2: "电话", 5: "张三；李四", 6: "13800001234;" });
    const done = await carriedOut(await upload(csvOf([lineOf("A1"), several])));
    expect(done).toMatchObject({ state: "DONE", total: 2, done: 2, filed: 2, refused: 0, keptUntil: null });
    expect(done.startedBy).toBe(headquarters.staffId);
    const [first, second] = done.rows.edges.map(({ node }) => node.complaint?.id);
    const { data } = await imports.ask(headquarters, READ, { id: first });
    expect(data["complaint"]).toMatchObject({
      number: expect.stringMatching(/^20240301-/),
      channel: { code: "phone" },
      ...{ receivedAt: "2024-03-01T01:30:00.000Z", source: "old-desk", sourceRef: "A1" },
      complainants: [{ name: "张**", phone: "138****1234" }],
      timeline: {
        edges: [
          {
            node: {
              ...{ type: "complaint.received", occurredAt: "2024-03-01T01:30:00.000Z" },
              actor: { kind: "staff", id: headquarters.staffId },
            },
          },
        ],
      },
    });
    const { complaint } = (await imports.ask(headquarters, READ, { id: second })).data as {
      complaint: { complainants: object[] };
    };
    expect(complaint.complainants).toHaveLength(2);
  });

  it("is tried out first: every row has its outcome and nothing is filed; then it is carried out without its file anew", async () => {
    const id = await upload(csvOf([lineOf("A1"), lineOf("A2", { 2: "pigeon" })]));
    const before = await traces(test.database, world.tenantId);
    const tried = await carriedOut(id, true);
    expect(tried).toMatchObject({ state: "DONE", total: 2, valid: 1, filed: 0, refused: 1 });
    expect(outcomes(tried)).toEqual([
      [2, "VALID"],
      [3, "REFUSED", "CHANNEL"],
    ]);
    // What is told of it stands in the organization's history; of complaints there is none.
    expect(await traces(test.database, world.tenantId)).toMatchObject({ complaints: before["complaints"] });
    const done = await carriedOut(id);
    expect(done).toMatchObject({ state: "DONE", valid: 0, filed: 1, refused: 1, keptUntil: null });
    expect(outcomes(done)).toEqual([
      [2, "FILED"],
      [3, "REFUSED", "CHANNEL"],
    ]);
    expect(await imports.start(world.headquarters, id)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("files nothing new the second time, and says which complaint each row has", async () => {
    const file = csvOf([lineOf("A1"), lineOf("A2")]);
    const first = await carriedOut(await upload(file));
    const before = await traces(test.database, world.tenantId);
    const again = await carriedOut(await upload(file));
    expect(again).toMatchObject({ filed: 0, alreadyThere: 2 });
    expect(again.rows.edges.map(({ node }) => node.complaint)).toEqual(
      first.rows.edges.map(({ node }) => node.complaint),
    );
    const { events, streams, ...rest } = await traces(test.database, world.tenantId);
    expect(rest).toMatchObject({ complaints: before["complaints"], complainants: before["complainants"] });
    // Beginning and end of the import itself.
    expect([events, streams]).toEqual([before.events + 2, Number(before["streams"]) + 2]);
  });

  it("knows people by their references, in rows that stand side by side too", async () => {
    const headings = "来源编号,投诉时间,投诉渠道,主题,内容,投诉人,联系电话,受理方,投诉人编号";
    const lines = ["A1", "A2", "A3"].map((ref) => `${lineOf(ref)},C-7`);
    expect(await carriedOut(await upload(csvOf(lines, headings)))).toMatchObject({ filed: 3 });
    expect(await traces(test.database, world.tenantId)).toMatchObject({ complainants: 1, links: 3 });
  });

  it("finds a row there that was imported by itself, and the other way round", async () => {
    const { headquarters, south } = world;
    const input = {
      ...{ organizationId: south.organizationId, channel: "phone", subject: "s", text: "t", receivedBy: "CENTRE" },
      ...{ complainants: [{ name: "张三" }], source: "old-desk", receivedAt: "2024-03-01T09:30:00+08:00" },
    };
    const one = async (sourceRef: string): Promise<unknown> => {
      const sending = { mutation: "importComplaint", input: { ...input, sourceRef }, chosen: "id" };
      return outcomeOf(await send(imports.ask, headquarters, sending), "importComplaint");
    };
    await one("A1");
    const done = await carriedOut(await upload(csvOf([lineOf("A1"), lineOf("A2")])));
    expect(outcomes(done)).toEqual([
      [2, "ALREADY_THERE"],
      [3, "FILED"],
    ]);
    expect(await one("A2")).toMatchObject({ complaint: { id: done.rows.edges[1]?.node.complaint?.id } });
  });

  it("is told of in the organization's history, without a word of it", async () => {
    await carriedOut(await upload(csvOf([lineOf("A1"), lineOf("A2", { 2: "pigeon" })])));
    const { told } = await keptOf();
    for (const word of ["import.started", "import.finished", '"filed": 1', '"refused": 1'])
      expect(told).toContain(word);
    for (const word of ["张三", "13800001234", "漏水", "pigeon"]) expect(told).not.toContain(word);
  });

  it("is under seal while it is kept, and deleted when it is done", async () => {
    const id = await upload(csvOf([lineOf("A1", { 3: "CANARY-SUBJECT", 6: "13900009999" })]));
    const open = await keptOf();
    await carriedOut(id, true);
    const tried = await keptOf();
    expect([open.parts, tried.parts, tried.batches]).toEqual([2, 0, 1]);
    for (const sealed of [open.sealedParts, tried.sealedBatches])
      expect(sealed).not.toMatch(/CANARY|13900009999|Q0FOQVJZ/);
    await carriedOut(id);
    expect(await keptOf()).toMatchObject({ parts: 0, batches: 0 });
  });
});

describe("a row of an import", () => {
  it.each<[string, Readonly<Record<number, string>>, string]>([
    ["a channel that the regulation does not know", { 2: "CANARY" }, "CHANNEL"],
    ["no subject", { 3: "" }, "SUBJECT"],
    ["a subject of two lines", { 3: "CANARY\nCANARY" }, "SUBJECT"],
    ["no text", { 4: "" }, "TEXT"],
    ["a day without a time", { 1: "2024-03-01" }, "RECEIVED_AT"],
    ["a time that nobody can tell", { 1: "CANARY" }, "RECEIVED_AT"],
    ["a day that there is not", { 1: "2024-02-30 09:30" }, "RECEIVED_AT"],
    ["a time that the clock never showed", { 1: "1986-05-04 02:30" }, "RECEIVED_AT"],
    ["a time that lies ahead", { 1: "2199-03-01 09:30" }, "RECEIVED_AT"],
    ["a time before the organization went by any regulation", { 1: "2001-03-01 09:30" }, "RECEIVED_AT"],
    ["a telephone number that is none", { 6: "CANARY" }, "PHONES"],
    ["fewer numbers than people", { 5: "CANARY;CANARY;CANARY", 6: "13800001234;13800001234" }, "PHONES"],
    ["somebody without a name", { 5: "张三;", 6: ";" }, "COMPLAINANTS"],
    ["nobody who took it in", { 7: "CANARY" }, "RECEIVED_BY"],
    ["control characters", { 4: "CANARY\u0007" }, "TEXT"],
    ["a reference of two lines", { 0: "CANARY\nX" }, "SOURCE_REF"],
  ])("with %s is refused by its field, and nothing of what it says is told", async (_, cells, field) => {
    const done = await carriedOut(await upload(csvOf([lineOf("A0"), lineOf("A1", cells)])));
    expect(outcomes(done)).toEqual([
      [2, "FILED"],
      [3, "REFUSED", field],
    ]);
    expect(JSON.stringify(done)).not.toContain("CANARY");
    expect(await traces(test.database, world.tenantId)).toMatchObject({ links: 1 });
  });

  it("is refused by a gate of the regulation with its clause", async () => {
    const headings = "来源编号,投诉时间,投诉渠道,主题,内容,投诉人,联系电话,受理方,客户类型";
    const done = await carriedOut(await upload(csvOf([`${lineOf("A1")},competitor`], headings)));
    expect(done.rows.edges[0]?.node.problems).toMatchObject([
      { code: "REGULATION", field: "CUSTOMER_TYPE", clause: { id: "LG-3.2.1" } },
    ]);
  });

  it("is refused when one above has its reference, or it has more cells than there are headings", async () => {
    const done = await carriedOut(await upload(csvOf([lineOf("A1"), lineOf("A1"), `${lineOf("A2")},more`])));
    expect(outcomes(done)).toEqual([
      [2, "FILED"],
      [3, "REFUSED", "SOURCE_REF"],
      [4, "REFUSED", null],
    ]);
  });

  it("is of the project and the home that it names, when there is exactly one within reach", async () => {
    const headings = "来源编号,投诉时间,投诉渠道,主题,内容,投诉人,联系电话,受理方,项目,房号";
    const { projectId } = world.south;
    const lines = [
      `${lineOf("A1")},Estate,`,
      `${lineOf("A2")},${projectId},`,
      `${lineOf("A3")},${world.north.projectId},`,
      `${lineOf("A4")},${stranger.south.projectId},`,
      `${lineOf("A5")},Nowhere,`,
      `${lineOf("A6")},Estate,1-101`,
    ];
    const done = await carriedOut(await upload(csvOf(lines, headings)));
    expect(outcomes(done)).toEqual([
      [2, "FILED"],
      [3, "FILED"],
      [4, "REFUSED", "PROJECT"],
      [5, "REFUSED", "PROJECT"],
      [6, "REFUSED", "PROJECT"],
      [7, "REFUSED", "UNIT"],
    ]);
    const { data } = await imports.ask(world.headquarters, READ, { id: done.rows.edges[0]?.node.complaint?.id });
    expect(data["complaint"]).toMatchObject({ project: { id: projectId } });
  });
});

describe("an upload", () => {
  it("goes on where it was cut off: parts come in any order, and the same one again", async () => {
    const { headquarters, south } = world;
    const bytes = Buffer.from(csvOf([lineOf("A1")]));
    const input = { organizationId: south.organizationId, format: "CSV", source: "old-desk", totalParts: 3 };
    const opened = (await imports.send(headquarters, "openImport", input)) as { import: { id: string } };
    const importId = opened.import.id;
    const add = (part: number, piece: Buffer, more: object = {}): Promise<unknown> =>
      imports.send(headquarters, "addImportPart", {
        ...{ importId, part, content: piece.toString("base64"), sha256: digestOf(piece), ...more },
      });
    const pieces = [bytes.subarray(0, 40), bytes.subarray(40, 90), bytes.subarray(90)] as const;
    expect(await add(3, pieces[2])).toMatchObject({ __typename: "AddImportPartSuccess" });
    expect(await add(1, pieces[0])).toMatchObject({ __typename: "AddImportPartSuccess" });
    expect(await add(1, pieces[0])).toMatchObject({ __typename: "AddImportPartSuccess" });
    expect((await imports.shown(headquarters, importId)).missingParts).toEqual([2]);
    expect(await imports.start(headquarters, importId)).toMatchObject({ code: "INVALID_INPUT" });
    for (const [piece, more, path] of [
      [Buffer.from("other"), {}, "part"],
      [Buffer.from("x"), { part: 4 }, "part"],
      [Buffer.from("x"), { part: 0 }, "part"],
      [pieces[1], { part: 2, sha256: "0".repeat(64) }, "sha256"],
      [pieces[1], { part: 2, content: "a b" }, "content"],
      [Buffer.alloc(0), { part: 2 }, "content"],
      [Buffer.alloc(180_001, "a"), { part: 2 }, "content"],
    ] as const) {
      expect(await add(1, piece, more)).toMatchObject({ __typename: "Refusal", path: ["input", path] });
    }
    expect(await add(2, pieces[1])).toMatchObject({ __typename: "AddImportPartSuccess" });
    expect(await carriedOut(importId)).toMatchObject({ filed: 1 });
    expect(await add(2, pieces[1])).toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("is deleted when the import is cancelled, and when seven days are over; the report stays", async () => {
    const { headquarters } = world;
    const cancelled = await upload(csvOf([lineOf("A1")]));
    const tried = await upload(csvOf([lineOf("A1", { 2: "pigeon" })]));
    await carriedOut(tried, true);
    const forgotten = await upload(csvOf([lineOf("A1")]));
    expect(await imports.send(headquarters, "cancelImport", { importId: cancelled })).toMatchObject({
      import: { state: "CANCELLED" },
    });
    expect(await keptOf()).toMatchObject({ parts: 2, batches: 1 });
    await test.clock.advance(7 * DAY + 1);
    await imports.work();
    expect(await keptOf()).toMatchObject({ parts: 0, batches: 0 });
    expect(await imports.shown(headquarters, tried)).toMatchObject({ state: "DONE", refused: 1, keptUntil: null });
    expect(await imports.shown(headquarters, forgotten)).toMatchObject({ state: "EXPIRED" });
    for (const id of [cancelled, tried, forgotten]) {
      expect(await imports.start(headquarters, id)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    }
    expect(await imports.send(headquarters, "cancelImport", { importId: cancelled })).toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
  });
});

describe("an import, and who may", () => {
  it("is for those who may import, where they reach; nobody else sees it", async () => {
    const { headquarters, south, north, reader } = world;
    const input = { organizationId: south.organizationId, format: "CSV", source: "x", totalParts: 1 };
    for (const asker of [south, reader, world.partner])
      expect(await imports.send(asker, "openImport", input)).toMatchObject({ code: "FORBIDDEN" });
    for (const organizationId of [stranger.south.organizationId, newId(), "no-id"])
      expect(await imports.send(headquarters, "openImport", { ...input, organizationId })).toBe("NOT_FOUND");
    const outside = { ...input, projectId: north.projectId };
    expect(await imports.send(headquarters, "openImport", outside)).toBe("NOT_FOUND");
    const partner = await partnerAt(south);
    expect(await imports.send(partner, "openImport", input)).toBe("NOT_FOUND");
    const id = await upload(csvOf([lineOf("A1")]));
    for (const asker of [stranger.headquarters, partner]) {
      await expect(imports.shown(asker, id)).rejects.toThrow("NOT_FOUND");
      for (const mutation of ["startImport", "cancelImport"])
        expect(
          await imports.send(asker, mutation, {
            importId: id,
            ...(mutation === "startImport" ? { isDryRun: true } : {}),
          }),
        ).toBe("NOT_FOUND");
    }
  });

  it("37 stops when whoever started it may not any more; what was filed stays, and another goes on", async () => {
    const partner = await partnerAt(world.south);
    const { projectId } = world.south;
    const file = csvOf(Array.from({ length: 600 }, (_, n) => lineOf(`A${n}`)));
    const id = await imports.upload(world.south, file, { by: partner, projectId });
    await imports.start(partner, id);
    // The first batch is filed, then the grant is revoked.
    await imports.work(onceAfter("intake.add_import_rows", () => revoke(partner)));
    const stopped = await imports.shown(world.headquarters, id);
    expect(stopped).toMatchObject({ state: "STOPPED", done: 500, filed: 500, fault: { code: "RIGHTS_LOST" } });
    expect(await imports.start(partner, id)).toMatchObject({ code: "FORBIDDEN" });
    expect(await carriedOut(id)).toMatchObject({ state: "DONE", filed: 600, alreadyThere: 0, fault: null });
  });

  it("of two partners under one source and reference neither sees nor disturbs the other", async () => {
    const [one, two] = [await partnerAt(world.south), await partnerAt(world.north)];
    const file = csvOf([lineOf("A1")]);
    const done = async (house: World["south"], by: Asker): Promise<Shown> => {
      const { projectId } = house;
      return imports.carriedOut(by, await imports.upload(house, file, { by, projectId }));
    };
    const [first, second] = [await done(world.south, one), await done(world.north, two)];
    expect([first.filed, second.filed]).toEqual([1, 1]);
    expect((await done(world.north, two)).alreadyThere).toBe(1);
    const theirs = first.rows.edges[0]?.node.complaint?.id;
    expect((await imports.ask(two, READ, { id: theirs })).codes).toEqual(["NOT_FOUND"]);
  });

  it("waits while another of its organization is under way", async () => {
    const many = csvOf(Array.from({ length: 600 }, (_, n) => lineOf(`A${n}`)));
    const [first, second] = [await upload(many), await upload(csvOf([lineOf("B1")]))];
    await imports.start(world.headquarters, first);
    await imports.start(world.headquarters, second);
    let seen: Shown | undefined;
    const look = async (): Promise<void> => void (seen ??= await imports.shown(world.headquarters, second));
    await imports.work(onceAfter("intake.add_import_rows", look));
    expect(seen).toMatchObject({ state: "WAITING", done: 0 });
    expect(await imports.shown(world.headquarters, second)).toMatchObject({ state: "DONE", filed: 1 });
  });
});

/** The same database; when the first unit that sent `name` has ended, `then` happens. */
function onceAfter(name: string, then: () => Promise<void>): TestDatabase["database"] {
  const state = { isSent: false, isDone: false };
  const watched = guarded(test.database, (sending, { name: sent }) => {
    state.isSent ||= sent === name;
    return sending();
  });
  return {
    ...watched,
    write: async (scope, work) => {
      const answer = await watched.write(scope, work);
      if (state.isSent && !state.isDone) {
        state.isDone = true;
        await then();
      }
      return answer;
    },
  };
}
