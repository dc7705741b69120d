import type { Scope } from "@hearken/kernel";
import { statements } from "@hearken/postgres";
import type pg from "pg";
import type { Skewed } from "./skewed.js";

export const A_PAGE = 51;

/** A hot read of complaints in a scope: the statement that intake sends, with its values. */
export interface SkewedRead {
  readonly read: "page" | "point";
  /** `tenant`, `small organization` … */
  readonly of: string;
  readonly scope: Scope;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Rows that it shows at most. */
  readonly shows: number;
}

/** A complaint of the small organization, and one of the first of the big ones. */
export interface PointIds {
  readonly small: string;
  readonly big: string;
}

export async function pointIds(owner: pg.Client, skewed: Skewed): Promise<PointIds> {
  const oneOf = async (organizationId: string | undefined): Promise<string> => {
    const { rows } = await owner.query<{ id: string }>(
      "select id from intake.complaint where tenant_id = $1 and organization_id = $2 limit 1",
      [skewed.tenantId, organizationId],
    );
    if (rows[0] === undefined) throw new Error("the organization has no complaints");
    return rows[0].id;
  };
  return { small: await oneOf(skewed.smallOrganizationId), big: await oneOf(skewed.organizationIds[0]) };
}

const AFTER_ALL = ["infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"];

/** Pages and point reads for every kind of reach; a point read is of a complaint within it. */
export function skewedReads(skewed: Skewed, ids: PointIds): readonly SkewedRead[] {
  const { tenantId, organizationIds, projectIds, smallOrganizationId, smallProjectId } = skewed;
  const reaches: readonly (readonly [of: string, reach: Scope["reach"]])[] = [
    ["tenant", { kind: "tenant" }],
    ["big organization", { kind: "organizations", organizationIds: organizationIds.slice(0, 1) }],
    ["all organizations", { kind: "organizations", organizationIds: [...organizationIds, smallOrganizationId] }],
    ["small organization", { kind: "organizations", organizationIds: [smallOrganizationId] }],
    ["all projects", { kind: "projects", projectIds: [...projectIds, smallProjectId] }],
    ["small project", { kind: "projects", projectIds: [smallProjectId] }],
  ];
  return reaches.flatMap(([of, reach]): SkewedRead[] => {
    const scope = { tenantId, reach };
    const walk = [tenantId, ...AFTER_ALL, "-infinity", null, null, A_PAGE];
    const bounds = boundsOf(reach);
    const places = reach.kind === "tenant" ? [] : reach.kind === "organizations" ? [bounds[0]] : [bounds[1], null];
    const page = textOf(`intake.page_of_complaints_of_${reach.kind}`);
    const wide = Math.max(bounds[0]?.length ?? 1, bounds[1]?.length ?? 1);
    return [
      { read: "page", of, scope, text: page, values: [...walk, ...places], shows: wide * A_PAGE },
      {
        read: "point",
        of,
        scope,
        text: textOf("intake.complaint_by_id"),
        values: [tenantId, ...bounds, of === "big organization" ? ids.big : ids.small],
        shows: 1,
      },
    ];
  });
}

function boundsOf(reach: Scope["reach"]): readonly [readonly string[] | null, readonly string[] | null] {
  switch (reach.kind) {
    case "tenant":
      return [null, null];
    case "organizations":
      return [reach.organizationIds, null];
    case "projects":
      return [null, reach.projectIds];
  }
}

function textOf(name: string): string {
  const found = statements().find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no statement ${name}`);
  return found.text;
}
