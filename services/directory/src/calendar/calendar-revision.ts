import { checkCalendar, type CalendarDefinition } from "@hearken/calendar";
import { refuse, type Instant, type Refusal, type TenantId } from "@hearken/kernel";

/** A calendar as it was changed for the nth time; the latest revision is the one in use, for past and future alike. */
export interface CalendarRevision {
  readonly tenantId: TenantId;
  readonly code: string;
  readonly revision: number;
  readonly definition: CalendarDefinition;
  readonly changedAt: Instant;
}

const CODE = /^[a-z][a-z0-9-]{0,63}$/;

/** Whether a text may name a calendar. */
export function isCalendarCode(text: string): boolean {
  return CODE.test(text);
}

/** The most characters of a definition as JSON: a hundred years of overrides do not fill it. */
const LARGEST = 200_000;

/** The definition, or the refusal for the first thing that is wrong with it. */
export function readDefinition(code: string, definition: CalendarDefinition): CalendarDefinition | Refusal {
  if (!isCalendarCode(code)) {
    return refuse(
      "INVALID_INPUT",
      {
        en: "A code is lower-case letters, digits and hyphens, 64 at most.",
        "zh-CN": "代码由小写字母、数字与连字符组成，最多 64 个字符。",
      },
      { path: ["input", "code"] },
    );
  }
  if (JSON.stringify(definition).length > LARGEST) {
    return refuse(
      "INVALID_INPUT",
      { en: "The calendar is too large.", "zh-CN": "日历过大。" },
      { path: ["input", "definition"] },
    );
  }
  const problem = checkCalendar(definition)[0];
  if (problem !== undefined) {
    return refuse(
      "INVALID_INPUT",
      { en: `${problem.path}: ${problem.message}`, "zh-CN": `日历内容无效：${problem.path} ${problem.message}` },
      { path: ["input", "definition", ...problem.path.split(".").filter((step) => step !== "")] },
    );
  }
  if (definition.code !== code) {
    return refuse(
      "INVALID_INPUT",
      { en: "The definition's code is another.", "zh-CN": "日历内容中的代码与所改日历不一致。" },
      { path: ["input", "definition", "code"] },
    );
  }
  return definition;
}
