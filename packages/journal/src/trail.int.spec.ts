import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newId, type OrganizationId, type Reach, type Scope, type StreamId } from "@hearken/kernel";
import { statements } from "@hearken/postgres";
import { BadCursor } from "./journal-error.js";
import { END } from "./position.js";
import { seal } from "./seal.command.js";
import {
  fact,
  otherFact,
  scratchJournal,
  writerOf,
  type ScratchJournal,
  type Writer,
} from "./testing/scratch-journal.js";
import { trailPage, type TrailFilter, type TrailLine } from "./trail.query.js";

let journal: ScratchJournal;
beforeAll(async () => {
  journal = await scratchJournal();
});
afterAll(() => journal.drop());

const read = (scope: Scope, filter: TrailFilter = {}, after?: string, limit = 100): Promise<TrailLine[]> =>
  journal.database.read(scope, (uow) => trailPage(uow, { limit, after, filter }));

const within = ({ tenantId }: Writer, ...organizationIds: OrganizationId[]): Scope => ({
  tenantId,
  reach: { kind: "organizations", organizationIds },
});

describe("the trail", () => {
  it("is read backwards, page by page, without a line twice or none", async () => {
    const writer = writerOf(journal.database);
    const streams = [newId<"Stream">(), newId<"Stream">()];
    for (let n = 1; n <= 6; n += 1) await writer.write(streams[n % 2] as StreamId, [fact(n), otherFact()]);
    const whole = await read(writer.scope);
    expect(whole.map(({ type }) => type)).toEqual(Array(6).fill(["complaint.reopened", "level.set"]).flat());
    expect(whole.filter(({ type }) => type === "level.set").map(({ payload }) => payload["level"])).toEqual([
      "L6",
      "L5",
      "L4",
      "L3",
      "L2",
      "L1",
    ]);
    const paged: TrailLine[] = [];
    for (;;) {
      const page = await read(writer.scope, {}, paged.at(-1)?.cursor, 5);
      if (page.length === 0) break;
      paged.push(...page);
    }
    expect(paged).toEqual(whole);
    expect(await read(writer.scope, {}, writer.tenantId).catch((error: unknown) => error)).toBeInstanceOf(BadCursor);
  });

  it("says which seal an event is under, and nothing of one that has none yet", async () => {
    const writer = writerOf(journal.database);
    const streamId = newId<"Stream">();
    for (const round of [1, 2]) {
      await writer.write(streamId, [fact(round)]);
      await journal.settle();
      await seal(journal.database, writer.tenantId);
    }
    await writer.write(streamId, [fact(3)]);
    expect((await read(writer.scope)).map((line) => line.seal?.number)).toEqual([undefined, 2, 1]);
  });

  it("shows what the filter asks for: who, of what, which, when", async () => {
    const writer = writerOf(journal.database);
    const [one, other] = [newId<"Stream">(), newId<"Stream">()];
    const actor = { kind: "staff", id: newId(), organizationId: null, posts: ["desk"] } as const;
    await writer.write(one, [fact()], { actor });
    await writer.write(other, [otherFact()]);
    const streamsOf = async (filter: TrailFilter): Promise<readonly StreamId[]> =>
      (await read(writer.scope, filter)).map(({ streamId }) => streamId);
    const [{ recordedAt } = { recordedAt: 0 as never }] = await read(writer.scope, { streamId: other });
    expect(await streamsOf({ actorId: actor.id })).toEqual([one]);
    expect(await streamsOf({ streamId: other })).toEqual([other]);
    expect(await streamsOf({ streamId: other, actorId: actor.id })).toEqual([]);
    expect(await streamsOf({ types: ["complaint.reopened"] })).toEqual([other]);
    expect(await streamsOf({ to: recordedAt })).not.toContain(other);
    expect(await streamsOf({ from: recordedAt })).toContain(other);
    expect(await streamsOf({ organizationId: newId() })).toEqual([]);
  });

  it("ends where the reach ends, whatever the filter asks for", async () => {
    const writer = writerOf(journal.database);
    const [mine, theirs] = [newId<"Organization">(), newId<"Organization">()];
    const streams = new Map<OrganizationId, StreamId>();
    const actor = { kind: "staff", id: newId(), organizationId: null, posts: [] } as const;
    for (const organizationId of [mine, theirs]) {
      const id = newId<"Stream">();
      streams.set(organizationId, id);
      await writer.write(id, [fact()], { actor, stream: { id, kind: "complaint", organizationId, projectId: null } });
    }
    const mineAlone = [streams.get(mine)];
    const seen = async (scope: Scope, filter?: TrailFilter): Promise<readonly StreamId[]> =>
      (await read(scope, filter)).map(({ streamId }) => streamId);
    expect(await seen(within(writer, mine))).toEqual(mineAlone);
    expect(await seen(within(writer, mine), { actorId: actor.id })).toEqual(mineAlone);
    for (const filter of [{ organizationId: theirs }, { streamId: streams.get(theirs) }]) {
      expect(await seen(within(writer, mine), filter)).toEqual([]);
      expect(await seen(writerOf(journal.database).scope, filter)).toEqual([]);
    }
    expect(await seen({ tenantId: writer.tenantId, reach: { kind: "projects", projectIds: [newId()] } })).toEqual([]);
    expect(await seen(writer.scope, { organizationId: theirs })).toEqual([streams.get(theirs)]);
  });
});

interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/* One big organization, in which one person did everything but little, and a small one. */
const ROWS = 40_000;
const PAGE = 51;

describe("a page of the trail", () => {
  it("touches no rows but its own, also where others have very many", async () => {
    const tenantId = newId<"Tenant">();
    const [small, streamId, rare] = [newId<"Organization">(), newId<"Stream">(), newId()];
    const owner = await journal.connect();
    await owner.query("set session_replication_role = replica");
    await owner.query(
      `insert into journal.event
       select $1, gen_random_uuid(), (1000 + n)::text::xid8, case when n % 400 = 2 then $3::uuid else md5((n % 5000)::text)::uuid end,
         n, case when n % 400 = 1 then $2::uuid else $1::uuid end, null, 'level.set', 1, '{}',
         json_build_object('id', case when n % 400 = 3 then $4 else 'hearken' end), platform.now(), platform.now()
       from generate_series(1, ${ROWS}) n`,
      [tenantId, small, streamId, rare],
    );
    await owner.query(
      `insert into journal.seal select $1, n, (n * 10)::text::xid8, 1, $1, (n * 10 + 10)::text::xid8, ${ROWS}, $1, 10, '', '', '', platform.now()
       from generate_series(1, ${ROWS / 10}) n`,
      [tenantId],
    );
    await owner.query("analyze journal.event, journal.seal");
    const place = [tenantId, END.xid, END.version, END.id, null, "-infinity", "infinity"];
    const pages: readonly (readonly [name: string, reach: Reach, actor: string | null, more: readonly unknown[]])[] = [
      ["tenant", { kind: "tenant" }, null, []],
      ["organizations", { kind: "organizations", organizationIds: [small] }, null, [[small]]],
      ["stream", { kind: "tenant" }, null, [null, streamId]],
      ["actor", { kind: "tenant" }, rare, [rare]],
    ];
    for (const [name, reach, actor, more] of pages) {
      const text = statements().find((one) => one.name === `journal.trail_of_${name}`)?.text ?? "";
      const [row] = await journal.database.read({ tenantId, reach }, (uow) =>
        uow.manager.query<{ "QUERY PLAN": { Plan: Node }[] }[]>(`explain (analyze, format json) ${text}`, [
          ...[...place, actor, PAGE],
          ...more,
        ]),
      );
      const nodes = (row?.["QUERY PLAN"] ?? []).flatMap(({ Plan }) => nodesOf(Plan));
      const scans = nodes.filter((node) => node["Relation Name"] !== undefined);
      const most = Math.max(
        ...scans.map((node) => (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"]),
      );
      expect({ name, scans: new Set(scans.map((node) => node["Node Type"])) }).toEqual({
        name,
        scans: new Set(["Index Scan"]),
      });
      expect({ name, most }).toEqual({ name, most: PAGE });
    }
  });
});
