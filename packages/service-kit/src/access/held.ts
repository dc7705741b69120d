import type { Instant } from "@hearken/kernel";
import type { GivenRole } from "./rights.js";

/** From `fromAt` on, up to but not at `toAt` and `endedAt`. */
export interface Span {
  readonly fromAt: Instant;
  readonly toAt: Instant | null;
  /** When it was revoked or ended before its time. */
  readonly endedAt: Instant | null;
}

/** A grant as it is kept. */
export interface HeldRole extends GivenRole, Span {
  readonly id: string;
  readonly holderId: string;
}

/** Some grants of one person that another has beside their own. */
export interface HandedOn extends Span {
  readonly delegatorId: string;
  readonly delegateId: string;
  readonly grantIds: readonly string[];
}

export interface AccessFacts {
  readonly grants: readonly HeldRole[];
  readonly delegations: readonly HandedOn[];
}

export function countsAt({ fromAt, toAt, endedAt }: Span, at: Instant): boolean {
  return fromAt <= at && (toAt === null || at < toAt) && (endedAt === null || at < endedAt);
}

/** What somebody has at `at`: their own grants, and those that were handed to them as long as the delegator holds them. */
export function rolesAt({ grants, delegations }: AccessFacts, holderId: string, at: Instant): readonly GivenRole[] {
  const counting = grants.filter((grant) => countsAt(grant, at));
  const received = delegations.filter((one) => one.delegateId === holderId && countsAt(one, at));
  const handed = received.flatMap(({ delegatorId, grantIds }) =>
    counting.filter((grant) => grant.holderId === delegatorId && grantIds.includes(grant.id)),
  );
  return [...counting.filter((grant) => grant.holderId === holderId), ...handed];
}
