import type { Localized } from "@hearken/kernel";

/** Both languages of an entry. */
export function label(entry: { readonly zh: string; readonly en: string }): Localized {
  return { "zh-CN": entry.zh, en: entry.en };
}
