import type { LoaderFactory } from "@hearken/graphql-kit";
import type { GrantId } from "@hearken/kernel";
import DataLoader from "dataloader";
import { inOrder } from "../entity/in-order.js";
import type { Grant } from "./grant.js";
import { grantsById } from "./grant.query.js";

export const grantLoader: LoaderFactory<DataLoader<GrantId, Grant | undefined>> = (context) =>
  new DataLoader(async (ids) => inOrder(ids, await grantsById(await context.uow(), ids)));
