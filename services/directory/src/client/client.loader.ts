import type { LoaderFactory } from "@hearken/graphql-kit";
import DataLoader from "dataloader";
import { inOrder } from "../entity/in-order.js";
import type { ApiClient, ClientId } from "./client.js";
import { clientsById } from "./client.query.js";

export const clientLoader: LoaderFactory<DataLoader<ClientId, ApiClient | undefined>> = (context) =>
  new DataLoader(async (ids) => inOrder(ids, await clientsById(await context.uow(), ids)));
