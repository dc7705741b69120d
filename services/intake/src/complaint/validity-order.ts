import { refuse, type Refusal } from "@hearken/kernel";
import type { Validity } from "./complaint.js";

/** What each validity may become. What was determined can be determined otherwise, never be undetermined again. */
const NEXT: Readonly<Record<Validity, readonly Validity[]>> = {
  undetermined: ["questioned", "referred", "valid", "invalid"],
  questioned: ["referred", "valid", "invalid"],
  referred: ["valid", "invalid"],
  valid: ["invalid"],
  invalid: ["valid"],
};

/** `ILLEGAL_TRANSITION` naming both; `undefined` when `from` may become `to`. */
export function refuseValidity(from: Validity, to: Validity): Refusal | undefined {
  if (NEXT[from].includes(to)) return undefined;
  return refuse("ILLEGAL_TRANSITION", {
    en: `Validity cannot go from ${from} to ${to}.`,
    "zh-CN": `有效性不能由“${CHINESE[from]}”变为“${CHINESE[to]}”。`,
  });
}

const CHINESE: Readonly<Record<Validity, string>> = {
  undetermined: "未判定",
  questioned: "存疑",
  referred: "提请判定",
  valid: "有效",
  invalid: "无效",
};
