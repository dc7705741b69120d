import type { Actor, Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { isManageable } from "../organization/manageable.js";
import { refuseStale } from "../version/stale-version.js";
import { endsAtRotation, refuseOverlap, refuseRevoked, type ClientId } from "./client.js";
import { anyClientHeld, secretsOfClients } from "./client.query.js";
import { replaceSecret } from "./client.repository.js";
import { secretOf, type WithSecret } from "./create-client.command.js";

export interface RotateSecret {
  readonly clientId: ClientId;
  /** How long the secret before goes on counting. */
  readonly overlapMinutes: number;
  readonly expectedVersion?: number | undefined;
}

/** Gives a program a new secret beside the one before; `undefined` when the actor manages no such program. */
export async function rotateSecret(
  uow: UnitOfWork,
  { clientId, overlapMinutes, expectedVersion }: RotateSecret,
  actor: Actor,
): Promise<WithSecret | Refusal | undefined> {
  const client = await anyClientHeld(uow, clientId);
  if (client === undefined || !isManageable(uow.scope.reach, client.organizationId)) return undefined;
  const refusal =
    refuseRevoked(client) ?? refuseOverlap(overlapMinutes) ?? refuseStale(expectedVersion, client.version);
  if (refusal !== undefined) return refusal;
  const ends = endsAtRotation(await secretsOfClients(uow, [clientId]), { now: uow.now, overlapMinutes });
  const { secret, kept } = secretOf(uow, client);
  const rotated = await replaceSecret(uow, { client, secret: kept, ends }, actor);
  return { client: rotated, secretId: kept.id, secret };
}
