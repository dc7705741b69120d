import type { LoaderFactory } from "@hearken/graphql-kit";
import DataLoader from "dataloader";
import { reportsOf } from "./duties.query.js";

/** What reports say: one statement for any number of them. */
export const reportLoader: LoaderFactory<DataLoader<string, string | null>> = (context) =>
  new DataLoader(async (ids) => {
    const found = await reportsOf(await context.uow(), ids);
    return ids.map((id) => found.get(id) ?? null);
  });
