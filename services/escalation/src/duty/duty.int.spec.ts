import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import { formatInstant, instant, newId, SYSTEM, tenantScope, type StreamId } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { bulletinTable } from "../bulletin/bulletin.table.js";
import { dutyRules } from "../testing/duty-rules.harness.js";
import { escalationWorld, officer, type Asked, type EscalationWorld } from "../testing/escalation-world.harness.js";

const TIME = "2025-03-03T09:00:00+08:00";
const SINCE = formatInstant(instant("2010-01-01T00:00:00+08:00"));
const SQL = {
  tenant: statement(
    "duty_spec.tenant",
    "insert into directory.tenant (tenant_id, name, founded_at) values ($1, 'G', $2)",
  ),
  organization: statement(
    "duty_spec.organization",
    "insert into directory.organization (tenant_id, id, kind, name, added_at) values ($1, $2, 'headquarters', 'H', $3)",
  ),
  project: statement(
    "duty_spec.project",
    "insert into directory.project (tenant_id, id, organization_id, name, added_at) values ($1, $2, $3, 'Estate', $4)",
  ),
  staff: statement(
    "duty_spec.staff",
    "insert into directory.staff (tenant_id, id, organization_id, name, joined_at) values ($1, $2, $3, 'Person', $4)",
  ),
  post: statement(
    "duty_spec.post",
    "insert into directory.post_holding (tenant_id, id, organization_id, staff_id, post, from_at) values ($1, $2, $3, $4, $5, $6)",
  ),
  written: statement(
    "duty_spec.written",
    `select (select count(*)::int from journal.event where tenant_id = $1 and type = 'duty.done') as events,
       (select count(*)::int from escalation.duty_done where tenant_id = $1) as rows,
       (select count(*)::int from platform.idempotency where tenant_id = $1) as keys`,
  ),
};

let test: TestDatabase;
let world: EscalationWorld;
let estates: readonly string[];
let clerk: string;
/** Somebody at headquarters. */
let principal: ReturnType<typeof officer>;

beforeAll(async () => {
  test = await testDatabase({ entities: [bulletinTable] });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.clock.set(instant(TIME));
  world = escalationWorld({ database: test.database });
  const { tenantId, organizationId } = world;
  principal = officer(tenantId);
  estates = [newId(), newId()];
  clerk = newId();
  const visitor = newId();
  await test.database.write(tenantScope(tenantId), async (uow) => {
    await uow.run(SQL.tenant, [tenantId, SINCE]);
    await uow.run(SQL.organization, [tenantId, organizationId, SINCE]);
    for (const id of estates) await uow.run(SQL.project, [tenantId, id, organizationId, SINCE]);
    for (const id of [clerk, visitor]) await uow.run(SQL.staff, [tenantId, id, organizationId, SINCE]);
    await uow.run(SQL.post, [tenantId, newId(), organizationId, clerk, "desk", SINCE]);
    const stream = { id: organizationId as string as StreamId, kind: "organization" as const, organizationId };
    const events = [event("organization.added", { organizationId, kind: "headquarters" })];
    await append(uow, { stream: { ...stream, projectId: null }, expected: "new", events, actor: SYSTEM });
  });
  await world.changeRules(dutyRules);
});

const DUTY = `key code label on dueAt warnAt status metAt by subjectId sections report
  owner { code label } to { code } breachTo { code } clauses { id }`;

interface Shown {
  readonly key: string;
  readonly status: string;
  readonly [field: string]: unknown;
}

const DUTIES = `query ($id: ID!, $from: Date!, $to: Date!, $first: Int!, $after: String, $status: [DutyStatus!]) {
  duties(organizationId: $id, from: $from, to: $to, first: $first, after: $after, status: $status) {
    edges { cursor node { ${DUTY} } } pageInfo { hasNextPage endCursor } } }`;

const ask = (variables: object = {}, as?: Parameters<EscalationWorld["ask"]>[2]): Promise<Asked> =>
  world.ask(DUTIES, { id: world.organizationId, from: "2025-03-01", to: "2025-03-31", first: 50, ...variables }, as);

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Shown }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function owed(variables: object = {}): Promise<readonly Shown[]> {
  const { data, codes } = await ask(variables);
  if (codes.length > 0) throw new Error(String(codes[0]));
  return (data["duties"] as Page).edges.map(({ node }) => node);
}

const FULFIL = `mutation ($input: FulfilDutyInput!) { fulfilDuty(input: $input) {
  ... on FulfilDutySuccess { duty { ${DUTY} } } ... on Refusal { code path message clause { id } } } }`;
const REPORT = {
  ...{ duty: "monthly_report", on: "2025-03-05", sections: ["figures", "cases"], to: ["manager"] },
  report: "三月投诉十二件。",
};

async function fulfil(more: object = {}, as?: Parameters<EscalationWorld["ask"]>[2]): Promise<unknown> {
  const input = { organizationId: world.organizationId, ...REPORT, ...more };
  const { data, codes } = await world.ask(FULFIL, { input }, { actor: principal.actor, ...as });
  return codes[0] ?? data["fulfilDuty"];
}

const written = (): Promise<unknown> =>
  test.database.read(tenantScope(world.tenantId), (uow) => uow.one(SQL.written, [world.tenantId]));

async function refused(more: object = {}, as?: Parameters<EscalationWorld["ask"]>[2]): Promise<unknown> {
  const before = await written();
  const outcome = await fulfil(more, as);
  expect(await written()).toEqual(before);
  return outcome;
}

const until = (text: string): Promise<unknown> => test.clock.set(instant(text));

describe("the duties of an organization", () => {
  it("are those of the days asked about, by when they are due, with who owes them under which clause", async () => {
    const duties = await owed();
    expect(duties.map(({ key }) => key)).toEqual([
      "monthly_report:2025-03-05",
      ...estates.map((id) => `estate_walk:2025-03-06:${id}`).sort(),
      "digest:2025-03-07",
      `desk_note:2025-03-08:${clerk}`,
      `appraisal:2025-03-09:${clerk}`,
    ]);
    expect(duties[0]).toEqual({
      ...{ key: "monthly_report:2025-03-05", code: "monthly_report", label: "monthly report", on: "2025-03-05" },
      ...{ dueAt: "2025-03-05T16:00:00.000Z", warnAt: "2025-03-04T16:00:00.000Z", status: "OPEN" },
      ...{ metAt: null, by: null, subjectId: null, sections: ["figures", "cases"], report: null },
      ...{ owner: { code: "desk", label: "desk" }, to: [{ code: "manager" }], breachTo: [{ code: "director" }] },
      clauses: [{ id: "LG-4.1.7" }],
    });
    expect(await owed({ from: "2025-03-06", to: "2025-03-06" })).toHaveLength(2);
  });

  it("are breached once their time has passed, and not a moment before", async () => {
    const status = async (): Promise<string | undefined> => (await owed())[0]?.status;
    await until("2025-03-05T23:59:59.999+08:00");
    expect(await status()).toBe("OPEN");
    await until("2025-03-06T00:00:00+08:00");
    expect(await status()).toBe("BREACHED");
    expect((await owed({ status: ["BREACHED"] })).map(({ key }) => key)).toEqual(["monthly_report:2025-03-05"]);
  });

  it("come page by page", async () => {
    const keys: string[] = [];
    let after: string | null = null;
    for (let pages = 1; ; pages += 1) {
      const { edges, pageInfo }: Page = (await ask({ first: 2, after })).data["duties"] as Page;
      keys.push(...edges.map(({ node }) => node.key));
      after = pageInfo.endCursor;
      if (pageInfo.hasNextPage) continue;
      expect(pages).toBe(3);
      break;
    }
    expect(keys).toEqual((await owed()).map(({ key }) => key));
  });

  it("are not shown to whoever does not reach the organization, nor for too many days", async () => {
    const elsewhere = {
      scope: { tenantId: world.tenantId, reach: { kind: "organizations", organizationIds: [newId()] } },
    };
    expect((await ask({}, elsewhere as never)).codes).toEqual(["NOT_FOUND"]);
    expect((await ask({ id: "no-id" })).codes).toEqual(["NOT_FOUND"]);
    for (const wrong of [{ to: "2025-02-28" }, { to: "2026-03-02" }, { first: 0 }, { first: 101 }, { after: "x" }]) {
      expect((await ask(wrong)).codes).toEqual(["BAD_USER_INPUT"]);
    }
  });
});

describe("a duty that is done", () => {
  it("is met, with what was reported, which is told to nobody else", async () => {
    expect(await fulfil()).toMatchObject({
      duty: {
        key: "monthly_report:2025-03-05",
        status: "MET",
        metAt: "2025-03-03T01:00:00.000Z",
        report: REPORT.report,
      },
    });
    expect(await owed({ status: ["MET"] })).toMatchObject([{ code: "monthly_report", report: REPORT.report }]);
    // What follows it is owed two days later.
    expect(await owed()).toContainEqual(
      expect.objectContaining({ code: "minutes", on: "2025-03-05", dueAt: "2025-03-05T16:00:00.000Z" }),
    );
    expect(await written()).toMatchObject({ events: 1, rows: 1 });
  });

  it("is met late after its time", async () => {
    await until("2025-03-07T09:00:00+08:00");
    expect(await fulfil()).toMatchObject({ duty: { status: "MET_LATE" } });
  });

  it("is done for each estate apart", async () => {
    const walk = { duty: "estate_walk", on: "2025-03-06", sections: [], to: [], report: null };
    expect(await fulfil({ ...walk, subjectId: estates[0] })).toMatchObject({ duty: { subjectId: estates[0] } });
    const walks = (await owed()).filter(({ key }) => key.startsWith("estate_walk"));
    expect(new Map(walks.map(({ subjectId, status }) => [subjectId, status]))).toEqual(
      new Map([
        [estates[0], "MET"],
        [estates[1], "OPEN"],
      ]),
    );
    expect(await refused(walk)).toMatchObject({ code: "INVALID_INPUT", path: ["input", "on"] });
    for (const subjectId of [newId(), "no-id", clerk]) expect(await refused({ ...walk, subjectId })).toBe("NOT_FOUND");
  });

  it("is done once, by ten at once too, and the same again under the same key", async () => {
    const idempotencyKey = newId();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => fulfil({ idempotencyKey })));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(await written()).toEqual({ events: 1, rows: 1, keys: 1 });
    expect(await refused()).toMatchObject({ code: "ALREADY_EXISTS", path: ["input", "on"] });
    expect(await refused({ idempotencyKey, report: "Other" })).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  });
});

describe("a duty that is not done yet", () => {
  it("is half a report: the clause says of which section, and whom it must reach", async () => {
    expect(await refused({ sections: ["figures"] })).toMatchObject({
      ...{ code: "REGULATION", path: ["input", "sections"], clause: { id: "LG-4.1.8" } },
    });
    expect(await refused({ to: [] })).toMatchObject({
      ...{ code: "REGULATION", path: ["input", "to"], clause: { id: "LG-4.1.7" } },
    });
  });

  it("rests on another of the same time", async () => {
    const digest = { duty: "digest", on: "2025-03-07", sections: [], to: [] };
    expect(await refused(digest)).toMatchObject({ code: "REGULATION", clause: { id: "LG-4.1.6" } });
    await fulfil();
    expect(await fulfil(digest)).toMatchObject({ duty: { status: "MET" } });
  });

  it("is unknown, of another day, or said in what is no code or no text", async () => {
    expect(await refused({ duty: "weekly_report" })).toMatchObject({ code: "REGULATION", path: ["input", "duty"] });
    expect(await refused({ on: "2025-03-06" })).toMatchObject({ code: "INVALID_INPUT", path: ["input", "on"] });
    for (const [field, value] of Object.entries({ duty: "a b", sections: ["a\u0000b"], to: ["长"], report: " " })) {
      expect(await refused({ [field]: value })).toMatchObject({ code: "INVALID_INPUT", path: ["input", field] });
    }
    expect(await refused({ report: "长".repeat(20_001) })).toMatchObject({ path: ["input", "report"] });
  });

  it("belongs to an organization out of reach, or to whoever may only read", async () => {
    const elsewhere = {
      scope: { tenantId: world.tenantId, reach: { kind: "organizations", organizationIds: [newId()] } },
    };
    expect(await refused({}, elsewhere as never)).toBe("NOT_FOUND");
    expect(await refused({ organizationId: "no-id" })).toBe("NOT_FOUND");
    expect(await refused({}, { roles: ["reader"] })).toMatchObject({ code: "FORBIDDEN" });
  });
});
