import { refuse, type Refusal } from "@hearken/kernel";
import type { Choice, Readings } from "./adoption.js";

/*
 * Overlay: a regulation that asks for more than its baseline. Which of two readings is stricter nobody can tell, so that
 * whoever goes by an overlay reads the source as those did who adopted the baseline.
 */

/** The adoption of the baseline that binds an organization, and what may be chosen there. */
export interface BoundBy {
  readonly regulation: string;
  readonly chosen: Readings;
  readonly choices: Readonly<Record<string, Choice>>;
}

/** The readings of an adopted overlay: those of its baseline's adoption, and its own. Refused: another one than there. */
export function overlayReadings(bound: BoundBy, chosen: Readings): Readings | Refusal {
  for (const [name, { default: usual }] of Object.entries(bound.choices)) {
    const theirs = Object.hasOwn(bound.chosen, name) ? bound.chosen[name] : usual;
    if (!Object.hasOwn(chosen, name) || chosen[name] === theirs) continue;
    const [ours, other] = [String(chosen[name]), String(theirs)];
    return refuse(
      "INVALID_INPUT",
      {
        en: `${name}: ${ours} is not ${other}, by which the baseline ${bound.regulation} was adopted; which is stricter cannot be told.`,
        "zh-CN": `${name}：${ours} 与所依据规程 ${bound.regulation} 采用时的 ${other} 不同，无法判断孰严。`,
      },
      { path: ["input", "readings", name] },
    );
  }
  return { ...bound.chosen, ...chosen };
}
