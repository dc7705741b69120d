import type { RequestContext } from "@hearken/graphql-kit";
import DataLoader from "dataloader";
import type { ImportId } from "./complaint-import.js";
import { partsOfImports } from "./imports.query.js";

/** The parts that are here of imports: one statement for any number of them. */
export function partsHereLoader(context: RequestContext): DataLoader<ImportId, ReadonlySet<number>> {
  return new DataLoader(
    async (ids) => {
      const byImport = Map.groupBy(await partsOfImports(await context.uow(), ids), ({ importId }) => importId);
      return ids.map((id) => new Set((byImport.get(id) ?? []).map(({ part }) => part)));
    },
    { maxBatchSize: 100 },
  );
}
