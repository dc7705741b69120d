import type { Language } from "@hearken/kernel";
import type { Rules } from "@hearken/regulation";

/** A code of a regulation and how it is called; a code that the regulation does not know is its own name. */
export interface Worded {
  readonly code: string;
  readonly label: string;
}

export function postIn(rules: Rules | undefined, code: string, language: Language): Worded {
  const post = rules?.file.posts.find((one) => one.code === code);
  return { code, label: post === undefined ? code : language === "en" ? post.en : post.zh };
}

export function levelIn(
  rules: Rules | undefined,
  code: string,
  language: Language,
): Worded & { readonly rank: number } {
  const level = rules?.levels.find((one) => one.code === code);
  return { code, label: level?.label[language] ?? code, rank: level?.rank ?? 0 };
}

export function obligationIn(rules: Rules | undefined, code: string, language: Language): Worded {
  return { code, label: rules?.obligations.find((one) => one.code === code)?.label[language] ?? code };
}

const BREACHED = ".breached";

/** A notice is one of the regulation, or tells of an obligation's breach. */
export function noticeIn(rules: Rules | undefined, code: string, language: Language): Worded {
  if (code.endsWith(BREACHED)) {
    const { label } = obligationIn(rules, code.slice(0, -BREACHED.length), language);
    return { code, label: language === "en" ? `overdue: ${label}` : `逾期：${label}` };
  }
  const notice = rules?.file.notices.find((one) => one.code === code);
  return { code, label: notice === undefined ? code : language === "en" ? notice.en : notice.zh };
}
