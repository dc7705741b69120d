import {
  DAY,
  HOUR,
  isRefusal,
  refuse,
  type Instant,
  type LocalDate,
  type OrganizationId,
  type Refusal,
} from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Rules } from "@hearken/regulation";
import type { Platform } from "@hearken/service-kit";

type Rulebook = Platform["rulebook"];

export interface InForce {
  readonly rules: Rules;
  /** The day of receipt in the zone of the organization's calendar. */
  readonly on: LocalDate;
}

interface Receipt {
  readonly organizationId: OrganizationId;
  readonly receivedAt: Instant;
}

/** The rules under which a complaint is received; `undefined` when the organization never went by any. */
export async function rulesOn(
  uow: UnitOfWork,
  rulebook: Rulebook,
  { organizationId, receivedAt }: Receipt,
): Promise<InForce | Refusal | undefined> {
  const guess = dateInChina(receivedAt);
  const rules = await rulesOfDay(uow, rulebook, { organizationId, on: guess });
  if (rules === undefined || isRefusal(rules)) return rules;
  const on = rules.calendar.dateAt(receivedAt);
  if (on === guess) return { rules, on };
  // The house is in another zone than China, where it is another day: ask for that day.
  const local = await rulesOfDay(uow, rulebook, { organizationId, on });
  return local === undefined || isRefusal(local) ? NOT_YET : { rules: local, on };
}

/** The rules that an organization goes by on a day; `undefined` when it never went by any. */
export async function rulesOfDay(
  uow: UnitOfWork,
  rulebook: Rulebook,
  { organizationId, on }: { readonly organizationId: OrganizationId; readonly on: LocalDate },
): Promise<Rules | Refusal | undefined> {
  const adopted = await rulebook.adopted(uow, organizationId, on);
  if (adopted === undefined) {
    return (await rulebook.adopted(uow, organizationId, LAST_DAY)) === undefined ? undefined : NOT_YET;
  }
  const { code: regulation, version } = adopted;
  return (await rulebook.of(uow, { regulation, version, organizationId })).regulation;
}

function dateInChina(at: Instant): LocalDate {
  const days = Math.floor((at + 8 * HOUR) / DAY);
  return new Date(days * DAY).toISOString().slice(0, 10) as LocalDate;
}

const LAST_DAY = "9999-12-31" as LocalDate;
const NOT_YET = refuse(
  "INVALID_INPUT",
  { en: "The organization went by no regulation on that day yet.", "zh-CN": "该组织在该日尚未执行任何制度。" },
  { path: ["input", "receivedAt"] },
);
