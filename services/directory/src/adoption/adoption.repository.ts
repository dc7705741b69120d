import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor } from "@hearken/kernel";
import { bumpRulesVersion, statement, type UnitOfWork } from "@hearken/postgres";
import { organizationStream } from "../organization/organization-stream.js";
import type { Adoption } from "./adoption.js";

const addAdoption = statement(
  "directory.add_adoption",
  `insert into directory.adoption (tenant_id, id, organization_id, regulation, version, effective_from, readings, calendar, adopted_at)
   values ($1, $2, $3, $4, $5, $6::date, $7::jsonb, $8, $9::timestamptz)
   on conflict (tenant_id, organization_id, effective_from) do nothing`,
);

/** False, and nothing written, when the organization adopted something from that day on already. */
export async function insertAdoption(uow: UnitOfWork, adoption: Adoption, actor: Actor): Promise<boolean> {
  const { tenantId, id, organizationId, regulation, version, effectiveFrom, readings, calendar, adoptedAt } = adoption;
  const values = [
    tenantId,
    id,
    organizationId,
    regulation,
    version,
    effectiveFrom,
    JSON.stringify(readings),
    calendar,
    new Date(adoptedAt),
  ];
  if ((await uow.run(addAdoption, values)) === 0) return false;
  await bumpRulesVersion(uow);
  await append(uow, {
    stream: organizationStream(organizationId),
    expected: "any",
    events: [event("regulation.adopted", { adoptionId: id, regulation, version, from: effectiveFrom })],
    actor,
  });
  return true;
}
