import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { formatInstant, tenantScope, type OrganizationId, type Scope } from "@hearken/kernel";
import { lintCatalogue, lintStatements, migrate, statement, statements, type Migration } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { intake } from "./service.js";
import { buildWorld, type World } from "./testing/world.harness.js";

const MANY = 20_000;

let test: TestDatabase;
let world: World;
let explained = 0;

const fill = statement(
  "intake_spec.fill",
  `insert into intake.complaint (tenant_id, id, organization_id, project_id, number, channel, category, matter, nature,
     subject, text, received_at, received_by, status, validity, suspended, regulation, regulation_version, version)
   select $1, gen_random_uuid(), case when n % 50 = 0 then $2::uuid else $3::uuid end,
     case when n % 50 = 0 then $4::uuid else $5::uuid end, to_char(n, 'FM00000000') || '-FILLED', 'phone',
     case when n % 10 = 0 then 'other' end, case when n % 100 = 0 then 'leak' end, 'grievance', 'S', 'T',
     platform.now() - n * interval '1 minute', 'centre', 'open', 'undetermined', false, 'ligao', 1, 1
   from generate_series(1, ${MANY}) n`,
);

/** Somebody behind each complaint of an organization; three of them have one telephone number. */
const fillPeople = statement(
  "intake_spec.fill_people",
  `with behind as (
     select c.id as complaint_id, gen_random_uuid() as id, row_number() over () as n from intake.complaint c
     where c.tenant_id = $1 and c.organization_id = $2
   ), person as (
     insert into intake.complainant (tenant_id, id, organization_id, project_id, name_sealed, phone_index)
     select $1, id, $2, $3, '\\x00', case when n <= 3 then $4::bytea else sha256(n::text::bytea) end from behind returning id
   )
   insert into intake.complaint_complainant (tenant_id, complaint_id, complainant_id, organization_id, project_id, joined_at)
   select $1, b.complaint_id, b.id, $2, $3, platform.now() from behind b join person p on p.id = b.id`,
);

beforeAll(async () => {
  const service = intake();
  test = await testDatabase({ entities: service.entities });
  world = await buildWorld(test.database);
  const { tenantId, south, north } = world;
  // A small organization in a big group: what a plan without the scope's own predicate would read in vain.
  await test.database.write(tenantScope(tenantId), (uow) =>
    uow.run(fill, [tenantId, south.organizationId, north.organizationId, south.projectId, north.projectId]),
  );
  const analyze: Migration = { id: "20261121T0900-analyze", kind: "expand", up: ["analyze intake.complaint"] };
  await migrate({ url: test.url, sets: [{ service: "intake_spec", migrations: [analyze] }] });
});
afterAll(() => test.close());

describe("intake's tables", () => {
  it("keep the rules of the wall", async () => {
    const violations = await lintCatalogue(test.url, { globals: ["journal.checkpoint"] });
    expect(violations.filter((violation) => violation.includes("intake."))).toEqual([]);
  });
});

describe("intake's statements", () => {
  const own = statements().filter(({ name }) => name.startsWith("intake."));

  it("can be planned, and say tenant_id", async () => {
    expect(own.length).toBeGreaterThan(25);
    expect(await lintStatements(test.url, own)).toEqual([]);
  });

  /** How many rows of a table (`intake.complaint` unless said) the plan reads, and through which indexes. */
  async function readBy(
    name: string,
    scope: Scope,
    values: readonly unknown[],
    of = "complaint",
  ): Promise<{ rows: number; indexes: string[] }> {
    const text = own.find((one) => one.name === name)?.text ?? "";
    const explain = statement(`intake_spec.explain_${(explained += 1)}`, `explain (analyze, format json) ${text}`);
    const [row] = await test.database.read(scope, (uow) =>
      uow.rows<{ "QUERY PLAN": [{ Plan: Plan }] }>(explain, values),
    );
    const scans = row === undefined ? [] : scansOf(row["QUERY PLAN"][0].Plan, of);
    return {
      rows: scans.reduce(
        (sum, scan) => sum + (scan["Actual Rows"] + (scan["Rows Removed by Filter"] ?? 0)) * scan["Actual Loops"],
        0,
      ),
      indexes: [...new Set(scans.map((scan) => scan["Index Name"] ?? "none"))],
    };
  }
  const page = (): unknown[] => [world.tenantId, "infinity", world.tenantId, "-infinity", null, null, 51];
  const tenant = (): Scope => tenantScope(world.tenantId);
  const within = (organizationId: OrganizationId): Scope => ({
    tenantId: world.tenantId,
    reach: { kind: "organizations", organizationIds: [organizationId] },
  });

  it("read a page along the index of its shape, and no row in vain", async () => {
    const { organizationId, projectId, tenantId } = world.south;
    const name = "intake.page_of_complaints_of";
    expect(await readBy(`${name}_tenant`, tenant(), page())).toEqual({ rows: 51, indexes: ["complaint_in_time"] });
    expect(await readBy(`${name}_organizations`, within(organizationId), [...page(), [organizationId]])).toEqual({
      rows: 51,
      indexes: ["complaint_of_organization"],
    });
    const partner: Scope = { tenantId, reach: { kind: "projects", projectIds: [projectId] } };
    expect(await readBy(`${name}_projects`, partner, [...page(), [projectId], null])).toEqual({
      rows: 51,
      indexes: ["complaint_of_project"],
    });
  });

  it("find the complaints of a telephone number along its index, and no row of others", async () => {
    const { tenantId, organizationId, projectId } = world.north;
    const index = Buffer.alloc(32, 7);
    await test.database.write(tenant(), (uow) => uow.run(fillPeople, [tenantId, organizationId, projectId, index]));
    const migrations: Migration[] = [
      {
        id: "20261128T1800-analyze",
        kind: "expand",
        up: ["analyze intake.complainant", "analyze intake.complaint_complainant"],
      },
    ];
    await migrate({ url: test.url, sets: [{ service: "intake_spec_people", migrations }] });
    for (const scope of [tenant(), within(organizationId)]) {
      const found = await readBy("intake.page_of_complaints_of_phone", scope, [...page(), index, null, null]);
      expect(found).toEqual({ rows: 3, indexes: ["complaint_pkey"] });
    }
    const people = await readBy(
      "intake.page_of_complaints_of_phone",
      tenant(),
      [...page(), index, null, null],
      "complainant",
    );
    expect(people).toEqual({ rows: 3, indexes: ["complainant_phone"] });
  });

  it("find complaints of one matter along its index, and no row of another", async () => {
    const { organizationId, projectId, tenantId } = world.south;
    const now = formatInstant(await test.clock.now());
    const asked = [tenantId, "other", "leak", organizationId, true, projectId, "-infinity", now];
    const { rows, indexes } = await readBy("intake.complaints_of_same_matter", tenant(), asked);
    expect(indexes).toContain("complaint_of_matter");
    expect(rows).toBeLessThanOrEqual(MANY / 100);
  });
});

interface Plan {
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

function scansOf(plan: Plan, of: string): Plan[] {
  const own = plan["Relation Name"] === of ? [plan] : [];
  return [...own, ...(plan.Plans ?? []).flatMap((inner) => scansOf(inner, of))];
}
