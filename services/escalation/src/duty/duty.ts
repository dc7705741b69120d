import { refuse, type LocalDate, type OrganizationId, type Refusal } from "@hearken/kernel";
import { dutiesOf, type Duty, type DutyDone, type DutySpan, type Rules } from "@hearken/regulation";

/*
 * Duty (定期职责): what an organization owes again and again, whatever complaints it has: a daily report, a quarterly
 * appraisal. An occurrence is named by the duty, its day and, where it is owed for each of something, its subject.
 */

/** An occurrence that was done, with the row that holds its words. */
export interface DoneDuty extends DutyDone {
  readonly id: string;
}

/** What duties are owed for each of. */
export interface Subjects {
  readonly project: readonly string[];
  readonly department: readonly string[];
  readonly staff: readonly { readonly id: string; readonly posts: readonly string[] }[];
}

/** Days that go by the same rules, both included. */
export interface Stretch {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly rules: Rules;
}

/** An occurrence as it stands, with whose it is. */
export interface OwedDuty extends Duty {
  readonly organizationId: OrganizationId;
  readonly rules: Rules;
  readonly reportId: string | null;
}

/** The most days that may be asked about at once. */
export const LONGEST_SPAN = 366;

const DAY = 86_400_000;

/** The days from one to another, both included; fewer than none when they are the wrong way round. */
export function daysIn(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;
}

/** The day so many days later. */
export function daysAfter(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10) as LocalDate;
}

/** What is owed within the stretches, by when it is due. */
export function owedIn(
  stretches: readonly Stretch[],
  {
    organizationId,
    at,
    done,
    subjects,
  }: {
    readonly organizationId: OrganizationId;
    readonly at: DutySpan["at"];
    readonly done: readonly DoneDuty[];
    readonly subjects: Subjects;
  },
): readonly OwedDuty[] {
  const ids = { ...subjects, staff: subjects.staff.map(({ id }) => id) };
  const byOccurrence = new Map(done.map((one) => [occurrenceOf(one.duty, one.on, one.subjectId), one.id]));
  return stretches
    .flatMap(({ from, to, rules }) =>
      dutiesOf(rules, { from, to, at, subjects: ids }, done)
        .filter((duty) => isOwedFor(duty, subjects) || duty.metAt !== null)
        .map((duty) => ({
          ...{ ...duty, organizationId, rules },
          reportId: byOccurrence.get(occurrenceOf(duty.code, duty.on, duty.subjectId ?? undefined)) ?? null,
        })),
    )
    .sort((a, b) => sortAt(a) - sortAt(b) || (a.key < b.key ? -1 : 1));
}

/** A duty for each of the staff is owed for those who hold the post that it names, else the one that owes it. */
function isOwedFor({ rule, owner, subjectId }: Duty, { staff }: Subjects): boolean {
  return (
    rule.each !== "staff" || staff.some(({ id, posts }) => id === subjectId && posts.includes(rule.holding ?? owner))
  );
}

function occurrenceOf(duty: string, on: string, subjectId: string | undefined): string {
  return [duty, on, subjectId ?? ""].join(":");
}

/** What is not reckonable yet stands last. */
export function sortAt({ dueAt }: Pick<Duty, "dueAt">): number {
  return dueAt ?? Number.MAX_SAFE_INTEGER;
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:#-]{0,127}$/;
const MOST_CODES = 100;

/** `INVALID_INPUT` for codes that are none, or too many. */
export function refuseCodes(codes: readonly string[], field: string): Refusal | undefined {
  if (codes.length <= MOST_CODES && codes.every((code) => CODE.test(code))) return undefined;
  return refuse("INVALID_INPUT", NO_CODES, { path: ["input", field] });
}

const NO_CODES = {
  en: `At most ${MOST_CODES} codes: letters, digits and _ . : # -`,
  "zh-CN": `最多 ${MOST_CODES} 个代码，仅限字母、数字和 _ . : # -`,
};
