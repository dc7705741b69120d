import { refuse, type Localized, type Refusal } from "@hearken/kernel";

export interface TextRules {
  /** The most code points. */
  readonly max: number;
  /** Whether line breaks and tabs are kept; without it they are refused. */
  readonly multiline?: boolean;
  /** Whether text without any visible character passes. */
  readonly mayBeBlank?: boolean;
  /** Whether characters that turn the direction of writing are taken out: for names. */
  readonly stripDirection?: boolean;
  readonly path?: readonly string[];
}

/** UTF-8 needs up to 4 bytes a code point; 3 leave room for any Chinese text and bound what is stored. */
const BYTES_PER_CODE_POINT = 3;
const CONTROL = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const LINE = /[\t\n\r]/;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const BLANK = /^[\s\u0085\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u3164\u115f\u1160]*$/u;

/** The text in normal form NFC with trimmed ends, or the refusal `INVALID_INPUT` that says what is wrong with it. */
export function cleanText(value: string, rules: TextRules): string | Refusal {
  const no = (message: Localized): Refusal => refuse("INVALID_INPUT", message, { path: rules.path ?? [] });
  // The length before normalisation bounds the work of normalising.
  if (value.length > rules.max * 4) return no(tooLong(rules.max));
  if (!value.isWellFormed()) return no(BROKEN);
  if (value.includes("\u0000") || CONTROL.test(value)) return no(CONTROLS);
  if (rules.multiline !== true && LINE.test(value)) return no(ONE_LINE);
  const text = (rules.stripDirection === true ? value.replace(DIRECTION, "") : value).normalize("NFC").trim();
  if (rules.mayBeBlank !== true && BLANK.test(text)) return no(NOTHING);
  if (codePoints(text) > rules.max || Buffer.byteLength(text) > rules.max * BYTES_PER_CODE_POINT)
    return no(tooLong(rules.max));
  return text;
}

function codePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) i += 1;
    count += 1;
  }
  return count;
}

const BROKEN: Localized = { en: "The text holds broken characters.", "zh-CN": "文本含有残缺的字符。" };
const CONTROLS: Localized = { en: "The text holds control characters.", "zh-CN": "文本含有控制字符。" };
const ONE_LINE: Localized = { en: "The text must be a single line.", "zh-CN": "文本必须为单行。" };
const NOTHING: Localized = { en: "The text says nothing.", "zh-CN": "文本不能为空。" };

function tooLong(max: number): Localized {
  return { en: `The text is longer than ${max} characters.`, "zh-CN": `文本超过 ${max} 个字符。` };
}
