import type { UnitOfWork } from "@hearken/postgres";
import { givenUp, type TrialId } from "./trial.js";
import { holdTrial, updateTrial } from "./trial.repository.js";

/** Ends a trial that cannot go on; what it found so far stays. */
export async function failTrial(uow: UnitOfWork, id: TrialId, fault: string): Promise<void> {
  const trial = await holdTrial(uow, id);
  if (trial !== undefined) await updateTrial(uow, givenUp(trial, fault, uow.now), []);
}
