import type { LoaderFactory } from "@hearken/graphql-kit";
import DataLoader from "dataloader";
import type { ObligationRow } from "../standing/projection.js";
import { obligationsById } from "./obligations.query.js";

export const obligationLoader: LoaderFactory<DataLoader<string, ObligationRow | undefined>> = (context) =>
  new DataLoader(async (ids) => {
    const found = await obligationsById(await context.uow(), ids);
    const byId = new Map(found.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  });
