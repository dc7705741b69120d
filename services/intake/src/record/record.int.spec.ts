import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { newId } from "@hearken/kernel";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { asking, type Ask, type Asker } from "@hearken/service-kit/testing/asking";
import { intake } from "../service.js";
import { filed, outcomeOf, send, succeed, type Input } from "../testing/complaints.harness.js";
import { buildWorld, traces, type House, type World } from "../testing/world.harness.js";

let test: TestDatabase;
let ask: Ask;
/** It goes by Jindi, which numbers its handling records. */
let world: World;
let complaintId: string;

beforeAll(async () => {
  const service = intake();
  test = await testDatabase({ entities: service.entities, poolSize: 20 });
  ask = asking(test.database, service);
});
afterAll(() => test.close());
beforeEach(async () => {
  world = await buildWorld(test.database, {
    regulation: "jindi",
    posts: ["sales_staff", "sales_lead", "sales_manager"],
  });
  complaintId = await promised(world.south);
});

const VALUES = [
  { field: "complainant", text: "张三" },
  { field: "complaint_matter", text: "屋顶漏水" },
  { field: "record_time", text: "09:05" },
  { field: "recorder", text: "李四" },
  { field: "service_line", code: "sales" },
  { field: "on_the_spot", code: "no" },
  { field: "repeated_and_confirmed", text: "09:06" },
  { field: "expected_feedback", text: "3月5日" },
  { field: "told_at", text: "09:07" },
];
const RECORD = `recordId form label number fields { field label text code } filedAt lastFiledAt keptUntil keptUnder { id }`;
const FILE = `mutation ($input: FileRecordInput!) { fileRecord(input: $input) { __typename
  ... on FileRecordSuccess { complaint { version } warnings { message } record { ${RECORD} } }
  ... on Refusal { code path message clause { id } currentVersion } } }`;

interface Shown {
  readonly recordId: string;
  readonly number: string | null;
  readonly [field: string]: unknown;
}

/** A complaint whose complainant was told by when they hear. */
async function promised(house: House): Promise<string> {
  const id = await filed(ask, house);
  await succeed(ask, house, { mutation: "promiseFeedback", input: { complaintId: id, on: "2025-03-05" } });
  return id;
}

const recording = (more: Input = {}): Input => ({ complaintId, form: "handling_record", values: VALUES, ...more });

async function file(input: Input, asker: Asker = world.south): Promise<unknown> {
  return outcomeOf(await ask(asker, FILE, { input }), "fileRecord");
}

async function fileWell(input: Input = recording(), asker?: Asker): Promise<Shown> {
  const outcome = (await file(input, asker)) as { readonly record?: Shown };
  if (outcome.record === undefined) throw new Error(`it answered ${JSON.stringify(outcome)}`);
  return outcome.record;
}

async function refused(input: Input, asker?: Asker): Promise<unknown> {
  const before = await traces(test.database, world.tenantId);
  const outcome = await file(input, asker);
  expect(await traces(test.database, world.tenantId)).toEqual(before);
  return outcome;
}

interface Seen {
  readonly records: readonly Shown[];
  readonly timeline: {
    readonly edges: readonly { readonly node: { readonly type: string; readonly payload: object } }[];
  };
}

async function seen(asker: Asker = world.south): Promise<Seen> {
  const document = `query ($id: ID!) { complaint(id: $id) { records { ${RECORD} }
    timeline(first: 50) { edges { node { type payload } } } } }`;
  return (await ask(asker, document, { id: complaintId })).data["complaint"] as Seen;
}

describe("a form that is filled in", () => {
  it("is numbered by the house, kept with its words, and told without them", async () => {
    const record = await fileWell();
    expect(record).toMatchObject({
      form: "handling_record",
      label: "customer complaint handling record",
      number: "TS20250001",
      filedAt: "2025-03-03T01:00:00.000Z",
      // A year from the last record.
      keptUntil: "2026-03-03T01:00:00.000Z",
      keptUnder: { id: "JD-8.1a" },
    });
    expect(record["fields"]).toContainEqual({ field: "complainant", label: "complainant", text: "张三", code: null });
    const { records, timeline } = await seen();
    expect(records).toEqual([record]);
    const told = timeline.edges.find(({ node }) => node.type === "record.filed")?.node.payload;
    expect(told).toEqual({
      form: "handling_record",
      recordId: record.recordId,
      filled: VALUES.map(({ field }) => field),
      marks: ["service_line:sales", "on_the_spot:no"],
      number: "TS20250001",
    });
  });

  it("keeps its number through later stages, which add to it", async () => {
    const { recordId, number } = await fileWell();
    const values = [
      { field: "handling_measures", text: "派人修理" },
      { field: "recorder", text: "王五" },
    ];
    const later = await fileWell(recording({ recordId, values }));
    expect(later).toMatchObject({ recordId, number });
    expect(later["fields"]).toHaveLength(VALUES.length + 1);
    expect(later["fields"]).toContainEqual(expect.objectContaining({ field: "recorder", text: "王五" }));
    expect((await seen()).records).toEqual([later]);
    expect(await traces(test.database, world.tenantId)).toMatchObject({ records: 2, numbers: 1 });
  });

  it("may carry on a paper under another form", async () => {
    const sheet = [
      { field: "handling_record", text: "TS20250001" },
      { field: "issuer", text: "赵六" },
      { field: "addressee", code: "sales_lead" },
    ];
    const { recordId } = await fileWell(recording({ form: "work_sheet", values: sheet }));
    await succeed(ask, world.south, {
      mutation: "takeStep",
      input: { complaintId, step: "sheet_issued", party: "sales_lead", recordId },
    });
    const values = [
      { field: "handling_opinion", text: "防水层破损" },
      { field: "solution", text: "重做防水层" },
    ];
    const back = await fileWell(recording({ form: "work_sheet_return", recordId, values }));
    expect(back).toMatchObject({ recordId, form: "work_sheet_return", number: null });
    expect((await seen()).records).toMatchObject([{ form: "work_sheet" }, { form: "work_sheet_return" }]);
  });

  it("is numbered without a gap by twenty at once, whatever was refused in between", async () => {
    const complaints = await Promise.all(Array.from({ length: 20 }, () => promised(world.south)));
    const numbers = await Promise.all(
      complaints.map(async (id, index) => {
        if (index % 4 === 0) await file(recording({ complaintId: id, values: VALUES.slice(1) }));
        return (await fileWell(recording({ complaintId: id }))).number;
      }),
    );
    expect(numbers.sort()).toEqual(Array.from({ length: 20 }, (_, n) => `TS2025${String(n + 1).padStart(4, "0")}`));
  });

  it("counts apart in another organization and in another year", async () => {
    await fileWell();
    const north = await promised(world.north);
    expect(await fileWell(recording({ complaintId: north }), world.north)).toMatchObject({ number: "TS20250001" });
    const source = { source: "old", sourceRef: newId(), receivedAt: "2019-08-19T11:48:23+08:00" };
    const { organizationId, projectId } = world.south;
    const { id } = await succeed(ask, world.headquarters, {
      mutation: "importComplaint",
      input: {
        ...{ organizationId, projectId, channel: "phone", subject: "漏水", text: "漏水", receivedBy: "CENTRE" },
        ...{ complainants: [{ name: "张三" }], ...source },
      },
    });
    const occurredAt = "2019-12-31T23:59:59+08:00";
    const promise = { complaintId: id, on: "2020-01-02", occurredAt };
    await succeed(ask, world.headquarters, { mutation: "promiseFeedback", input: promise });
    const old = await fileWell(recording({ complaintId: id, occurredAt }), world.headquarters);
    expect(old).toMatchObject({ number: "TS20190001", filedAt: "2019-12-31T15:59:59.000Z" });
  });

  it("is filed and numbered once under one idempotency key", async () => {
    const input = recording({ idempotencyKey: newId() });
    const first = await file(input);
    expect(await file(input)).toEqual(first);
    expect(await traces(test.database, world.tenantId)).toMatchObject({ records: 1, numbers: 1 });
    expect(await refused({ ...input, values: VALUES.slice(1) })).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  });
});

describe("a form that does not do", () => {
  it("lacks what must be filled, and hears under which clause", async () => {
    expect(await refused(recording({ values: VALUES.slice(1) }))).toMatchObject({
      code: "REGULATION",
      clause: { id: "JD-9a" },
      path: ["input", "values"],
    });
    const unconfirmed = VALUES.filter(({ field }) => field !== "repeated_and_confirmed");
    expect(await refused(recording({ values: unconfirmed }))).toMatchObject({ clause: { id: "JD-7.1.2b" } });
  });

  it("has a field or a code that the regulation does not know", async () => {
    const with_ = (value: Input): Input => recording({ values: [...VALUES, value] });
    expect(await refused(with_({ field: "shoe_size", text: "42" }))).toMatchObject({ code: "REGULATION" });
    const values = VALUES.map((one) => (one.field === "service_line" ? { field: one.field, code: "barter" } : one));
    expect(await refused(recording({ values }))).toMatchObject({
      code: "REGULATION",
      clause: { id: "JD-2" },
      path: ["input", "values"],
    });
    expect(await refused(recording({ form: "handling_recrod" }))).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "form"],
      message: expect.stringContaining('"handling_record"'),
    });
  });

  it("fills a field twice, with nothing, or with what is broken, blank or too long", async () => {
    const invalid = (...path: string[]) => ({ code: "INVALID_INPUT", path: ["input", "values", ...path] });
    const [first] = VALUES;
    expect(await refused(recording({ values: [first, first] }))).toMatchObject(invalid("1", "field"));
    expect(await refused(recording({ values: [{ field: "recorder" }] }))).toMatchObject(invalid("0"));
    for (const text of ["a\u0000b", "a\ud800b", "", " \u200b ", "长".repeat(5_001)]) {
      expect(await refused(recording({ values: [{ field: "recorder", text }] }))).toMatchObject(invalid("0", "text"));
    }
    const crowd = Array.from({ length: 101 }, (_, n) => ({ field: `f${n}`, text: "x" }));
    expect(await refused(recording({ values: crowd }))).toMatchObject(invalid());
  });

  it("carries on a record of another complaint", async () => {
    const { recordId } = await fileWell();
    const other = await promised(world.south);
    expect(await refused(recording({ complaintId: other, recordId }))).toBe("NOT_FOUND");
  });

  it("is about a complaint that whoever files it cannot see, or has seen too long ago", async () => {
    expect(await refused(recording(), world.north)).toBe("NOT_FOUND");
    expect(await refused(recording({ complaintId: newId() }))).toBe("NOT_FOUND");
    await send(ask, world.south, { mutation: "recordAccused", input: { complaintId, post: "sales_staff" } });
    expect(await refused(recording({ expectedVersion: 1 }))).toMatchObject({
      code: "STALE_VERSION",
      currentVersion: 3,
    });
  });
});
