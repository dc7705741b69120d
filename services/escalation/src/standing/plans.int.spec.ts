import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  formatInstant,
  newId,
  tenantScope,
  type OrganizationId,
  type ProjectId,
  type Reach,
  type TenantId,
} from "@hearken/kernel";
import { migrate, statements, type UnitOfWork } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import "../service.js";

/* A big tenant of which one organization, and one project, holds very little: what walks the whole shows here. */

let test: TestDatabase;
const tenantId: TenantId = newId<"Tenant">();
const small: OrganizationId = newId<"Organization">();
const project: ProjectId = newId<"Project">();
const ROWS = 20_000;
const A_PAGE = 51;

const FILL = [
  `insert into escalation.standing (tenant_id, complaint_id, organization_id, project_id, regulation, regulation_version, version,
     status, validity, because, evaluated_at, next_change_at, unreckoned_years)
   select $1, gen_random_uuid(), case when n % 400 = 0 then $2::uuid else $3::uuid end, case when n % 400 = 1 then $4::uuid end, 'trial', 1, 1,
     'open', 'undetermined', '{}', platform.now(), platform.now() + make_interval(secs => n), '{}' from generate_series(1, ${ROWS}) n`,
  `insert into escalation.obligation (tenant_id, complaint_id, organization_id, project_id, regulation, regulation_version, id, key, code,
     clauses, kind, owner, status, opened_at, counts_from, due_at, warned, paused_ms, pauses)
   select s.tenant_id, s.complaint_id, s.organization_id, s.project_id, 'trial', 1, gen_random_uuid(), 'relay:x', 'relay', '{}', 'task',
     'desk', 'open', platform.now(), platform.now(), s.next_change_at, false, 0, '[]'
   from escalation.standing s where s.tenant_id = $1 and $2::uuid is not null and $3::uuid is not null and $4::uuid is not null`,
];

beforeAll(async () => {
  test = await testDatabase();
  await test.database.write(tenantScope(tenantId), async (uow) => {
    for (const sql of FILL) await uow.manager.query(sql, [tenantId, small, newId(), project]);
  });
  // Only the owner may look at what is there, as the server does by itself from time to time.
  const analyze = {
    id: "20261121T1000-analyze",
    kind: "expand" as const,
    up: ["analyze escalation.standing", "analyze escalation.obligation"],
  };
  await migrate({ url: test.url, sets: [{ service: "statistics", migrations: [analyze] }] });
});
afterAll(() => test.close());

interface Node {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Node[];
}

/** Every node of the plan by which a statement is carried out with these values; without values, by which it is once it is prepared. */
async function planOf(uow: UnitOfWork, name: string, values?: readonly unknown[]): Promise<readonly Node[]> {
  const text = statements().find((one) => one.name === name)?.text ?? "";
  const how = values === undefined ? "generic_plan" : "analyze";
  const rows = await uow.manager.query<{ "QUERY PLAN": { Plan: Node }[] }[]>(
    `explain (${how}, format json) ${text}`,
    values === undefined ? undefined : [...values],
  );
  const nodes: Node[] = [];
  const collect = (node: Node): void => {
    nodes.push(node);
    node.Plans?.forEach(collect);
  };
  rows[0]?.["QUERY PLAN"].forEach(({ Plan }) => {
    collect(Plan);
  });
  return nodes;
}

const touched = (nodes: readonly Node[]): number =>
  Math.max(
    ...nodes.map((node) => (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"]),
  );

const pageValues = (places: readonly string[] | null): readonly unknown[] => [
  ...[tenantId, places, ["open"], formatInstant(0 as never), "00000000-0000-0000-0000-000000000000", A_PAGE],
  ...[null, null, null, null],
];

describe("a page of obligations", () => {
  const reaches: readonly [string, string, Reach, readonly string[] | null][] = [
    ["of the tenant", "tenant", { kind: "tenant" }, null],
    ["of a small organization", "organizations", { kind: "organizations", organizationIds: [small] }, [small]],
    ["of a small project", "projects", { kind: "projects", projectIds: [project] }, [project]],
  ];

  it.each(reaches)("%s touches no more rows than it shows", async (_, walk, reach, places) => {
    const nodes = await test.database.write({ tenantId, reach }, (uow) =>
      planOf(uow, `escalation.page_of_obligations_of_${walk}`, pageValues(places)),
    );
    expect(nodes.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    expect(touched(nodes)).toBeLessThanOrEqual(A_PAGE);
  });

  it.each(reaches)("%s follows its own index also when its plan serves all values", async (_, walk, reach) => {
    const nodes = await test.database.write({ tenantId, reach }, (uow) =>
      planOf(uow, `escalation.page_of_obligations_of_${walk}`),
    );
    const indexes = nodes.map((node) => node["Index Name"]).filter((name) => name !== undefined);
    expect(indexes).toEqual([`obligation_of_${walk.replace(/s$/, "")}`]);
  });
});

describe("looking for what is due", () => {
  it("touches only what is due", async () => {
    const nodes = await test.database.write(tenantScope(tenantId), (uow) =>
      planOf(uow, "escalation.claim_due", [tenantId, formatInstant((uow.now + 10_000) as never), 200]),
    );
    expect(nodes.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    expect(touched(nodes)).toBeLessThanOrEqual(10);
  });

  it("across all tenants looks at nothing when nothing is due", async () => {
    const nodes = await test.database.write(tenantScope(tenantId), (uow) => planOf(uow, "escalation.next_due", []));
    expect(nodes.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    expect(touched(nodes)).toBeLessThanOrEqual(1);
  });
});
