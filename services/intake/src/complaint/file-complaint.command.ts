import { isRefusal, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Done } from "./done.js";
import { enterComplaint } from "./enter-complaint.command.js";
import { filingLookups } from "./filing-lookups.query.js";
import { prepareFiling, type ProposedFiling } from "./prepare-filing.command.js";

export interface FileComplaint extends Omit<ProposedFiling, "lookups"> {
  /** Sent together with the rows (or alone, for an import that is there), for whoever writes something of their own. */
  readonly beside?: (done: Done) => Promise<unknown>;
}

/**
 * Takes a complaint in. The same import a second time answers the complaint of the first.
 * `undefined`: the organization, the project, the home or the earlier complaint is not within reach.
 * Statements when nothing has to be looked up: the rows, the append; one round trip.
 */
export async function fileComplaint(
  uow: UnitOfWork,
  { beside, ...filing }: FileComplaint,
): Promise<Done | Refusal | undefined> {
  const prepared = await prepareFiling(uow, { ...filing, lookups: filingLookups(uow) });
  if (prepared === undefined || isRefusal(prepared)) return prepared;
  const { complaint } = prepared;
  if (prepared.isThere) {
    const done = { complaint, warnings: [] };
    await beside?.(done);
    return done;
  }
  const { complainants, received, warnings } = prepared;
  const done = { complaint, warnings };
  const { actor } = filing.principal;
  await Promise.all([enterComplaint(uow, { complaint, complainants, events: [received], actor }), beside?.(done)]);
  return done;
}
