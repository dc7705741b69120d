import {
  refuse,
  type Instant,
  type LocalDate,
  type OrganizationId,
  type ProjectId,
  type Refusal,
  type TenantId,
  type UnitId,
} from "@hearken/kernel";

/** A home in a project. Its stage follows from two days: when it was moved into and when its warranty ends. */
export interface Unit {
  readonly tenantId: TenantId;
  readonly id: UnitId;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  readonly label: string;
  readonly moveInOn: LocalDate | null;
  readonly warrantyEndsOn: LocalDate | null;
  readonly version: number;
  readonly addedAt: Instant;
}

export const STAGES = ["pre_move_in", "in_warranty", "after_warranty"] as const;
export type Stage = (typeof STAGES)[number];

/** The stage on a day; the day on which the warranty ends is still inside it. A home without an end of warranty stays inside it. */
export function stageOn(unit: Pick<Unit, "moveInOn" | "warrantyEndsOn">, on: LocalDate): Stage {
  if (unit.moveInOn === null || on < unit.moveInOn) return "pre_move_in";
  return unit.warrantyEndsOn === null || on <= unit.warrantyEndsOn ? "in_warranty" : "after_warranty";
}

/** Why the two days do not go together; `undefined` when they do. */
export function refuseDates(moveInOn: LocalDate | null, warrantyEndsOn: LocalDate | null): Refusal | undefined {
  if (warrantyEndsOn === null || (moveInOn !== null && warrantyEndsOn >= moveInOn)) return undefined;
  return refuse(
    "INVALID_INPUT",
    {
      en: "A warranty ends on or after the day of moving in.",
      "zh-CN": "保修期截止日不得早于入伙日，且须填写入伙日。",
    },
    { path: ["input", "warrantyEndsOn"] },
  );
}
