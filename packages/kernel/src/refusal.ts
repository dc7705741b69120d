import type { Localized } from "./localized.js";

/** The stable reasons for which a command is refused. */
export const REFUSAL_CODES = [
  "INVALID_INPUT",
  "ILLEGAL_TRANSITION",
  "STALE_VERSION",
  "FORBIDDEN",
  "REGULATION",
  "IDEMPOTENCY_KEY_REUSED",
  "IN_FLIGHT",
  "ALREADY_EXISTS",
  "CALENDAR_UNPUBLISHED",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An expected no: a value that a decision returns; nothing has changed. */
export interface Refusal {
  readonly kind: "refusal";
  readonly code: RefusalCode;
  readonly message: Localized;
  /** Where in the input, for example `["input", "text"]`; empty when it is about the whole. */
  readonly path: readonly string[];
  /** Id of the clause that refuses, where a regulation does. */
  readonly clause?: string;
  /** The version to decide on again, when the code is `STALE_VERSION`. */
  readonly currentVersion?: number;
}

export function refuse(
  code: RefusalCode,
  message: Localized,
  more: Partial<Pick<Refusal, "path" | "clause" | "currentVersion">> = {},
): Refusal {
  return { kind: "refusal", code, message, path: [], ...more };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && (value as { kind?: unknown }).kind === "refusal";
}
