import type { Localized } from "@hearken/kernel";
import type { LedgerLine } from "../evaluation/explain.js";

/* The lines of a ledger as people read them, in both languages. */

const text = (zh: string, en: string): Localized => ({ "zh-CN": zh, en });

const KINDS: Readonly<Record<LedgerLine["kind"], Localized>> = {
  counted: text("计入的时间", "time that counts"),
  outside_hours: text("工作时间以外", "outside opening hours"),
  rest_day: text("休息日", "day of rest"),
  holiday: text("节假日", "holiday"),
  make_up: text("调休上班", "make-up working day"),
  override: text("另行规定的日子", "day with hours of its own"),
  paused: text("暂停计时", "clock stood still"),
};

/** The statutory holidays; they are known by their Chinese names. */
const HOLIDAYS: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: "Spring Festival",
  清明: "Qingming Festival",
  劳动节: "Labour Day",
  端午: "Dragon Boat Festival",
  中秋: "Mid-Autumn Festival",
  国庆节: "National Day",
  中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日: "70th anniversary of the victory over fascism",
};

/** The reasons of a suspension that are the same everywhere; a regulation may know others. */
const REASONS: Readonly<Record<string, Localized>> = {
  waiting: text("等待", "waiting"),
  customer: text("等待客户", "waiting for the customer"),
  third_party: text("等待第三方", "waiting for a third party"),
  authority: text("等待主管部门", "waiting for the authorities"),
  litigation: text("诉讼期间", "while a lawsuit is pending"),
  weather: text("天气原因", "weather"),
};

/** What a line is. */
export function lineInWords({ kind }: Pick<LedgerLine, "kind">): Localized {
  return KINDS[kind];
}

/** The holiday, or the reason of the pause; a name that nobody translated is the same in both. `undefined` without one. */
export function lineNameInWords({ kind, name }: Pick<LedgerLine, "kind" | "name">): Localized | undefined {
  if (name === undefined || name === "") return undefined;
  if (kind === "paused") return Object.hasOwn(REASONS, name) ? REASONS[name] : text(name, name);
  return text(name, (Object.hasOwn(HOLIDAYS, name) ? HOLIDAYS[name] : undefined) ?? name);
}
