import type { Rules } from "@hearken/regulation";
import { refuseUnknownCategory, refuseUnknownChannel } from "./known-code.js";

/** The codes of a complaint that a regulation may or may not know. */
export interface Codes {
  readonly channel: string;
  readonly category: string | undefined;
  readonly matter: string | undefined;
}

/** Under which a complaint comes in whose channel the regulation does not know, the first that it has; else its first one. */
const LIKE_A_LETTER = ["other", "written", "letter"];

/** The codes under the recipient's regulation: what it does not know falls back to another channel, or is left open. */
export function knownIn(rules: Rules, { channel, category, matter }: Codes): Codes {
  return { channel: channelIn(rules, channel), ...categoryIn(rules, { category, matter }) };
}

function channelIn(rules: Rules, channel: string): string {
  if (refuseUnknownChannel(rules, channel) === undefined) return channel;
  const codes = rules.file.channels.map(({ code }) => code);
  return LIKE_A_LETTER.find((code) => codes.includes(code)) ?? codes[0] ?? channel;
}

function categoryIn(rules: Rules, { category, matter }: Omit<Codes, "channel">): Omit<Codes, "channel"> {
  const isKnown = (asked: Omit<Codes, "channel">): boolean => refuseUnknownCategory(rules, asked) === undefined;
  if (isKnown({ category, matter })) return { category, matter };
  return { category: isKnown({ category, matter: undefined }) ? category : undefined, matter: undefined };
}
