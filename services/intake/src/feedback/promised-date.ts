import { refuse, type LocalDate, type Refusal } from "@hearken/kernel";

/** `INVALID_INPUT` for a day before the one on which it is promised. */
export function refusePast(on: LocalDate, today: LocalDate): Refusal | undefined {
  if (on >= today) return undefined;
  return refuse("INVALID_INPUT", PAST, { path: ["input", "on"] });
}

const PAST = { en: "This day is over.", "zh-CN": "该日期已过。" };
