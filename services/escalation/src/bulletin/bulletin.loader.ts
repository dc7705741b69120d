import type { LoaderFactory } from "@hearken/graphql-kit";
import DataLoader from "dataloader";
import type { BulletinRow } from "../standing/projection.js";
import type { BulletinSection } from "./bulletin.js";
import { bulletinsById, sectionsOf } from "./bulletins.query.js";

export const bulletinLoader: LoaderFactory<DataLoader<string, BulletinRow | undefined>> = (context) =>
  new DataLoader(async (ids) => {
    const found = await bulletinsById(await context.uow(), ids);
    const byId = new Map(found.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  });

/** What was written, by the bulletin's id; nothing until it is issued. */
export const sectionsLoader: LoaderFactory<DataLoader<string, readonly BulletinSection[]>> = (context) =>
  new DataLoader(async (ids) => {
    const found = await sectionsOf(await context.uow(), ids);
    return ids.map((id) => found.get(id) ?? []);
  });
