import type { DepartmentId, OrganizationId, ProjectId, StaffId } from "@hearken/kernel";

/** Who holds which post now, and where it counts: everywhere in the organization, for one project, or in one department. */
export interface Holding {
  readonly staffId: StaffId;
  readonly post: string;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
  readonly departmentId: DepartmentId | null;
}

/** A department, who heads it and which one it is part of. */
export interface Chain {
  readonly id: DepartmentId;
  readonly parentId: DepartmentId | null;
  readonly headId: StaffId | null;
}

/** A person's place: the department that they work in. */
export interface Place {
  readonly staffId: StaffId;
  readonly departmentId: DepartmentId | null;
}

/** Somebody who has another's posts or grants beside their own for a time. */
export interface ActingFor {
  readonly delegatorId: StaffId;
  readonly delegateId: StaffId;
}

/** The people of a complaint's organization and of those above it. */
export interface People {
  readonly holdings: readonly Holding[];
  readonly departments: readonly Chain[];
  readonly places: readonly Place[];
  /** The delegations that hold now. */
  readonly delegations: readonly ActingFor[];
}

/** Whose decision is looked for. */
export interface Wanted {
  readonly post: string;
  /** The posts that a complaint rises through, lowest first. */
  readonly ladder: readonly string[];
  /** The complaint's organization first, then its parents up to headquarters. */
  readonly organizationIds: readonly OrganizationId[];
  readonly projectId?: ProjectId | null | undefined;
  readonly departmentId?: DepartmentId | null | undefined;
  readonly accused: readonly StaffId[];
}

/** Who decides; `post` is undefined when every rung is vacant or complained of. */
export interface Found {
  readonly post: string | undefined;
  readonly staffIds: readonly StaffId[];
  /** The posts that were passed over, and whether someone held them. */
  readonly passed: readonly { readonly post: string; readonly why: "vacant" | "accused" }[];
}

/**
 * Who holds `wanted.post` for a complaint; nobody complained of, nor anyone under them or acting for them, is ever named:
 * the next post of the ladder is, instead. A post that is not on the ladder is followed by the whole ladder.
 * Of several holders the nearest count: for the department, for the project, for the organization, then for its parents.
 */
export function holdersOf(people: People, wanted: Wanted): Found {
  const barred = new Set([...peopleUnder(people, wanted.accused), ...delegatesOf(people, wanted.accused)]);
  const passed: { post: string; why: "vacant" | "accused" }[] = [];
  for (const post of rungsFrom(wanted)) {
    const held = people.holdings.filter((holding) => holding.post === post && isFor(holding, wanted));
    const free = held.filter((holding) => !barred.has(holding.staffId));
    if (free.length > 0) return { post, staffIds: nearest(free, wanted), passed };
    passed.push({ post, why: held.length === 0 ? "vacant" : "accused" });
  }
  return { post: undefined, staffIds: [], passed };
}

/** The accused themselves and everybody in the departments that they head, however deep. */
export function peopleUnder(people: People, accused: readonly StaffId[]): ReadonlySet<StaffId> {
  const barred = new Set(accused);
  const places = Map.groupBy(people.places, (place) => place.departmentId);
  const children = Map.groupBy(people.departments, (department) => department.parentId);
  const open = people.departments.filter((d) => d.headId !== null && barred.has(d.headId));
  const seen = new Set<DepartmentId>();
  for (let department = open.pop(); department !== undefined; department = open.pop()) {
    if (seen.has(department.id)) continue;
    seen.add(department.id);
    if (department.headId !== null) bar(department.headId);
    for (const place of places.get(department.id) ?? []) bar(place.staffId);
    open.push(...(children.get(department.id) ?? []));
  }
  return barred;

  function bar(staffId: StaffId): void {
    if (barred.has(staffId)) return;
    barred.add(staffId);
    open.push(...people.departments.filter((d) => d.headId === staffId));
  }
}

/** Whoever acts for one of them now; who hands over to a delegate does not decide through them either. */
function delegatesOf({ delegations }: People, accused: readonly StaffId[]): readonly StaffId[] {
  return delegations.filter(({ delegatorId }) => accused.includes(delegatorId)).map(({ delegateId }) => delegateId);
}

function rungsFrom({ post, ladder }: Wanted): readonly string[] {
  const rung = ladder.indexOf(post);
  return rung === -1 ? [post, ...ladder] : ladder.slice(rung);
}

function isFor(holding: Holding, wanted: Wanted): boolean {
  if (holding.departmentId !== null && wanted.departmentId != null && holding.departmentId !== wanted.departmentId)
    return false;
  if (holding.projectId !== null) return holding.projectId === wanted.projectId;
  return wanted.organizationIds.includes(holding.organizationId);
}

function nearest(holdings: readonly Holding[], wanted: Wanted): readonly StaffId[] {
  const distance = (holding: Holding): number => {
    if (holding.departmentId !== null && holding.departmentId === wanted.departmentId) return 0;
    return holding.projectId !== null ? 1 : 2 + wanted.organizationIds.indexOf(holding.organizationId);
  };
  const least = Math.min(...holdings.map(distance));
  return [
    ...new Set(holdings.filter((holding) => distance(holding) === least).map((holding) => holding.staffId)),
  ].sort();
}
