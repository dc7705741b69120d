import type { LocalDate } from "@hearken/kernel";

/** Where a home stands in its life when a complaint about it is received. */
export type Stage = "pre_move_in" | "in_warranty" | "after_warranty";

/** `undefined` when the dates that decide it are not known. */
export function stageOn(
  on: LocalDate,
  home: { readonly moveInOn: LocalDate | null; readonly warrantyEndsOn: LocalDate | null },
): Stage | undefined {
  if (home.moveInOn === null) return undefined;
  if (on < home.moveInOn) return "pre_move_in";
  if (home.warrantyEndsOn === null) return undefined;
  return on <= home.warrantyEndsOn ? "in_warranty" : "after_warranty";
}
