import { refuse, type Refusal } from "@hearken/kernel";

/** The refusal of a decision that was taken on another version than `current`; `undefined` when there is nothing to refuse. */
export function refuseStale(expected: number | undefined, current: number): Refusal | undefined {
  if (expected === undefined || expected === current) return undefined;
  return refuse(
    "STALE_VERSION",
    {
      en: `It has changed since: it is at version ${current}, not ${expected}.`,
      "zh-CN": `内容已变更：当前为第 ${current} 版，而非第 ${expected} 版。`,
    },
    { path: ["input", "expectedVersion"], currentVersion: current },
  );
}
