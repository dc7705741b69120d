import type { LoaderFactory } from "@hearken/graphql-kit";
import type { LocalDate, OrganizationId } from "@hearken/kernel";
import DataLoader from "dataloader";
import type { Adoption } from "./adoption.js";
import { adoptionsInForceOn } from "./adoption.query.js";

interface InForce {
  readonly organizationId: OrganizationId;
  readonly on: LocalDate;
}

/** What an organization goes by on a day. */
export const inForceLoader: LoaderFactory<DataLoader<InForce, Adoption | undefined, string>> = (context) =>
  new DataLoader(
    async (asked) => {
      const uow = await context.uow();
      const days = [...Map.groupBy(asked, ({ on }) => on)];
      const found = await Promise.all(
        days.map(async ([on, group]) => {
          const rows = await adoptionsInForceOn(
            uow,
            group.map((one) => one.organizationId),
            on,
          );
          return rows.map((row) => [`${row.forId} ${on}`, row] as const);
        }),
      );
      const known = new Map(found.flat());
      return asked.map(({ organizationId, on }) => known.get(`${organizationId} ${on}`));
    },
    { cacheKeyFn: ({ organizationId, on }) => `${organizationId} ${on}` },
  );
