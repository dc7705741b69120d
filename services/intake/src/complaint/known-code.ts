import { refuse, type Refusal } from "@hearken/kernel";
import { nearest, type Rules } from "@hearken/regulation";

/** A code of the input, and the list of the regulation that it must stand in. */
export interface CodeCheck {
  readonly code: string;
  readonly among: Iterable<string>;
  readonly path: readonly string[];
}

/** `INVALID_INPUT` with what was probably meant; `undefined` when the regulation knows the code. */
export function refuseUnknown({ code, among, path }: CodeCheck): Refusal | undefined {
  const known = [...among];
  if (known.includes(code)) return undefined;
  const meant = nearest(code, known);
  return refuse(
    "INVALID_INPUT",
    {
      en: `The regulation knows no "${code}"${meant === undefined ? "." : `; did you mean "${meant}"?`}`,
      "zh-CN": `制度中没有“${code}”${meant === undefined ? "。" : `，是否指“${meant}”？`}`,
    },
    { path: ["input", ...path] },
  );
}

export function refuseUnknownPost(rules: Rules, post: string | undefined, path: string): Refusal | undefined {
  if (post === undefined) return undefined;
  return refuseUnknown({ code: post, among: rules.file.posts.map(({ code }) => code), path: [path] });
}

export function refuseUnknownChannel(rules: Rules, channel: string): Refusal | undefined {
  return refuseUnknown({ code: channel, among: rules.file.channels.map(({ code }) => code), path: ["channel"] });
}

/** The category must stand in the regulation; the matter too, when the regulation divides that category. */
export function refuseUnknownCategory(
  rules: Rules,
  { category, matter }: { readonly category: string | undefined; readonly matter: string | undefined },
): Refusal | undefined {
  if (category === undefined) return matter === undefined ? undefined : MATTER_ALONE;
  const { categories } = rules.file;
  const unknown = refuseUnknown({ code: category, among: categories.map(({ code }) => code), path: ["category"] });
  if (unknown !== undefined || matter === undefined) return unknown;
  const matters = categories.filter(({ under }) => under === category).map(({ code }) => code);
  return matters.length === 0 ? undefined : refuseUnknown({ code: matter, among: matters, path: ["matter"] });
}

const MATTER_ALONE = refuse(
  "INVALID_INPUT",
  { en: "A matter stands inside a category: say which.", "zh-CN": "投诉事项须属于某一类别，请填写类别。" },
  { path: ["input", "category"] },
);
