import { describe, expect, it } from "@jest/globals";
import type { DepartmentId, OrganizationId, ProjectId, StaffId } from "@hearken/kernel";
import fc from "fast-check";
import { type Found, holdersOf, type People, peopleUnder, type Wanted } from "./ladder.js";

const staff = (n: number): StaffId => `staff-${n}` as StaffId;
const department = (n: number): DepartmentId => `department-${n}` as DepartmentId;
const organization = (n: number): OrganizationId => `organization-${n}` as OrganizationId;
const project = (n: number): ProjectId => `project-${n}` as ProjectId;
const LADDER = ["specialist", "centre", "leaders", "group"];

/** Staff 1 heads department 1, which holds department 2, headed by staff 2, where staff 3 works; staff 9 sits at headquarters. */
const people: People = {
  delegations: [],
  departments: [
    { id: department(1), parentId: null, headId: staff(1) },
    { id: department(2), parentId: department(1), headId: staff(2) },
  ],
  places: [
    { staffId: staff(1), departmentId: department(1) },
    { staffId: staff(2), departmentId: department(2) },
    { staffId: staff(3), departmentId: department(2) },
    { staffId: staff(9), departmentId: null },
  ],
  holdings: [
    {
      staffId: staff(3),
      post: "specialist",
      organizationId: organization(1),
      projectId: project(1),
      departmentId: null,
    },
    { staffId: staff(4), post: "specialist", organizationId: organization(1), projectId: null, departmentId: null },
    {
      staffId: staff(2),
      post: "centre",
      organizationId: organization(1),
      projectId: null,
      departmentId: department(2),
    },
    { staffId: staff(5), post: "leaders", organizationId: organization(1), projectId: null, departmentId: null },
    { staffId: staff(9), post: "group", organizationId: organization(0), projectId: null, departmentId: null },
  ],
};
const wanted: Wanted = {
  post: "specialist",
  ladder: LADDER,
  organizationIds: [organization(1), organization(0)],
  projectId: project(1),
  accused: [],
};

describe("a post of the ladder", () => {
  it("is held by whoever holds it for the project, before whoever holds it everywhere", () => {
    expect(holdersOf(people, wanted)).toEqual({ post: "specialist", staffIds: [staff(3)], passed: [] });
    expect(holdersOf(people, { ...wanted, projectId: project(2) }).staffIds).toEqual([staff(4)]);
  });
  it("passes to the next holder when the nearest is complained of", () => {
    expect(holdersOf(people, { ...wanted, accused: [staff(3)] }).staffIds).toEqual([staff(4)]);
  });
  it("passes over whoever acts for somebody complained of, and over nobody under that delegate", () => {
    const acting = { ...people, delegations: [{ delegatorId: staff(5), delegateId: staff(3) }] };
    expect(holdersOf(acting, wanted).staffIds).toEqual([staff(3)]);
    expect(holdersOf(acting, { ...wanted, accused: [staff(5)] }).staffIds).toEqual([staff(4)]);
    const heading = { ...people, delegations: [{ delegatorId: staff(5), delegateId: staff(2) }] };
    expect(holdersOf(heading, { ...wanted, accused: [staff(5)] }).staffIds).toEqual([staff(3)]);
  });
  it("is skipped for the next when all its holders are complained of or under them", () => {
    expect(holdersOf(people, { ...wanted, accused: [staff(1), staff(4)] })).toEqual({
      post: "leaders",
      staffIds: [staff(5)],
      passed: [
        { post: "specialist", why: "accused" },
        { post: "centre", why: "accused" },
      ],
    });
  });
  it("is found at headquarters when the organization has none", () => {
    expect(holdersOf(people, { ...wanted, post: "group" }).staffIds).toEqual([staff(9)]);
  });
  it("is followed by the whole ladder when it stands beside it", () => {
    expect(holdersOf(people, { ...wanted, post: "expert_panel" })).toMatchObject({
      post: "specialist",
      staffIds: [staff(3)],
    });
  });
  it("is nobody's when every rung is vacant", () => {
    expect(holdersOf({ ...people, holdings: [] }, wanted).post).toBeUndefined();
  });
});

describe("the people under someone complained of", () => {
  it("are those of the departments that they head, however deep", () => {
    expect([...peopleUnder(people, [staff(1)])].sort()).toEqual([staff(1), staff(2), staff(3)]);
    expect([...peopleUnder(people, [staff(2)])].sort()).toEqual([staff(2), staff(3)]);
  });
  it("are found although departments contain each other by mistake", () => {
    const knot: People = {
      ...people,
      departments: [
        { id: department(1), parentId: department(2), headId: staff(1) },
        { id: department(2), parentId: department(1), headId: staff(2) },
      ],
    };
    expect([...peopleUnder(knot, [staff(2)])].sort()).toEqual([staff(1), staff(2), staff(3)]);
  });
});

const anyone = fc.integer({ min: 0, max: 7 }).map(staff);
const anyDepartment = fc.integer({ min: 0, max: 4 }).map(department);
const anyPeople: fc.Arbitrary<People> = fc.record({
  delegations: fc.array(fc.record({ delegatorId: anyone, delegateId: anyone }), { maxLength: 4 }),
  departments: fc
    .array(fc.record({ parentId: fc.option(anyDepartment), headId: fc.option(anyone) }), { maxLength: 5 })
    .map((all) => all.map((one, n) => ({ id: department(n), ...one }))),
  places: fc.uniqueArray(fc.record({ staffId: anyone, departmentId: fc.option(anyDepartment) }), {
    selector: (p) => p.staffId,
  }),
  holdings: fc.array(
    fc.record({
      staffId: anyone,
      post: fc.constantFrom(...LADDER, "expert_panel"),
      organizationId: fc.integer({ min: 0, max: 2 }).map(organization),
      projectId: fc.option(fc.integer({ min: 0, max: 2 }).map(project)),
      departmentId: fc.option(anyDepartment),
    }),
  ),
});
const anyWanted: fc.Arbitrary<Wanted> = fc.record({
  post: fc.constantFrom(...LADDER, "expert_panel"),
  ladder: fc.constant(LADDER),
  organizationIds: fc.constantFrom([organization(1), organization(0)], [organization(0)]),
  projectId: fc.option(fc.integer({ min: 0, max: 2 }).map(project)),
  departmentId: fc.option(anyDepartment),
  accused: fc.array(anyone, { maxLength: 4 }),
});
const rung = ({ passed }: Found): number => passed.length;

describe("whatever the people and whoever is complained of", () => {
  it("nobody complained of, nor anyone under them, is named", () => {
    fc.assert(
      fc.property(anyPeople, anyWanted, (someone, want) => {
        const barred = peopleUnder(someone, want.accused);
        const { staffIds } = holdersOf(someone, want);
        expect(staffIds.filter((id) => barred.has(id))).toEqual([]);
        for (const { delegatorId, delegateId } of someone.delegations)
          if (want.accused.includes(delegatorId)) expect(staffIds).not.toContain(delegateId);
      }),
    );
  });
  it("everyone named holds the post that is named", () => {
    fc.assert(
      fc.property(anyPeople, anyWanted, (someone, want) => {
        const { post, staffIds } = holdersOf(someone, want);
        expect(post === undefined).toBe(staffIds.length === 0);
        for (const id of staffIds) expect(someone.holdings.some((h) => h.staffId === id && h.post === post)).toBe(true);
      }),
    );
  });
  it("one more accusation never lowers the rung", () => {
    fc.assert(
      fc.property(anyPeople, anyWanted, anyone, (someone, want, accused) => {
        const more = holdersOf(someone, { ...want, accused: [...want.accused, accused] });
        expect(rung(more)).toBeGreaterThanOrEqual(rung(holdersOf(someone, want)));
      }),
    );
  });
  it("the order in which people are listed does not matter", () => {
    fc.assert(
      fc.property(anyPeople, anyWanted, (someone, want) => {
        const turned: People = {
          delegations: someone.delegations.toReversed(),
          holdings: someone.holdings.toReversed(),
          departments: someone.departments.toReversed(),
          places: someone.places.toReversed(),
        };
        expect(holdersOf(turned, want)).toEqual(holdersOf(someone, want));
      }),
    );
  });
});
