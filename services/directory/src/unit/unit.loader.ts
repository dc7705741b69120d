import type { LoaderFactory } from "@hearken/graphql-kit";
import type { ProjectId, UnitId } from "@hearken/kernel";
import DataLoader from "dataloader";
import { inOrder, perOwner } from "../entity/in-order.js";
import type { Unit } from "./unit.js";
import { unitsById, unitsOfProjects } from "./unit.query.js";

export const unitLoader: LoaderFactory<DataLoader<UnitId, Unit | undefined>> = (context) =>
  new DataLoader(async (ids) => inOrder(ids, await unitsById(await context.uow(), ids)));

/** The next units of a project, one more than asked for when there are more. */
export interface UnitsOfProject {
  readonly projectId: ProjectId;
  readonly after: UnitId | null;
  readonly limit: number;
}

/** Pages of several projects at once: the fields of one query all ask for the same page. */
export const unitsLoader: LoaderFactory<DataLoader<UnitsOfProject, Unit[], string>> = (context) =>
  new DataLoader(
    async (asked) => {
      const uow = await context.uow();
      const groups = [...Map.groupBy(asked, ({ after, limit }) => `${after ?? ""} ${limit}`).values()];
      const pages = await Promise.all(
        groups.map(async (group) => {
          const [{ after, limit } = { after: null, limit: 0 }] = group;
          const projectIds = group.map((one) => one.projectId);
          return perOwner(
            projectIds,
            await unitsOfProjects(uow, { projectIds, after, limit }),
            (unit) => unit.projectId,
          );
        }),
      );
      const answers = new Map(groups.flatMap((group, g) => group.map((one, n) => [one, pages[g]?.[n] ?? []] as const)));
      return asked.map((one) => answers.get(one) ?? []);
    },
    { cacheKeyFn: ({ projectId, after, limit }) => `${projectId} ${after ?? ""} ${limit}` },
  );
