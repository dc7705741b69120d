import type { Calendar } from "@hearken/calendar";
import type { LocalDate, OrganizationId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Readings, Rules } from "@hearken/regulation";

/** A regulation ready to be evaluated, with the working time of whoever adopted it. */
export interface RulesInForce {
  readonly regulation: Rules;
  readonly calendar: Calendar;
}

/** Which regulation is meant: a code and the version under which a complaint was received. */
export interface RulesReference {
  readonly regulation: string;
  readonly version: number;
  readonly organizationId: OrganizationId;
}

/** The regulations that a tenant's organizations adopted. */
export interface Rulebook {
  /** Throws when the organization never adopted that version: a complaint cannot point at it. */
  of(uow: UnitOfWork, reference: RulesReference): Promise<RulesInForce>;
  /** The regulation in force at an organization on a day, its own or the nearest above it; `undefined` when there is none. */
  adopted(uow: UnitOfWork, organizationId: OrganizationId, on: LocalDate): Promise<AdoptedRegulation | undefined>;
  /**
   * The rules that would hold if the organization adopted that version: with the working time by which it goes already,
   * and its choices as far as that regulation knows them; `undefined` when there is no such version.
   * Throws `RegulationFileError` when a proposed reading is unknown or no choice.
   */
  proposed(uow: UnitOfWork, proposal: RulesProposal): Promise<RulesInForce | undefined>;
}

/** A version that an organization might go by. */
export interface RulesProposal extends RulesReference {
  /** Choices that go before those which the organization made. */
  readonly readings: Readings;
}

export interface AdoptedRegulation {
  readonly code: string;
  readonly version: number;
}
