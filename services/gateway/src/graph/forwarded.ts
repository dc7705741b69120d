import type { Language } from "@hearken/kernel";

/** What the gateway passes on to the services when they run apart. */
export interface Forwarded {
  readonly authorization: string | undefined;
  readonly language: Language;
  readonly requestId: string;
  readonly idempotencyKey?: string | undefined;
}

/** Where a context carries it. */
export const FORWARDED = "gateway.forwarded";
