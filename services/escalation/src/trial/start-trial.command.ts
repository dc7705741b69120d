import type { OrganizationId, Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { RegulationFileError } from "@hearken/regulation";
import type { Platform } from "@hearken/service-kit";
import { begin, refuseTrial, type Circumstances, type Trial, type TrialWish } from "./trial.js";
import { countUnfinished, insertTrial } from "./trial.repository.js";

/** No organization: what is tried in all of them is checked against the regulation's own readings. */
const NOWHERE = "00000000-0000-0000-0000-000000000000" as OrganizationId;

/** Begins a trial, which a worker carries out. Refused: see `refuseTrial`. */
export async function startTrial(
  uow: UnitOfWork,
  wish: TrialWish,
  rulebook: Platform["rulebook"],
): Promise<Trial | Refusal> {
  const { regulation, regulationVersion: version, readings } = wish;
  const rules = await rulebook
    .proposed(uow, { regulation, version, organizationId: wish.organizationId ?? NOWHERE, readings })
    .then((found): Circumstances["rules"] => (found === undefined ? "unknown" : "published"))
    .catch((error: unknown) => {
      if (error instanceof RegulationFileError) return { problem: error.message };
      throw error;
    });
  const refusal = refuseTrial(wish, { reach: uow.scope.reach, unfinished: await countUnfinished(uow), rules });
  if (refusal !== undefined) return refusal;
  const trial = begin(wish);
  await insertTrial(uow, trial);
  return trial;
}
