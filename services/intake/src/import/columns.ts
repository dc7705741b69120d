import type { Localized } from "@hearken/kernel";
import { missingColumn, repeatedColumn, tooManyColumns, unknownColumn, type ImportFault } from "./fault.js";
import { fieldOfHeading, normalHeading, REQUIRED, type ImportField } from "./field.js";
import { LIMITS } from "./limits.js";

/** What somebody says of a heading; no field: the column is left out. */
export interface ChosenColumn {
  readonly heading: string;
  readonly field: ImportField | null;
}

/** The field of each column, from the left; `null` for one that is left out. */
export type ColumnPlan = readonly (ImportField | null)[];

/** How a heading is to be read: what was chosen for it goes before what is known. `undefined`: nobody knows it. */
export function fieldOf(heading: string, chosen: readonly ChosenColumn[]): ImportField | null | undefined {
  const said = chosen.find((one) => normalHeading(one.heading) === normalHeading(heading));
  return said === undefined ? fieldOfHeading(heading) : said.field;
}

/**
 * What the columns of a file are for, by its headings; a column without heading is left out when it is empty below too.
 * A fault when a heading is not known, a field stands twice, or one that every row needs is absent: nothing is guessed.
 */
export function planColumns(
  headings: readonly string[],
  { chosen, hasReceiver }: { readonly chosen: readonly ChosenColumn[]; readonly hasReceiver: boolean },
): ColumnPlan | { readonly fault: ImportFault } {
  if (headings.length > LIMITS.columns) return { fault: tooManyColumns(1) };
  const plan: (ImportField | null)[] = [];
  for (const [index, heading] of headings.entries()) {
    const field = heading.trim() === "" ? null : fieldOf(heading, chosen);
    if (field === undefined) return { fault: unknownColumn(index + 1) };
    if (field !== null && plan.includes(field)) return { fault: repeatedColumn(index + 1) };
    plan.push(field);
  }
  const needed: readonly ImportField[] = hasReceiver ? REQUIRED : [...REQUIRED, "receivedBy"];
  const missing = needed.find((field) => !plan.includes(field));
  return missing === undefined ? plan : { fault: missingColumn(NAMES[missing] ?? { en: missing, "zh-CN": missing }) };
}

const NAMES: Partial<Readonly<Record<ImportField, Localized>>> = {
  sourceRef: { en: "the id in the source (sourceRef)", "zh-CN": "来源编号" },
  receivedAt: { en: "the time of receipt (receivedAt)", "zh-CN": "投诉时间" },
  channel: { en: "the channel (channel)", "zh-CN": "投诉渠道" },
  subject: { en: "the subject (subject)", "zh-CN": "主题" },
  text: { en: "the description (text)", "zh-CN": "内容" },
  complainants: { en: "the complainants (complainants)", "zh-CN": "投诉人" },
  receivedBy: { en: "who took it in (receivedBy)", "zh-CN": "受理方" },
};
