import type { UnitOfWork } from "@hearken/postgres";
import type { Platform } from "@hearken/service-kit";
import { putSealed } from "./complainant.repository.js";
import { complainantsInClear } from "./in-clear.query.js";
import { sealPerson } from "./sealed-person.js";

/**
 * Seals up to `limit` people of the unit's tenant whom the version before wrote in clear; answers how many. What is
 * sealed is no longer found, so that whoever comes next, after a kill too, goes on where this one was. Two statements.
 */
export async function sealComplainants(
  uow: UnitOfWork,
  { keyring, limit }: { readonly keyring: Platform["keyring"]; readonly limit: number },
): Promise<number> {
  const people = await complainantsInClear(uow, limit);
  if (people.length === 0) return 0;
  const keys = await keyring.of(uow);
  const unknown = { address: null, identityNumber: null };
  await putSealed(
    uow,
    people.map(({ id, name, phone }) => ({ id, ...sealPerson(keys, id, { name, phone, ...unknown }) })),
  );
  return people.length;
}
