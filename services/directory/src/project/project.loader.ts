import type { LoaderFactory } from "@hearken/graphql-kit";
import type { ProjectId } from "@hearken/kernel";
import DataLoader from "dataloader";
import { inOrder } from "../entity/in-order.js";
import type { Project } from "./project.js";
import { projectsById } from "./project.query.js";

export const projectLoader: LoaderFactory<DataLoader<ProjectId, Project | undefined>> = (context) =>
  new DataLoader(async (ids) => inOrder(ids, await projectsById(await context.uow(), ids)));
