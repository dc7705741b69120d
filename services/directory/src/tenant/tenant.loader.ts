import type { LoaderFactory } from "@hearken/graphql-kit";
import type { TenantId } from "@hearken/kernel";
import DataLoader from "dataloader";
import type { Tenant } from "./tenant.js";
import { tenantOf } from "./tenant.query.js";

/** One's own tenant; every other one is not there. */
export const tenantLoader: LoaderFactory<DataLoader<TenantId, Tenant | undefined>> = (context) =>
  new DataLoader(async (ids) => {
    const tenant = await tenantOf(await context.uow());
    return ids.map((id) => (tenant?.tenantId === id ? tenant : undefined));
  });
