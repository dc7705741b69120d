import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { event } from "@hearken/contracts";
import { DAY, HOUR, instant, MINUTE, newId, tenantScope, type ComplaintId } from "@hearken/kernel";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { bulletinTable } from "../bulletin/bulletin.table.js";
import { escalationWorld, officer, relayed, type EscalationWorld } from "../testing/escalation-world.harness.js";
import { hastierRules, officeRules } from "../testing/trial-rules.harness.js";
import { StatementCount } from "../testing/statement-count.harness.js";
import { makeNextDue } from "./evaluate-anew.command.js";
import { reEvaluate } from "./re-evaluate-complaint.command.js";

const count = new StatementCount();
let test: TestDatabase;
let world: EscalationWorld;

beforeAll(async () => {
  test = await testDatabase({ entities: [bulletinTable], onStatement: count.observe });
});
beforeEach(() => {
  world = escalationWorld({ database: test.database });
});
afterAll(() => test.close());

/** Asks for fields of complaints the way the gateway does: through obligations, which lead to their complaints. */
const OF_COMPLAINT = `query ($id: ID!) { obligation(id: $id) { complaint { level { code rank because { name value } } standing { at nextChangeAt version }
  obligations { code status dueAt } escalations { rung from { code } to { code label } clause { id } } levelChanges { from to }
  bulletins { kind status } notices { code } } } }`;

async function firstObligation(): Promise<string> {
  const { data } = await world.ask("{ obligations(first: 1) { edges { node { id } } } }");
  return (data as { obligations: { edges: { node: { id: string } }[] } }).obligations.edges[0]?.node.id ?? "";
}

async function complaint(id: string): Promise<Record<string, unknown>> {
  const { data } = await world.ask(OF_COMPLAINT, { id });
  return (data as { obligation: { complaint: Record<string, unknown> } }).obligation.complaint;
}

describe("a standing that is outdated", () => {
  it("is shown as it is now when time has passed and the worker has not come yet, and nothing is written", async () => {
    const id = await world.file();
    await world.catchUp();
    const obligation = await firstObligation();
    const before = await world.historyOf(id);
    await test.clock.advance(HOUR);
    expect(await complaint(obligation)).toMatchObject({
      obligations: [{ code: "relay", status: "BREACHED" }],
      escalations: [{ rung: 1, from: null, to: { code: "manager", label: "manager" }, clause: { id: "LG-5.2.2A" } }],
      notices: [{ code: "relay.breached" }],
    });
    expect(await world.historyOf(id)).toEqual(before);
    await world.work();
    expect(await complaint(obligation)).toMatchObject({
      obligations: [{ code: "relay", status: "BREACHED" }],
      escalations: [{ rung: 1 }],
    });
  });

  it("is shown as it is now when something happened and the consumer has not come yet", async () => {
    const id = await world.file();
    await world.catchUp();
    const obligation = await firstObligation();
    await world.happens(id, relayed(), event("complaint.complainant_joined", { complainantId: newId() }));
    await world.happens(id, event("complaint.complainant_joined", { complainantId: newId() }));
    const live = await complaint(obligation);
    expect(live).toMatchObject({
      level: { code: "grave", rank: 3, because: [{ name: "complainants", value: "3" }] },
      bulletins: [{ kind: "grave", status: "OPEN" }],
      levelChanges: [
        { from: null, to: "general" },
        { from: "general", to: "grave" },
      ],
    });
    await world.catchUp();
    const { standing: before, ...lived } = live;
    const { standing: after, ...kept } = await complaint(obligation);
    expect(kept).toEqual(lived);
    expect(after).not.toEqual(before);
  });
});

describe("a page of fifty complaints with their obligations", () => {
  const PAGE = `{ obligations(first: 50, filter: { status: [OPEN] }) { edges { node { code complaint { obligations { code label owner { label } } } } } } }`;

  it("costs one statement for the list, one for all obligations and one that finds nothing outdated", async () => {
    await world.fileMany(50);
    await world.catchUp();
    count.take();
    const { data } = await world.ask(PAGE);
    expect((data as { obligations: { edges: unknown[] } }).obligations.edges).toHaveLength(50);
    expect(count.take().sort()).toEqual([
      "escalation.kept_brief_obligation",
      "escalation.outdated_standings",
      "escalation.page_of_obligations_of_tenant",
    ]);
  });

  it("reads whole obligations when a list asks for what lists seldom show, and answers the rest alike", async () => {
    await world.fileMany(2);
    await world.catchUp();
    const brief = "id key code status openedAt dueAt metAt owner { code } clauses { id }";
    const asked = async (fields: string, fragments = ""): Promise<unknown> => {
      const { data } = await world.ask(
        `{ obligations(first: 50, filter: { status: [OPEN] }) { edges { node { complaint { obligations { ${fields} } } } } } } ${fragments}`,
      );
      return data;
    };
    const before = await asked(brief);
    count.take();
    const whole = await asked(`${brief} ...Rest`, "fragment Rest on Obligation { warnAt paused explain { kind } }");
    expect(count.take()).toContain("escalation.kept_obligation");
    expect(whole).toMatchObject(before as object);
  });

  it("costs one statement more when all of them are outdated", async () => {
    await world.fileMany(50);
    await world.catchUp();
    await test.clock.advance(HOUR);
    count.take();
    await world.ask(PAGE);
    expect(count.take()).toHaveLength(4);
    await world.work();
  });
});

describe("evaluating anew", () => {
  const evaluate = (ids: readonly ComplaintId[]): Promise<unknown> =>
    test.database.write(tenantScope(world.tenantId), (uow) =>
      reEvaluate(uow, { rulebook: world.platform.rulebook, complaintIds: ids }),
    );

  it("takes as many statements for two hundred complaints as for one", async () => {
    const one = await world.fileMany(1);
    const many = await world.fileMany(200);
    count.take();
    await evaluate(one);
    const forOne = count.take();
    await evaluate(many);
    expect(count.take()).toEqual(forOne);
    expect(forOne).toEqual([
      "journal.lock_streams",
      "escalation.kept_standing",
      "journal.history_of_streams",
      "journal.append_to_streams",
      "escalation.put_standing",
      "escalation.put_obligation",
      "escalation.put_level_change",
    ]);
    await test.clock.advance(HOUR);
    await evaluate(one);
    const later = count.take();
    await evaluate(many);
    expect(count.take()).toEqual(later);
    expect(later.length).toBeLessThanOrEqual(14);
  });

  it("does nothing where nothing changed", async () => {
    const ids = await world.fileMany(3);
    await evaluate(ids);
    count.take();
    await evaluate(ids);
    expect(count.take()).toEqual(["journal.lock_streams", "escalation.kept_standing"]);
  });

  it("happens to everything that still runs when hours, holidays or readings change (fault 50)", async () => {
    const ids = await world.fileMany(5);
    const [answered = newId<"Complaint">(), ...running] = ids;
    await world.happens(answered, relayed());
    await world.catchUp();
    await world.changeRules(hastierRules);
    await world.catchUp();
    expect(await world.work()).toBeGreaterThanOrEqual(5);
    await test.clock.advance(20 * MINUTE);
    await world.work();
    for (const id of running) {
      expect(await world.tally(id)).toMatchObject({
        "obligation.due_changed": 1,
        "obligation.breached relay": 1,
        "obligation.opened relay": 1,
      });
    }
    expect((await world.tally(answered))["obligation.breached relay"]).toBeUndefined();
  });
});

describe("a change of rules", () => {
  it("is worked through in steps, each going on where the last one ended", async () => {
    await world.fileMany(5);
    await world.catchUp();
    await world.changeRules(hastierRules);
    await world.catchUp();
    const step = (): Promise<number> => test.database.write(tenantScope(world.tenantId), (uow) => makeNextDue(uow, 2));
    expect([await step(), await step(), await step(), await step(), await step()]).toEqual([2, 2, 1, 0, 0]);
    expect(await world.work()).toBe(5);
  });

  it("takes up what waited for a year's holidays, about which the alarm was raised (fault 50)", async () => {
    await test.clock.set(instant("2031-03-03T09:00:00+08:00"));
    await world.changeRules(officeRules);
    const id = await world.file();
    await world.catchUp();
    const years =
      "{ obligations(first: 9) { edges { node { dueAt unreckonedYear complaint { standing { unreckonedYears nextChangeAt } } } } } }";
    expect((await world.ask(years)).data).toEqual({
      obligations: {
        edges: [
          {
            node: {
              dueAt: null,
              unreckonedYear: 2031,
              complaint: { standing: { unreckonedYears: [2031], nextChangeAt: null } },
            },
          },
        ],
      },
    });
    expect(world.alarms.some((alarm) => alarm.includes("not published") && alarm.includes("2031"))).toBe(true);
    await world.changeRules(hastierRules);
    await world.catchUp();
    await world.work();
    await test.clock.advance(20 * MINUTE);
    await world.work();
    expect((await world.tally(id))["obligation.breached relay"]).toBe(1);
  });
});

describe("a fact that is dated a little ahead", () => {
  it("counts when its time comes", async () => {
    const id = await world.file();
    await world.catchUp();
    const now = await test.clock.now();
    await world.happens(id, { ...relayed(), occurredAt: (now + 2 * MINUTE) as never });
    await world.catchUp();
    expect((await world.tally(id))["obligation.met relay"]).toBeUndefined();
    await test.clock.advance(2 * MINUTE);
    await world.work();
    expect((await world.tally(id))["obligation.met relay"]).toBe(1);
  });
});

describe("whoever reaches less", () => {
  it("sees only what is theirs, and another tenant nothing", async () => {
    const mine = newId<"Organization">();
    const projectId = newId<"Project">();
    const own = await world.file({ organizationId: mine });
    const project = await world.file({ projectId });
    await world.file();
    await world.catchUp();
    await test.clock.advance(DAY);
    await world.work();
    const { data } = await world.ask("{ obligations(first: 9) { edges { node { id complaint { id } } } } }");
    const all = (data as { obligations: { edges: { node: { id: string; complaint: { id: string } } }[] } }).obligations
      .edges;
    expect(all).toHaveLength(3);
    const seenBy = async (as: object): Promise<unknown[]> => {
      const lists = `{ obligations(first: 9) { edges { node { complaint { id } } } } notices(first: 9) { edges { node { complaint { id } } } } bulletins(first: 9) { edges { node { id } } } }`;
      const { data: seen } = await world.ask(lists, {}, as);
      return Object.values(seen as Record<string, { edges: unknown[] }>).flatMap(({ edges }) =>
        edges.map((edge) => JSON.stringify(edge)),
      );
    };
    const subsidiary = officer(world.tenantId, { kind: "organizations", organizationIds: [mine] });
    const partner = officer(world.tenantId, { kind: "projects", projectIds: [projectId] });
    const nobody = officer(world.tenantId, { kind: "organizations", organizationIds: [] });
    const stranger = officer(newId<"Tenant">());
    expect(new Set(await seenBy(subsidiary))).toEqual(new Set([JSON.stringify({ node: { complaint: { id: own } } })]));
    expect(new Set(await seenBy(partner))).toEqual(new Set([JSON.stringify({ node: { complaint: { id: project } } })]));
    expect(await seenBy(nobody)).toEqual([]);
    expect(await seenBy(stranger)).toEqual([]);
    for (const { node } of all) {
      expect(
        (await world.ask("query ($id: ID!) { obligation(id: $id) { code } }", { id: node.id }, stranger)).codes,
      ).toEqual(["NOT_FOUND"]);
    }
    const ofOthers = `query ($id: ID!) { obligations(first: 9, filter: { organizationId: $id }) { edges { node { id } } } }`;
    expect((await world.ask(ofOthers, { id: world.organizationId }, subsidiary)).data).toEqual({
      obligations: { edges: [] },
    });
  });
});

describe("the list of obligations", () => {
  it("goes on after a cursor, by when they are due, also in the middle of equals", async () => {
    await world.fileMany(7);
    await world.catchUp();
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data } = await world.ask(
        "query ($after: String) { obligations(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      const page = (
        data as {
          obligations: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        }
      ).obligations;
      seen.push(...page.edges.map(({ node }) => node.id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  it("is filtered by state, owner and due time", async () => {
    const id = await world.file();
    await world.happens(id, relayed());
    await world.catchUp();
    const codes = async (filter: string): Promise<unknown> => {
      const { data } = await world.ask(`{ obligations(first: 9, filter: ${filter}) { edges { node { code } } } }`);
      return (data as { obligations: { edges: { node: { code: string } }[] } }).obligations.edges.map(
        ({ node }) => node.code,
      );
    };
    expect(await codes("{ status: [MET] }")).toEqual(["relay"]);
    expect(await codes("{ status: [OPEN, MET] }")).toEqual(["relay", "answer", "weekly"]);
    expect(await codes('{ owner: "manager" }')).toEqual(["answer"]);
    expect(
      await codes(`{ status: [OPEN], dueBefore: "${new Date((await test.clock.now()) + 2 * DAY).toISOString()}" }`),
    ).toEqual(["answer"]);
  });

  it.each([
    ["too many", "{ obligations(first: 101) { edges { cursor } } }"],
    ["none", "{ obligations(first: 0) { edges { cursor } } }"],
    ["after a cursor of another list", `{ obligations(first: 1, after: "bm90aGluZw") { edges { cursor } } }`],
    ["of a post that is no text", '{ obligations(first: 1, filter: { owner: "\\u0000" }) { edges { cursor } } }'],
  ])("is refused when it asks for %s", async (_, document) => {
    expect((await world.ask(document)).codes).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("an explanation", () => {
  it("sums from where the time counts to when it is due, pauses included", async () => {
    const id = await world.file();
    await world.catchUp();
    await test.clock.advance(10 * MINUTE);
    await world.happens(id, event("complaint.suspended", { reason: "waiting" }));
    await test.clock.advance(HOUR);
    await world.happens(id, event("complaint.resumed", {}));
    await world.catchUp();
    const { data } = await world.ask(
      `{ obligations(first: 1) { edges { node { label paused explanation zh: explanation(language: ZH_CN)
        explain { kind counted name label zh: label(language: ZH_CN) } owner { label } clauses { id requirement } } } } }`,
    );
    expect(data).toEqual({
      obligations: {
        edges: [
          {
            node: {
              label: "relay it",
              paused: "PT1H",
              owner: { label: "desk" },
              clauses: [{ id: "LG-5.2.2A", requirement: "the statement LG-5.2.2A" }],
              explanation: expect.stringMatching(
                /^Due .*: 30 minutes counted from .*; clock stood still 1 hour \(waiting\)\.$/,
              ),
              zh: expect.stringMatching(/ 到期：自 .* 起计入 30 分钟；暂停计时 1 小时（等待）。$/),
              explain: [
                { kind: "COUNTED", counted: "PT10M", name: null, label: "time that counts", zh: "计入的时间" },
                { kind: "PAUSED", counted: "PT0S", name: "waiting", label: "clock stood still", zh: "暂停计时" },
                { kind: "COUNTED", counted: "PT20M", name: null, label: "time that counts", zh: "计入的时间" },
              ],
            },
          },
        ],
      },
    });
  });
});
