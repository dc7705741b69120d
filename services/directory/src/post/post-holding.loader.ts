import type { LoaderFactory } from "@hearken/graphql-kit";
import type { StaffId } from "@hearken/kernel";
import DataLoader from "dataloader";
import { perOwner } from "../entity/in-order.js";
import type { PostHolding } from "./post-holding.js";
import { holdingsOfStaff } from "./post-holding.query.js";

/** The posts that a person holds now or will hold. */
export const holdingsLoader: LoaderFactory<DataLoader<StaffId, PostHolding[]>> = (context) =>
  new DataLoader(async (ids) =>
    perOwner(ids, await holdingsOfStaff(await context.uow(), ids), (holding) => holding.staffId),
  );
