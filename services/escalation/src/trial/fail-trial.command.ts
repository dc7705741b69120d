import type { UnitOfWork } from "@hearken/postgres";
import type { TrialId } from "./trial.js";
import { holdTrial, updateTrial } from "./trial.repository.js";

const LONGEST_FAULT = 1_000;

/** Ends a trial that cannot go on; what it found so far stays. */
export async function failTrial(uow: UnitOfWork, id: TrialId, fault: string): Promise<void> {
  const trial = await holdTrial(uow, id);
  if (trial === undefined) return;
  await updateTrial(uow, { ...trial, state: "failed", finishedAt: uow.now, fault: fault.slice(0, LONGEST_FAULT) }, []);
}
