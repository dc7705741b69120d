import type { Rulebook } from "@hearken/graphql-kit";
import type { Instant, LocalDate, OrganizationId } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Rules } from "@hearken/regulation";
import { daysAfter, daysIn, owedIn, type DoneDuty, type OwedDuty, type Stretch, type Subjects } from "./duty.js";

const doneBetween = statement(
  "escalation.duties_done_between",
  `select id, duty, to_char(due_on, 'YYYY-MM-DD') as "on", subject_id as "subjectId", sections, recipients as "to",
     done_at as "occurredAt", done_by as "by"
   from escalation.duty_done
   where tenant_id = $1 and organization_id = $2 and due_on between $3::date and $4::date
   order by done_at, id`,
);

const subjects = statement(
  "escalation.subjects_of_duties",
  `select
     array(select project_id from directory.project_site where tenant_id = $1 and organization_id = $2) as project,
     array(select department_id from directory.department_place where tenant_id = $1 and organization_id = $2) as department,
     (select coalesce(jsonb_agg(jsonb_build_object('id', staff_id, 'posts', posts)), '[]')
      from (select m.staff_id, coalesce(jsonb_agg(distinct h.post) filter (where h.post is not null), '[]') as posts
            from directory.staff_member m
            left join directory.post_holder h on h.tenant_id = m.tenant_id and h.staff_id = m.staff_id
            where m.tenant_id = $1 and m.organization_id = $2 group by m.staff_id) s) as staff`,
);

const reports = statement(
  "escalation.reports_of_duties",
  "select id, report from escalation.duty_done where tenant_id = $1 and id = any ($2::uuid[])",
);

type DoneRow = Omit<DoneDuty, "subjectId"> & { readonly subjectId: string | null };

/** Whose duties are asked about, for which days (both included), as they stand at which instant. */
export interface DutiesAsked {
  readonly organizationId: OrganizationId;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly at: Instant;
}

export async function doneDuties(
  uow: UnitOfWork,
  { organizationId, from, to }: Omit<DutiesAsked, "at">,
): Promise<DoneDuty[]> {
  const rows = await uow.rows<DoneRow>(doneBetween, [uow.scope.tenantId, organizationId, from, to]);
  return rows.map(({ subjectId, ...row }) => (subjectId === null ? row : { ...row, subjectId }));
}

/** The projects, departments and staff of an organization. */
export async function subjectsOf(uow: UnitOfWork, organizationId: OrganizationId): Promise<Subjects> {
  const found = await uow.one<Subjects>(subjects, [uow.scope.tenantId, organizationId]);
  return found ?? { project: [], department: [], staff: [] };
}

/** What reports say, by the ids of what was done. */
export async function reportsOf(uow: UnitOfWork, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const rows = await uow.rows<{ id: string; report: string | null }>(reports, [uow.scope.tenantId, ids]);
  return new Map(rows.map(({ id, report }) => [id, report]));
}

const LAST_DAY = "9999-12-31" as LocalDate;

/** The rules that an organization goes by on a day; `undefined` when it goes by none. */
export async function rulesOn(
  uow: UnitOfWork,
  rulebook: Rulebook,
  { organizationId, on }: { readonly organizationId: OrganizationId; readonly on: LocalDate },
): Promise<Rules | undefined> {
  const adopted = await rulebook.adopted(uow, organizationId, on);
  if (adopted === undefined) return undefined;
  const { code: regulation, version } = adopted;
  return (await rulebook.of(uow, { regulation, version, organizationId })).regulation;
}

/** Whether the organization ever goes by any rules: one that is not there does not. */
export async function everGoesByRules(
  uow: UnitOfWork,
  rulebook: Rulebook,
  organizationId: OrganizationId,
): Promise<boolean> {
  return (await rulebook.adopted(uow, organizationId, LAST_DAY)) !== undefined;
}

/**
 * The duties of an organization, by when they are due. Statements: what was done, and for whom it is owed when some duty is
 * owed for each of something; whatever the days.
 */
export async function dutiesOwed(
  uow: UnitOfWork,
  rulebook: Rulebook,
  asked: DutiesAsked,
): Promise<readonly OwedDuty[]> {
  const stretches = await stretchesOf(uow, rulebook, asked);
  const isEach = stretches.some(({ rules }) => rules.duties.some(({ each }) => each !== undefined));
  const [done, owedFor] = await Promise.all([
    doneDuties(uow, asked),
    isEach ? subjectsOf(uow, asked.organizationId) : { project: [], department: [], staff: [] },
  ]);
  return owedIn(stretches, { ...asked, done, subjects: owedFor });
}

/** The days asked about, parted where other rules begin. */
async function stretchesOf(
  uow: UnitOfWork,
  rulebook: Rulebook,
  { organizationId, from, to }: DutiesAsked,
): Promise<readonly Stretch[]> {
  const stretches: Stretch[] = [];
  for (let day = 0; day < daysIn(from, to); day += 1) {
    const on = daysAfter(from, day);
    const rules = await rulesOn(uow, rulebook, { organizationId, on });
    const last = stretches.at(-1);
    if (rules === undefined) continue;
    if (last?.rules === rules) stretches[stretches.length - 1] = { ...last, to: on };
    else stretches.push({ from: on, to: on, rules });
  }
  return stretches;
}
