import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { SYSTEM, tenantScope, type LocalDate, type OrganizationId, type Refusal } from "@hearken/kernel";
import { statement } from "@hearken/postgres";
import { testDatabase, type TestDatabase } from "@hearken/testing";
import { changeCalendar } from "../calendar/change-calendar.command.js";
import { addOrganization } from "../organization/add-organization.command.js";
import { directory } from "../service.js";
import { buildWorld, done, OFFICE, PUBLISHED, traces, type World } from "../testing/world.harness.js";
import { adoptRegulation, type AdoptRegulation } from "./adopt-regulation.command.js";
import type { Adoption } from "./adoption.js";
import { adoptionsInForceOn } from "./adoption.query.js";

const day = (text: string): LocalDate => text as LocalDate;

const RULES = statement(
  "directory_spec.rules",
  `select regulation, version, effective_from::text as "from", readings, calendar ->> 'zone' as zone
   from directory.adopted_rules where tenant_id = $1 and organization_id = $2 order by effective_from`,
);
const STATE = statement(
  "directory_spec.rules_version",
  "select rules_version::int as rules from platform.tenant_state where tenant_id = $1",
);

let test: TestDatabase;
let world: World;

beforeAll(async () => {
  test = await testDatabase({ entities: directory().entities });
});
afterAll(() => test.close());
beforeEach(async () => {
  world = await buildWorld(test.database);
});

type Wish = Partial<AdoptRegulation> & Pick<AdoptRegulation, "organizationId">;

function adopt(wish: Wish): Promise<Adoption | Refusal | undefined> {
  const command = {
    regulation: "alpha",
    version: 1,
    effectiveFrom: day("2020-01-01"),
    readings: {},
    calendar: "office",
    ...wish,
  };
  return test.database.write(tenantScope(world.tenantId), (uow) =>
    adoptRegulation(uow, command, { actor: SYSTEM, published: PUBLISHED }),
  );
}
const rules = (organizationId: OrganizationId): Promise<{ regulation: string; version: number; from: string }[]> =>
  test.database.read(tenantScope(world.tenantId), (uow) => uow.rows(RULES, [world.tenantId, organizationId]));
const rulesVersion = async (): Promise<number | undefined> =>
  (await test.database.read(tenantScope(world.tenantId), (uow) => uow.one<{ rules: number }>(STATE, [world.tenantId])))
    ?.rules;
const inForce = (organizationId: OrganizationId, on: string): Promise<(readonly [string, number])[]> =>
  test.database.read(tenantScope(world.tenantId), async (uow) =>
    (await adoptionsInForceOn(uow, [organizationId], day(on))).map((one) => [one.regulation, one.version] as const),
  );

describe("a regulation that headquarters adopt", () => {
  it("binds every organization below, with its calendar", async () => {
    done(await adopt({ organizationId: world.headquarters.organizationId }));
    for (const house of [world.headquarters, world.south, world.north, world.partner]) {
      expect(await rules(house.organizationId)).toEqual([
        { regulation: "alpha", version: 1, from: "2020-01-01", readings: {}, zone: "Asia/Shanghai" },
      ]);
    }
  });
  it("binds an organization that joins later, and one two levels down", async () => {
    done(await adopt({ organizationId: world.headquarters.organizationId }));
    const before = await rulesVersion();
    const under = await test.database.write(tenantScope(world.tenantId), async (uow) =>
      done(
        await addOrganization(
          uow,
          { parentId: world.south.organizationId, kind: "subsidiary", name: "District" },
          SYSTEM,
        ),
      ),
    );
    expect(await rules(under.id)).toHaveLength(1);
    expect(await rulesVersion()).toBeGreaterThan(before ?? 0);
  });
  it("gives way to a subsidiary's own from the day on which that begins", async () => {
    const { headquarters, south, north } = world;
    done(await adopt({ organizationId: headquarters.organizationId }));
    done(await adopt({ organizationId: headquarters.organizationId, version: 2, effectiveFrom: day("2024-01-01") }));
    done(await adopt({ organizationId: south.organizationId, regulation: "beta", effectiveFrom: day("2022-06-01") }));
    expect(
      (await rules(south.organizationId)).map(({ regulation, version, from }) => [regulation, version, from]),
    ).toEqual([
      ["alpha", 1, "2020-01-01"],
      ["beta", 1, "2022-06-01"],
    ]);
    expect(await rules(north.organizationId)).toHaveLength(2);
    expect(await inForce(south.organizationId, "2022-05-31")).toEqual([["alpha", 1]]);
    expect(await inForce(south.organizationId, "2022-06-01")).toEqual([["beta", 1]]);
    expect(await inForce(south.organizationId, "2025-01-01")).toEqual([["beta", 1]]);
    expect(await inForce(north.organizationId, "2025-01-01")).toEqual([["alpha", 2]]);
    expect(await inForce(south.organizationId, "2019-12-31")).toEqual([]);
  });
  it("is read by whoever reaches no more than a project", async () => {
    done(await adopt({ organizationId: world.headquarters.organizationId }));
    const scope = {
      tenantId: world.tenantId,
      reach: { kind: "projects", projectIds: [world.south.projectId] },
    } as const;
    const seen = await test.database.read(scope, (uow) =>
      uow.rows(RULES, [world.tenantId, world.south.organizationId]),
    );
    expect(seen).toHaveLength(1);
  });
});

describe("a changed calendar", () => {
  it("is the one that adopted rules carry, and grows the rules version", async () => {
    done(await adopt({ organizationId: world.headquarters.organizationId }));
    const before = await rulesVersion();
    const definition = { ...OFFICE, zone: "Asia/Urumqi" };
    await test.database.write(tenantScope(world.tenantId), async (uow) =>
      done(await changeCalendar(uow, { code: OFFICE.code, definition, expectedVersion: 1 }, SYSTEM)),
    );
    expect(await rules(world.south.organizationId)).toMatchObject([{ zone: "Asia/Urumqi" }]);
    expect(await rulesVersion()).toBeGreaterThan(before ?? 0);
  });
  it("is changed once by two who decided on the same revision", async () => {
    const both = ["Asia/Urumqi", "Asia/Tokyo"].map((zone) =>
      test.database.write(tenantScope(world.tenantId), (uow) =>
        changeCalendar(uow, { code: OFFICE.code, definition: { ...OFFICE, zone }, expectedVersion: 1 }, SYSTEM),
      ),
    );
    const answers = (await Promise.all(both)).map((answer) =>
      "code" in answer && "kind" in answer ? answer.code : "changed",
    );
    expect(answers.sort()).toEqual(["STALE_VERSION", "changed"]);
  });
});

describe("an adoption", () => {
  it.each<[string, Partial<AdoptRegulation>, string, string[]]>([
    ["of an unknown regulation", { regulation: "gamma" }, "INVALID_INPUT", ["input", "regulation"]],
    ["of an unpublished version", { version: 3 }, "INVALID_INPUT", ["input", "regulation"]],
    ["of something that is no code", { regulation: "../alpha" }, "INVALID_INPUT", ["input", "regulation"]],
    [
      "with an unknown reading",
      { version: 2, readings: { hour: "elapsed" } },
      "INVALID_INPUT",
      ["input", "readings", "hour"],
    ],
    [
      "with a choice that there is not",
      { version: 2, readings: { crowd: 4 } },
      "INVALID_INPUT",
      ["input", "readings", "crowd"],
    ],
    [
      "with a choice of another type",
      { version: 2, readings: { crowd: "3" } },
      "INVALID_INPUT",
      ["input", "readings", "crowd"],
    ],
    ["with an unknown calendar", { calendar: "night" }, "INVALID_INPUT", ["input", "calendar"]],
  ])("%s is refused and leaves nothing", async (_, wish, code, path) => {
    const before = await traces(test.database, world.tenantId);
    expect(await adopt({ organizationId: world.south.organizationId, ...wish })).toMatchObject({ code, path });
    expect(await traces(test.database, world.tenantId)).toEqual(before);
  });
  it("of an overlay reads the source as those do who adopted its baseline", async () => {
    const { headquarters, south, north } = world;
    done(await adopt({ organizationId: headquarters.organizationId, version: 2, readings: { hours: "working" } }));
    const overlay = { regulation: "alpha-south", effectiveFrom: day("2022-01-01") };
    done(await adopt({ organizationId: south.organizationId, ...overlay }));
    expect(await rules(south.organizationId)).toMatchObject([
      { regulation: "alpha", readings: { hours: "working" } },
      { regulation: "alpha-south", readings: { hours: "working" } },
    ]);
    const before = await traces(test.database, world.tenantId);
    const otherwise = { ...overlay, readings: { hours: "elapsed" } };
    expect(await adopt({ organizationId: north.organizationId, ...otherwise })).toMatchObject({
      code: "INVALID_INPUT",
      path: ["input", "readings", "hours"],
    });
    expect(await traces(test.database, world.tenantId)).toEqual(before);
  });
  it("on a day that has one is refused", async () => {
    done(await adopt({ organizationId: world.south.organizationId }));
    expect(await adopt({ organizationId: world.south.organizationId, version: 2 })).toMatchObject({
      code: "ALREADY_EXISTS",
    });
  });
  it("keeps its readings", async () => {
    done(
      await adopt({ organizationId: world.south.organizationId, version: 2, readings: { hours: "working", crowd: 5 } }),
    );
    expect(await rules(world.south.organizationId)).toMatchObject([{ readings: { hours: "working", crowd: 5 } }]);
  });
});
