import {
  isRefusal,
  newId,
  refuse,
  type Actor,
  type LocalDate,
  type OrganizationId,
  type Refusal,
} from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { latestCalendar } from "../calendar/calendar-revision.query.js";
import { isManageable } from "../organization/manageable.js";
import { organizationOf } from "../organization/organization.query.js";
import {
  refuseAdoption,
  type Adoption,
  type AdoptionId,
  type PublishedRegulations,
  type Readings,
} from "./adoption.js";
import { nearestAdoption } from "./adoption.query.js";
import { insertAdoption } from "./adoption.repository.js";
import { overlayReadings } from "./overlay-readings.js";

export interface AdoptRegulation {
  readonly id?: AdoptionId;
  readonly organizationId: OrganizationId;
  readonly regulation: string;
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  readonly readings: Readings;
  readonly calendar: string;
}

export interface Adopting {
  readonly actor: Actor;
  readonly published: PublishedRegulations;
}

/** Lets an organization go by a published version from a day on; `undefined` when the actor manages no such organization. */
export async function adoptRegulation(
  uow: UnitOfWork,
  command: AdoptRegulation,
  { actor, published }: Adopting,
): Promise<Adoption | Refusal | undefined> {
  const { id, ...adopted } = command;
  const organization = await organizationOf(uow, command.organizationId);
  if (organization === undefined || !isManageable(uow.scope.reach, command.organizationId)) return undefined;
  const readings = await readingsOf(uow, command, published);
  if (isRefusal(readings)) return readings;
  const refusal = refuseAdoption({ ...command, readings }, published);
  if (refusal !== undefined) return refusal;
  if ((await latestCalendar(uow, command.calendar)) === undefined) {
    return refuse(
      "INVALID_INPUT",
      { en: "There is no such calendar.", "zh-CN": "没有此日历。" },
      { path: ["input", "calendar"] },
    );
  }
  const adoption: Adoption = {
    tenantId: uow.scope.tenantId,
    id: id ?? newId<"Adoption">(),
    ...adopted,
    readings,
    adoptedAt: uow.now,
  };
  if (await insertAdoption(uow, adoption, actor)) return adoption;
  return refuse(
    "ALREADY_EXISTS",
    { en: "The organization adopted something from that day on already.", "zh-CN": "该组织自该日起已采用规程。" },
    { path: ["input", "effectiveFrom"] },
  );
}

/** Under an overlay the source is read as by those who adopted its baseline. */
async function readingsOf(
  uow: UnitOfWork,
  { organizationId, regulation, version, effectiveFrom, readings }: AdoptRegulation,
  published: PublishedRegulations,
): Promise<Readings | Refusal> {
  const baseline = published.baseline(regulation, version);
  if (baseline === undefined) return readings;
  const adopted = await nearestAdoption(uow, { organizationId, regulation: baseline.regulation, on: effectiveFrom });
  if (adopted === undefined) return readings;
  const choices = published.readings(baseline.regulation, baseline.version);
  const known = Object.entries(adopted.readings).filter(([name]) => Object.hasOwn(choices, name));
  return overlayReadings({ regulation: baseline.regulation, chosen: Object.fromEntries(known), choices }, readings);
}
