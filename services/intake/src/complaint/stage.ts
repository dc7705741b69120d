import type { LocalDate } from "@hearken/kernel";

/** Where a home stands in its life when a complaint about it is received. */
export type Stage = "pre_move_in" | "in_warranty" | "after_warranty";

/**
 * The stage on a day, as the directory reckons it: not moved into without a day of moving in; the day on which the
 * warranty ends is still inside it, and a home without that day stays inside it.
 */
export function stageOn(
  on: LocalDate,
  home: { readonly moveInOn: LocalDate | null; readonly warrantyEndsOn: LocalDate | null },
): Stage {
  if (home.moveInOn === null || on < home.moveInOn) return "pre_move_in";
  return home.warrantyEndsOn === null || on <= home.warrantyEndsOn ? "in_warranty" : "after_warranty";
}
