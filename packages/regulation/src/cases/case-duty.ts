import type { Instant, Refusal } from "@hearken/kernel";
import { dutiesOf, type Duty, type DutyDone } from "../duties/duties.js";
import { permitsDuty } from "../duties/duty-gate.js";
import type { Permit } from "../evaluation/permits.js";
import { typeOf } from "../rules/event-name.js";
import type { Rules } from "../rules/rule.js";
import { idOf, instantOf, payloadOf, qualified, type Telling } from "./case-event.js";
import type { Expectation, Happening } from "./case.schema.js";
import { differs, dueOf, shown, sorted } from "./difference.js";

/* The duties of an organization in a case: what was done of them, and what is then owed. */

const DONE = "duty.done";
export const isDuty = (name: string): boolean => typeOf(name) === DONE;

/**
 * A duty as it was done. Where a case does not say, it was done for the day on which it happens, wholly: with every
 * section and to everybody who must have it.
 */
export function dutyDone(one: Happening, telling: Telling): DutyDone {
  const code = codeOf(one.event, one.with);
  const rule = telling.file.duties.find((duty) => duty.code === code);
  return told(one, { sections: rule?.sections ?? [], to: rule?.to ?? [] }, telling);
}

/** Whether a duty could be called done so: only what the case says is in it. */
export function judgeDuty(
  rules: Rules,
  { name, expected, telling }: { readonly name: string; readonly expected: Expectation; readonly telling: Telling },
  done: readonly DutyDone[],
): Permit | Refusal {
  const proposed = told({ ...expected, event: name }, { sections: [], to: [] }, telling);
  return permitsDuty(rules, proposed, done);
}

function codeOf(event: string, given: Happening["with"]): string {
  const { duty }: { readonly duty?: unknown } = { ...qualified(event), ...given };
  return typeof duty === "string" ? duty : "";
}

function told(
  { at, event, with: given, person }: Happening,
  usually: Pick<DutyDone, "sections" | "to">,
  { zone, file }: Telling,
): DutyDone {
  const [today = ""] = at.split(" ");
  const each = file.duties.find(({ code }) => code === codeOf(event, given))?.each;
  const subject = each === undefined ? {} : { subjectId: idOf(1) };
  const payload = payloadOf(event, { ...usually, ...subject, ...qualified(event), on: today }, { given, zone });
  return { ...(payload as unknown as DutyDone), occurredAt: instantOf(at, zone), by: idOf(900 + person) };
}

/** What an expectation is compared with. */
export interface DutyWorld {
  readonly rules: Rules;
  readonly at: Instant;
  readonly done: readonly DutyDone[];
  readonly zone: string;
}

/** What of a duty is not as the case says. */
export function ofDuty({ rules, at, done, zone }: DutyWorld, expected: Expectation): readonly string[] {
  const { duty, between, days, on, subject = 1 } = expected;
  if (duty === undefined) return [];
  const owed = ([from, to]: readonly [string, string]): readonly Duty[] =>
    dutiesOf(rules, { from, to, at, subjects: subjectsOf(subject) }, done).filter(({ code }) => code === duty);
  const rule = rules.duties.find(({ code }) => code === duty);
  const one = on === undefined ? undefined : owed([on, on])[0];
  return [
    ...(between === undefined || days === undefined
      ? []
      : differs(`${duty} falls due on`, daysOf(rules, owed(between)), sorted(days, "no day"))),
    ...differs(`${duty} of ${on ?? ""}`, one?.status ?? "none", expected.is),
    ...differs(`${duty} of ${on ?? ""} due`, shown(one?.dueAt ?? null, zone), dueOf(expected.due, zone)),
    ...differs(`the warning of ${duty}`, shown(one?.warnAt ?? null, zone), dueOf(expected.warn, zone)),
    ...differs(`the owner of ${duty}`, rule?.owner ?? "nobody", expected.owner),
    ...(expected.to === undefined ? [] : differs(`who must have ${duty}`, sorted(rule?.to ?? []), sorted(expected.to))),
  ];
}

const subjectsOf = (subject: number): Record<"project" | "department" | "staff", readonly string[]> => {
  const ids = [idOf(subject)];
  return { project: ids, department: ids, staff: ids };
};

function daysOf({ calendar }: Rules, duties: readonly Duty[]): string {
  const due = duties.flatMap(({ dueAt }) => (dueAt === null ? [] : [calendar.dateAt((dueAt - 1) as Instant)]));
  return sorted(due, "no day");
}

/** Who heard that a duty of some day from `since` on was breached: `<duty>.breached`. */
export function heardOfDuty({ rules, at, done }: DutyWorld, notice: string, since: string): readonly string[] {
  const span = { from: since, to: rules.calendar.dateAt(at), at, subjects: subjectsOf(1) };
  return dutiesOf(rules, span, done)
    .filter(({ code, status }) => `${code}.breached` === notice && (status === "breached" || status === "met_late"))
    .flatMap(({ breachTo }) => breachTo);
}
