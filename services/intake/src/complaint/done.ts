import type { Permit } from "@hearken/regulation";
import type { Complaint } from "./complaint.js";

/** What the procedure advises against without refusing it. */
export type Warning = Permit["warnings"][number];

/** What a command that was carried out answers. */
export interface Done {
  readonly complaint: Complaint;
  readonly warnings: readonly Warning[];
  /** A key of what it made beside the facts, where its answer shows that. */
  readonly made?: string | undefined;
}

/** What an idempotency key remembers of it: ids and warnings, nobody's words. */
export interface Kept {
  readonly id: Complaint["id"];
  readonly warnings?: readonly Warning[];
  readonly made?: string;
}

export function keptOf({ complaint, warnings, made }: Done): Kept {
  return {
    id: complaint.id,
    ...(warnings.length === 0 ? {} : { warnings }),
    ...(made === undefined ? {} : { made }),
  };
}

/** The answer again, of the complaint as it is now. */
export function doneAgain({ warnings = [], made }: Kept, complaint: Complaint): Done {
  return { complaint, warnings, made };
}
