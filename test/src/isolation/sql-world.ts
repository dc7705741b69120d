import type pg from "pg";
import { openHouse, type Groups, type TestHouse } from "../testing/house.js";
import { breached, livelyComplaint } from "../testing/lively.js";
import { standIn, type Place } from "./stand-in.js";
import type { SqlScope } from "./sql-ways.js";
import type { WalledTable } from "./walled-tables.js";

export const CANARY = "canary-7f3a";

/** Two groups that have lived in one house, which has been closed since. */
export interface SqlWorld {
  readonly house: TestHouse;
  /** Whose rows nobody else may see. */
  readonly victim: Groups;
  readonly stranger: Groups;
}

export async function openSqlWorld(): Promise<SqlWorld> {
  const house = await openHouse("together");
  await house.at("2025-03-04T09:00:00+08:00");
  const [victim, stranger] = [await house.found(), await house.found()];
  for (const group of [victim, stranger]) {
    for (const at of ["subsidiary-1", "subsidiary-2"] as const) {
      const { previousId } = await livelyComplaint(group, { at, canary: group === victim ? CANARY : "another" });
      await breached(house, group, previousId);
    }
  }
  await house.close();
  return { house, victim, stranger };
}

/** Gives every table rows of both groups at both subsidiaries; answers the tables in which their lives left none somewhere. */
export async function settle(
  owner: pg.Client,
  { victim, stranger }: SqlWorld,
  tables: readonly WalledTable[],
): Promise<readonly string[]> {
  const stoodIn = new Set<string>();
  for (const table of tables) {
    for (const group of [victim, stranger]) {
      for (const at of ["subsidiary-1", "subsidiary-2"] as const) {
        const place = { ...placeOf(group, at), canary: group === victim ? CANARY : "another" };
        if (await standIn(owner, table, place)) stoodIn.add(table.name);
      }
    }
  }
  return [...stoodIn];
}

export function placeOf(group: Groups, at: "subsidiary-1" | "subsidiary-2"): Omit<Place, "canary"> {
  const { organizationId, projectIds } = group.party(at);
  const [projectId] = projectIds;
  if (projectId === undefined) throw new Error(`${at} has no project`);
  return { tenantId: group.tenantId, organizationId, projectId };
}

/** Scopes outside the victim's tenant, those that name the victim's own places among them; `undefined` is nobody. */
export function outsideScopes({ victim, stranger }: SqlWorld, nobody: string): readonly (SqlScope | undefined)[] {
  const south = placeOf(victim, "subsidiary-1");
  const tenant = stranger.tenantId;
  return [
    { tenant, reach: "tenant", ids: [] },
    { tenant, reach: "organizations", ids: [south.organizationId] },
    { tenant, reach: "projects", ids: [south.projectId] },
    { tenant: nobody, reach: "tenant", ids: [] },
    undefined,
  ];
}

/** What a table's wall keeps apart inside a tenant: who reaches the north, and what the south has. */
export function insideWalls(
  { victim }: SqlWorld,
  { organization, project }: WalledTable,
): readonly { readonly scope: SqlScope; readonly column: string; readonly own: string; readonly theirs: string }[] {
  const [south, north] = [placeOf(victim, "subsidiary-1"), placeOf(victim, "subsidiary-2")];
  const tenant = victim.tenantId;
  return [
    ...(organization === undefined
      ? []
      : [
          {
            scope: { tenant, reach: "organizations", ids: [north.organizationId] } as const,
            ...{ column: organization, own: north.organizationId, theirs: south.organizationId },
          },
        ]),
    ...(project === undefined
      ? []
      : [
          {
            scope: { tenant, reach: "projects", ids: [north.projectId] } as const,
            ...{ column: project, own: north.projectId, theirs: south.projectId },
          },
        ]),
  ];
}
