import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { event } from "@hearken/contracts";
import { DAY, formatInstant, HOUR, MINUTE, newId, tenantScope, type ComplaintId, type Instant } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { dyingAfter, Killed, testDatabase, type TestDatabase } from "@hearken/testing";
import { bulletinTable } from "../bulletin/bulletin.table.js";
import { runTrials } from "../service.js";
import { escalationWorld, officer, relayed, type EscalationWorld } from "../testing/escalation-world.harness.js";

let test: TestDatabase;
let world: EscalationWorld;

beforeAll(async () => {
  test = await testDatabase({ entities: [bulletinTable] });
});
beforeEach(() => {
  world = escalationWorld({ database: test.database });
});
afterAll(() => test.close());

const EVENTS = statement(
  "escalation_spec.everything_written",
  `select (select count(*) from journal.event where tenant_id = $1)::int4 as events,
     (select count(*) from escalation.standing where tenant_id = $1)::int4 as standings,
     (select count(*) from escalation.obligation where tenant_id = $1)::int4 as obligations`,
);
const written = (): Promise<unknown> =>
  test.database.read(tenantScope(world.tenantId), (uow) => uow.one(EVENTS, [world.tenantId]));

const TRIAL = `id state regulation version total done differing failed fault askedAt finishedAt
  levels { code label own tried }
  obligations { code label own { open met metLate breached } tried { open met metLate breached } }
  differences(first: 50) { edges { node { complaint { id } keepsItsVersion
    own { regulation version level nextDueAt } tried { regulation version level nextDueAt }
    obligations { code own { met metLate } tried { met metLate } } } } }`;

interface Counts {
  readonly open: number;
  readonly met: number;
  readonly metLate: number;
  readonly breached: number;
}
interface Trial {
  readonly id: string;
  readonly state: string;
  readonly total: number | null;
  readonly done: number;
  readonly differing: number;
  readonly failed: number;
  readonly fault: string | null;
  readonly levels: readonly { code: string; own: number; tried: number }[];
  readonly obligations: readonly { code: string; own: Counts; tried: Counts }[];
  readonly differences: {
    readonly edges: readonly {
      readonly node: {
        readonly complaint: { readonly id: string };
        readonly keepsItsVersion: boolean;
        readonly own: Record<string, unknown>;
        readonly tried: Record<string, unknown>;
        readonly obligations: readonly unknown[];
      };
    }[];
  };
}
type Answer = { readonly trial: { readonly id: string } } | { readonly code: string; readonly path: readonly string[] };

const START = `mutation ($input: TrialRegulationInput!) { trialRegulation(input: $input) {
  ... on TrialRegulationSuccess { trial { id state total done } } ... on Refusal { code path } } }`;
const PREVIEW = `mutation ($input: PreviewAdoptionInput!) { previewAdoption(input: $input) {
  ... on PreviewAdoptionSuccess { trial { id } } ... on Refusal { code path } } }`;

const now = async (): Promise<Instant> => await test.database.read(tenantScope(world.tenantId), async (uow) => uow.now);

async function start(wish: object = {}, as: Parameters<EscalationWorld["ask"]>[2] = {}): Promise<Answer> {
  const at = await now();
  const input = {
    ...{ regulation: "trial", version: 2 },
    ...{ from: formatInstant((at - 30 * DAY) as Instant), to: formatInstant((at + 1) as Instant) },
    ...wish,
  };
  const { data, codes } = await world.ask(START, { input }, as);
  if (codes.length > 0) return { code: String(codes[0]), path: [] };
  return data["trialRegulation"] as Answer;
}

async function started(wish: object = {}): Promise<string> {
  const answer = await start(wish);
  if ("trial" in answer) return answer.trial.id;
  throw new Error(answer.code);
}

async function trialOf(id: string, as: Parameters<EscalationWorld["ask"]>[2] = {}): Promise<Trial | undefined> {
  const { data } = await world.ask(`query ($id: ID!) { regulationTrial(id: $id) { ${TRIAL} } }`, { id }, as);
  return (data["regulationTrial"] ?? undefined) as Trial | undefined;
}

async function carriedOut(wish: object = {}): Promise<Trial> {
  const id = await started(wish);
  await runTrials(world.platform);
  const trial = await trialOf(id);
  if (trial === undefined) throw new Error("the trial is gone");
  return trial;
}

/** A complaint relayed so many minutes after its receipt. */
async function relayedAfter(
  minutes: number,
  filing: Parameters<EscalationWorld["file"]>[0] = {},
): Promise<ComplaintId> {
  const ago = filing.ago ?? DAY;
  const id = await world.file({ ago, ...filing });
  const occurredAt = ((await now()) - ago + minutes * MINUTE) as Instant;
  await world.happens(id, { ...relayed(), occurredAt });
  return id;
}

describe("a trial of a stricter version", () => {
  it("counts what was and what would have been, side by side, and names the complaints that differ", async () => {
    await relayedAfter(10);
    const late = await relayedAfter(25);
    await relayedAfter(40);
    const trial = await carriedOut();
    expect(trial).toMatchObject({ state: "DONE", total: 3, done: 3, differing: 1, failed: 0, fault: null });
    const relay = trial.obligations.find(({ code }) => code === "relay");
    expect(relay).toMatchObject({
      own: { met: 2, metLate: 1, breached: 0, open: 0 },
      tried: { met: 1, metLate: 2, breached: 0, open: 0 },
    });
    expect(trial.levels).toEqual([{ code: "general", label: "general", own: 3, tried: 3 }]);
    expect(trial.differences.edges.map(({ node }) => node)).toEqual([
      expect.objectContaining({
        complaint: { id: late },
        keepsItsVersion: true,
        own: expect.objectContaining({ regulation: "trial", version: 1, level: "general" }) as unknown,
        tried: expect.objectContaining({ regulation: "trial", version: 2, level: "general" }) as unknown,
        obligations: [{ code: "relay", own: { met: 1, metLate: 0 }, tried: { met: 0, metLate: 1 } }],
      }),
    ]);
  });

  it("changes nothing: no fact, no conclusion, no standing", async () => {
    await relayedAfter(25);
    await world.catchUp();
    const before = await written();
    await carriedOut();
    expect(await written()).toEqual(before);
  });

  it("is about the complaints of its period alone", async () => {
    const at = await now();
    await relayedAfter(25, { ago: 10 * DAY });
    await relayedAfter(25, { ago: 2 * DAY });
    const trial = await carriedOut({
      from: formatInstant((at - 3 * DAY) as Instant),
      to: formatInstant((at - DAY) as Instant),
    });
    expect(trial).toMatchObject({ total: 1, done: 1, differing: 1 });
  });

  it("is about the complaints of one organization when it is named", async () => {
    const other = newId<"Organization">();
    await relayedAfter(25);
    const theirs = await relayedAfter(25, { organizationId: other });
    const trial = await carriedOut({ organizationId: other });
    expect(trial.differences.edges.map(({ node }) => node.complaint.id)).toEqual([theirs]);
  });

  it("counts a complaint that cannot be evaluated as failed, and goes on", async () => {
    const broken = newId<"Organization">();
    await relayedAfter(25, { organizationId: broken });
    await relayedAfter(25);
    const id = await started();
    world.spoil(broken);
    await runTrials(world.platform);
    expect(await trialOf(id)).toMatchObject({ state: "DONE", done: 2, differing: 1, failed: 1 });
  });

  it("looks at every complaint once, whatever the size of its pages", async () => {
    for (const minutes of [10, 25, 40, 26, 27]) await relayedAfter(minutes);
    for (const page of [1, 2, 5]) {
      const id = await started();
      await runTrials(world.platform, page);
      expect(await trialOf(id)).toMatchObject({ state: "DONE", total: 5, done: 5, differing: 3 });
    }
  });

  it("pages through the complaints that differ in the order of their receipt", async () => {
    const ids = [];
    for (const ago of [5, 4, 3, 2]) ids.push(await relayedAfter(25, { ago: ago * DAY }));
    const { id } = await carriedOut();
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await world.ask(
        `query ($id: ID!, $after: String) { regulationTrial(id: $id) { differences(first: 3, after: $after) {
           edges { node { complaint { id } } } pageInfo { hasNextPage endCursor } } } }`,
        { id, after },
      );
      const page = (
        data["regulationTrial"] as {
          differences: {
            edges: { node: { complaint: { id: string } } }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        }
      ).differences;
      seen.push(...page.edges.map(({ node }) => node.complaint.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(ids);
  });
});

describe("a trial whose worker is killed", () => {
  it("is gone on with by another, at any statement, and counts nothing twice", async () => {
    for (const minutes of [10, 25, 40, 26, 27]) await relayedAfter(minutes);
    for (let nth = 1; ; nth += 1) {
      const id = await started();
      const { database, died } = dyingAfter(test.database, nth);
      await runTrials({ ...world.platform, database }, 2).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      await runTrials(world.platform, 2);
      const trial = await trialOf(id);
      expect(trial).toMatchObject({ state: "DONE", total: 5, done: 5, differing: 3 });
      expect(trial?.differences.edges).toHaveLength(3);
      if (!died()) break;
    }
  });

  it("is carried out once by two at once", async () => {
    for (const minutes of [10, 25, 40, 26, 27]) await relayedAfter(minutes);
    const id = await started();
    await Promise.all([runTrials(world.platform, 1), runTrials(world.platform, 1)]);
    await runTrials(world.platform, 1);
    expect(await trialOf(id)).toMatchObject({ state: "DONE", total: 5, done: 5, differing: 3 });
  });
});

describe("a trial", () => {
  it("is begun once for one idempotency key", async () => {
    const at = formatInstant(await now());
    const wish = { idempotencyKey: "once", from: "2025-01-01T00:00:00Z", to: at };
    const { actor } = officer(world.tenantId);
    expect(await start(wish, { actor })).toEqual(await start(wish, { actor }));
    const { data } = await world.ask("{ regulationTrials(first: 10) { edges { node { id } } } }");
    expect((data["regulationTrials"] as { edges: unknown[] }).edges).toHaveLength(1);
  });

  it.each<[string, object, string, string[]]>([
    ["of a regulation that nobody published", { regulation: "nothing" }, "INVALID_INPUT", ["input", "regulation"]],
    ["of a version that there is not", { version: 9 }, "INVALID_INPUT", ["input", "regulation"]],
    ["of a period that ends before it begins", { from: "2100-01-01T00:00:00Z" }, "INVALID_INPUT", ["input", "to"]],
  ])("%s is refused and leaves nothing", async (_, wish, code, path) => {
    expect(await start(wish)).toEqual({ code, path });
    const { data } = await world.ask("{ regulationTrials(first: 10) { edges { node { id } } } }");
    expect((data["regulationTrials"] as { edges: unknown[] }).edges).toEqual([]);
  });

  it("is not for those who only handle complaints", async () => {
    expect(await start({}, { roles: ["subsidiary_officer"] })).toMatchObject({ code: "FORBIDDEN" });
  });

  it("names an organization within the asker's reach", async () => {
    const scope = {
      tenantId: world.tenantId,
      reach: { kind: "organizations", organizationIds: [world.organizationId] },
    } as const;
    expect(await start({}, { scope })).toMatchObject({ code: "INVALID_INPUT", path: ["input", "organizationId"] });
    expect(await start({ organizationId: newId() }, { scope })).toMatchObject({ code: "NOT_FOUND" });
    expect(await start({ organizationId: world.organizationId }, { scope })).toHaveProperty("trial");
  });

  it("is one of ten at a time", async () => {
    for (let count = 0; count < 10; count += 1) await started();
    expect(await start()).toMatchObject({ code: "IN_FLIGHT" });
    await runTrials(world.platform);
    expect(await start()).toHaveProperty("trial");
  });

  it("of the whole group is unseen by whoever reaches less, and so is one of another organization", async () => {
    await relayedAfter(25);
    const whole = await started();
    const own = await started({ organizationId: world.organizationId });
    const theirs = await started({ organizationId: newId() });
    const scope = {
      tenantId: world.tenantId,
      reach: { kind: "organizations", organizationIds: [world.organizationId] },
    } as const;
    expect(await trialOf(whole, { scope })).toBeUndefined();
    expect(await trialOf(theirs, { scope })).toBeUndefined();
    expect(await trialOf(own, { scope })).toMatchObject({ id: own });
    const { data } = await world.ask("{ regulationTrials(first: 10) { edges { node { id } } } }", {}, { scope });
    expect(data["regulationTrials"]).toEqual({ edges: [{ node: { id: own } }] });
  });
});

describe("an adoption that is looked at before it is made", () => {
  const preview = async (wish: object = {}): Promise<Trial> => {
    const input = {
      organizationId: world.organizationId,
      regulation: "trial",
      version: 2,
      from: "2030-01-01",
      ...wish,
    };
    const { data } = await world.ask(PREVIEW, { input });
    const answer = data["previewAdoption"] as Answer;
    if (!("trial" in answer)) throw new Error(answer.code);
    await runTrials(world.platform);
    return (await trialOf(answer.trial.id)) ?? Promise.reject(new Error("the trial is gone"));
  };

  it("shows the open complaints whose next due time would be another", async () => {
    const open = await world.file();
    const relayedInTime = await relayedAfter(5, { ago: HOUR });
    const closed = await relayedAfter(25);
    await world.happens(closed, event("complaint.closed", {}));
    await world.catchUp();
    const trial = await preview();
    expect(trial).toMatchObject({ state: "DONE", total: 2, done: 2, differing: 1 });
    const [difference] = trial.differences.edges.map(({ node }) => node);
    expect(difference?.complaint.id).toBe(open);
    expect(difference?.complaint.id).not.toBe(relayedInTime);
    const minutes = (later: unknown, sooner: unknown): number =>
      (Date.parse(String(later)) - Date.parse(String(sooner))) / MINUTE;
    expect(minutes(difference?.own["nextDueAt"], difference?.tried["nextDueAt"])).toBe(10);
    expect(difference?.keepsItsVersion).toBe(true);
  });

  it("knows a complaint that nobody has evaluated yet", async () => {
    await world.file();
    expect(await preview()).toMatchObject({ total: 1, differing: 1 });
  });

  it("says that complaints of the very version do not keep theirs", async () => {
    await world.file();
    expect(await preview({ version: 1 })).toMatchObject({ total: 1, differing: 0 });
  });
});
