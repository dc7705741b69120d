import type { LoaderFactory } from "@hearken/graphql-kit";
import DataLoader from "dataloader";
import { inOrder, perOwner } from "../entity/in-order.js";
import type { Grant } from "../grant/grant.js";
import type { ApiClient, ClientId, ClientSecret } from "./client.js";
import { clientsById, grantsOfClients, secretsOfClients, usesOfClients, type ClientUse } from "./client.query.js";

export const clientLoader: LoaderFactory<DataLoader<ClientId, ApiClient | undefined>> = (context) =>
  new DataLoader(async (ids) => inOrder(ids, await clientsById(await context.uow(), ids)));

/** The secrets that count now. */
export const secretsLoader: LoaderFactory<DataLoader<ClientId, ClientSecret[]>> = (context) =>
  new DataLoader(async (ids) =>
    perOwner(ids, await secretsOfClients(await context.uow(), ids), ({ clientId }) => clientId),
  );

export const useLoader: LoaderFactory<DataLoader<ClientId, ClientUse | undefined>> = (context) =>
  new DataLoader(async (ids) => inOrder(ids, await usesOfClients(await context.uow(), ids)));

export const grantsOfClientLoader: LoaderFactory<DataLoader<ClientId, Grant[]>> = (context) =>
  new DataLoader(async (ids) =>
    perOwner<ClientId | null, Grant>(ids, await grantsOfClients(await context.uow(), ids), ({ clientId }) => clientId),
  );
