import { DAY, HOUR, type Instant } from "@hearken/kernel";
import { openZone, type WallTime } from "./zone.js";

/** Whatever a clock is put back by is over by then. */
const AFTER = DAY + 2 * HOUR;

/**
 * The one instant at which the wall clock of an IANA zone shows `wall`. `undefined` when it never does, because it was put
 * forward, when it does so twice, because it was put back, and when there is no such zone.
 */
export function onlyInstantAt(zone: string, wall: WallTime): Instant | undefined {
  const rules = openZone(zone);
  if (rules === undefined) return undefined;
  const first = rules.firstAt(wall);
  if (first + rules.offsetAt(first) !== wall) return undefined;
  const again = (wall - rules.offsetAt((first + AFTER) as Instant)) as Instant;
  const isTwice = again !== first && again + rules.offsetAt(again) === wall;
  return isTwice ? undefined : first;
}
