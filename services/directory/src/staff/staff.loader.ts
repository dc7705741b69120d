import type { LoaderFactory } from "@hearken/graphql-kit";
import { tenantScope, type StaffId } from "@hearken/kernel";
import DataLoader from "dataloader";
import { inOrder } from "../entity/in-order.js";
import type { Staff } from "./staff.js";
import { staffById } from "./staff.query.js";

export const staffLoader: LoaderFactory<DataLoader<StaffId, Staff | undefined>> = (context) =>
  new DataLoader(async (ids) => inOrder(ids, await staffById(await context.uow(), ids)));

/**
 * The signed-in person themselves, whom a reach over projects would hide: read by their own id in the house's scope.
 * `undefined` for a program.
 */
export const selfLoader: LoaderFactory<DataLoader<"self", Staff | undefined>> = (context) =>
  new DataLoader(async (keys) => {
    const { actor, scope } = context.principal;
    if (actor.kind !== "staff") return keys.map(() => undefined);
    const id = actor.id as StaffId;
    const seen = (await staffById(await context.uow(), [id]))[0];
    const self = seen ?? (await context.database.read(tenantScope(scope.tenantId), (uow) => staffById(uow, [id])))[0];
    return keys.map(() => self);
  });
