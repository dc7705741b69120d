import type { LoaderFactory } from "@hearken/graphql-kit";
import type { OrganizationId } from "@hearken/kernel";
import DataLoader from "dataloader";
import { inOrder } from "../entity/in-order.js";
import type { Organization } from "./organization.js";
import { organizationsById } from "./organization.query.js";

/** Those that the principal may know. */
export const organizationLoader: LoaderFactory<DataLoader<OrganizationId, Organization | undefined>> = (context) =>
  new DataLoader(async (ids) => {
    const uow = await context.uow();
    const eyes = { reach: uow.scope.reach, organizationId: context.principal.actor.organizationId };
    return inOrder(ids, await organizationsById(uow, eyes, ids));
  });
