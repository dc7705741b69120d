import { refuse, type Instant, type OrganizationId, type Refusal, type TenantId } from "@hearken/kernel";

/** What a node of the group's tree is. A partner firm works with the group and has nobody below it. */
export const ORGANIZATION_KINDS = ["headquarters", "subsidiary", "partner"] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

export interface Organization {
  readonly tenantId: TenantId;
  readonly id: OrganizationId;
  /** `null` for headquarters alone. */
  readonly parentId: OrganizationId | null;
  readonly kind: OrganizationKind;
  readonly name: string;
  readonly version: number;
  readonly addedAt: Instant;
}

/** How deep a tree may grow: headquarters, regions, cities and one to spare. */
export const DEEPEST = 6;

/** Why `kind` may not be added under `parent`, which stands `depth` steps below headquarters; `undefined` when it may. */
export function refuseUnder(kind: OrganizationKind, parent: Organization, depth: number): Refusal | undefined {
  if (kind === "headquarters") {
    return refuse(
      "INVALID_INPUT",
      {
        en: "A group has one headquarters: the one that it was founded with.",
        "zh-CN": "集团只有一个总部，即创建时的总部。",
      },
      { path: ["input", "kind"] },
    );
  }
  if (parent.kind === "partner") {
    return refuse(
      "INVALID_INPUT",
      { en: "Nothing stands under a partner firm.", "zh-CN": "合作单位之下不设组织。" },
      { path: ["input", "parentId"] },
    );
  }
  if (depth >= DEEPEST) {
    return refuse(
      "INVALID_INPUT",
      { en: `A tree is at most ${DEEPEST} levels deep.`, "zh-CN": `组织层级最多 ${DEEPEST} 级。` },
      { path: ["input", "parentId"] },
    );
  }
  return undefined;
}
