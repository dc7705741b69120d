import { event } from "@hearken/contracts";
import { append } from "@hearken/journal";
import type { Actor, StreamId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { ComplaintImport } from "./complaint-import.js";

/**
 * Tells in its organization's history that an import began to be filed, or that it came to an end. The unit reaches the whole
 * tenant: whoever imports into one project has no part in the organization's history.
 */
export async function tellImport(uow: UnitOfWork, one: ComplaintImport): Promise<void> {
  const { id: importId, organizationId, startedBy, startedByKind } = one;
  const actor: Actor = { kind: startedByKind ?? "system", id: startedBy ?? "", organizationId: null, posts: [] };
  const told =
    one.state === "running"
      ? event("import.started", { importId, rows: one.total ?? 0, dryRun: one.isDryRun })
      : event("import.finished", {
          ...{ importId, outcome: one.state },
          ...{ filed: one.filed, alreadyThere: one.alreadyThere, refused: one.refused },
        });
  const stream = {
    id: organizationId as string as StreamId,
    kind: "organization",
    organizationId,
    projectId: null,
  } as const;
  await append(uow, { stream, expected: "any", events: [told], actor });
}
