import { event } from "@hearken/contracts";
import { append, lock } from "@hearken/journal";
import {
  isRefusal,
  newId,
  refuse,
  type Actor,
  type LocalDate,
  type OrganizationId,
  type Refusal,
  type StreamId,
} from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { dutiesOf, permitsDuty, type Rules } from "@hearken/regulation";
import type { Platform } from "@hearken/service-kit";
import { doneDuties, everGoesByRules, rulesOn, subjectsOf } from "./duties.query.js";
import { daysAfter, type DoneDuty } from "./duty.js";
import { insertDutyDone } from "./duty.repository.js";

export interface FulfilDuty {
  readonly organizationId: OrganizationId;
  readonly duty: string;
  /** The day for which it is due. */
  readonly on: LocalDate;
  readonly subjectId: string | undefined;
  readonly sections: readonly string[];
  readonly to: readonly string[];
  readonly report: string | null;
}

/** A duty may rest on others of the month before its day. */
const EARLIER = 31;

/**
 * Does one occurrence of a duty: the fact in the organization's history, and the words of the report.
 * Refuses REGULATION by the clause of what is missing, INVALID_INPUT for a day on which it is not due, ALREADY_EXISTS for
 * what was done before. `undefined`: no such organization or subject.
 */
export async function fulfilDuty(
  uow: UnitOfWork,
  wish: FulfilDuty,
  { actor, rulebook }: { readonly actor: Actor; readonly rulebook: Platform["rulebook"] },
): Promise<DoneDuty | Refusal | undefined> {
  const { organizationId, on } = wish;
  if (!(await everGoesByRules(uow, rulebook, organizationId))) return undefined;
  const stream = {
    id: organizationId as string as StreamId,
    kind: "organization" as const,
    organizationId,
    projectId: null,
  };
  // Whoever does the same at the same time waits here.
  await lock(uow, stream.id);
  const rules = await rulesOn(uow, rulebook, { organizationId, on });
  if (rules === undefined) return notDue();
  if (!(await isSubject(uow, rules, wish))) return undefined;
  const done = await doneDuties(uow, { organizationId, from: daysAfter(on, -EARLIER), to: on });
  const one: DoneDuty = {
    ...{ id: newId(), duty: wish.duty, on, sections: wish.sections, to: wish.to, occurredAt: uow.now, by: actor.id },
    ...(wish.subjectId === undefined ? {} : { subjectId: wish.subjectId }),
  };
  const refusal = decide(rules, one, done);
  if (refusal !== undefined) return refusal;
  const { id: reportId, duty, subjectId } = one;
  const payload = { duty, on, subjectId, reportId, sections: [...one.sections], to: [...one.to] };
  await Promise.all([
    append(uow, { stream, expected: "any", events: [event("duty.done", payload)], actor }),
    insertDutyDone(uow, { ...one, organizationId, report: wish.report }),
  ]);
  return one;
}

/** What it is said to be for must be of the organization; whether it must be said at all is seen by the occurrence. */
async function isSubject(
  uow: UnitOfWork,
  rules: Rules,
  { duty, organizationId, subjectId }: FulfilDuty,
): Promise<boolean> {
  if (subjectId === undefined) return true;
  const each = rules.duties.find(({ code }) => code === duty)?.each;
  const { project, department, staff } = await subjectsOf(uow, organizationId);
  const known = { project, department, staff: staff.map(({ id }) => id) };
  return (each === undefined ? Object.values(known).flat() : known[each]).includes(subjectId);
}

function decide(rules: Rules, one: DoneDuty, done: readonly DoneDuty[]): Refusal | undefined {
  const permit = permitsDuty(rules, one, done);
  if (isRefusal(permit)) return permit;
  const { duty, on, subjectId, occurredAt: at } = one;
  const mine = subjectId === undefined ? [] : [subjectId];
  const span = { from: on, to: on, at, subjects: { project: mine, department: mine, staff: mine } };
  const occurrence = dutiesOf(rules, span, done).find(
    (owed) => owed.code === duty && owed.subjectId === (subjectId ?? null),
  );
  if (occurrence === undefined) return notDue();
  return occurrence.metAt === null ? undefined : refuse("ALREADY_EXISTS", DONE, { path: ["input", "on"] });
}

function notDue(): Refusal {
  return refuse("INVALID_INPUT", NOT_DUE, { path: ["input", "on"] });
}

const NOT_DUE = {
  en: "Nobody owes this for that day, or it is owed for each of something that is not named.",
  "zh-CN": "该日没有这一职责，或须指明所涉对象。",
};
const DONE = { en: "This was done before.", "zh-CN": "该职责已完成。" };
