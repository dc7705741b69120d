import { DAY, HOUR, refuse, type Instant, type LocalDate, type OrganizationId, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Rules } from "@hearken/regulation";
import type { Platform } from "@hearken/service-kit";

type Rulebook = Platform["rulebook"];

export interface InForce {
  readonly rules: Rules;
  /** The day of receipt in the zone of the organization's calendar. */
  readonly on: LocalDate;
}

/** The rules under which the complaint is received; `undefined` when the organization never went by any. */
export async function rulesOn(
  uow: UnitOfWork,
  rulebook: Rulebook,
  { organizationId, receivedAt }: { readonly organizationId: OrganizationId; readonly receivedAt: Instant },
): Promise<InForce | Refusal | undefined> {
  const guess = dateInChina(receivedAt);
  const adopted = await rulebook.adopted(uow, organizationId, guess);
  if (adopted === undefined) {
    return (await rulebook.adopted(uow, organizationId, LAST_DAY)) === undefined ? undefined : NOT_YET;
  }
  const of = (code: string, version: number) => rulebook.of(uow, { regulation: code, version, organizationId });
  const first = await of(adopted.code, adopted.version);
  const on = first.calendar.dateAt(receivedAt);
  if (on === guess) return { rules: first.regulation, on };
  // The house is in another zone than China, where it is another day: ask for that day.
  const local = await rulebook.adopted(uow, organizationId, on);
  return local === undefined ? NOT_YET : { rules: (await of(local.code, local.version)).regulation, on };
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
