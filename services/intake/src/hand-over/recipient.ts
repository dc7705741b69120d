import { refuse, type Instant, type OrganizationId, type Refusal } from "@hearken/kernel";
import type { Consent, HandOver, Sharing } from "./hand-over.js";

/** An organization as whoever hands over knows it: nothing but what names it. */
export interface Recipient {
  /** Stands for it here, and for nothing anywhere else. */
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly suspended: boolean;
}

/** The same with what decides whether it can be handed anything. */
export interface FoundRecipient extends Recipient {
  readonly organizationId: OrganizationId;
  /** Whether it goes by a regulation on that day. */
  readonly isRegulated: boolean;
}

/** What was done with the complaint before. */
export interface Before {
  readonly organizationId: OrganizationId;
  readonly given: readonly Pick<HandOver, "toOrganizationId" | "status">[];
  /** Every organization through which it came. */
  readonly passedThrough: readonly OrganizationId[];
}

/** Why it is not handed to this recipient; `undefined`: it may be. */
export function refuseRecipient(
  { organizationId, suspended, isRegulated }: FoundRecipient,
  before: Before,
): Refusal | undefined {
  if (organizationId === before.organizationId) return refuse("INVALID_INPUT", ITSELF, { path: PATH });
  if (before.passedThrough.includes(organizationId)) return refuse("ILLEGAL_TRANSITION", CIRCLE, { path: PATH });
  if (suspended) return refuse("INVALID_INPUT", SUSPENDED, { path: PATH });
  if (!isRegulated) return refuse("INVALID_INPUT", UNREGULATED, { path: PATH });
  const isWithThem = before.given.some(
    (one) => one.toOrganizationId === organizationId && (one.status === "offered" || one.status === "taken"),
  );
  return isWithThem ? refuse("ALREADY_EXISTS", TWICE, { path: PATH }) : undefined;
}

/** Nobody is told of without having agreed, and nobody agreed later than now. */
export function refuseConsent(
  { sharing, consent }: { readonly sharing: Sharing; readonly consent: Consent | undefined },
  at: Instant,
): Refusal | undefined {
  if (consent === undefined)
    return sharing === "identified" ? refuse("INVALID_INPUT", NO_CONSENT, { path: ["input", "consent"] }) : undefined;
  return consent.givenAt > at ? refuse("INVALID_INPUT", LATER, { path: ["input", "consent", "givenAt"] }) : undefined;
}

const PATH = ["input", "recipient"];
const ITSELF = {
  en: "A complaint is handed over to another organization.",
  "zh-CN": "投诉只能移交给其他组织。",
};
const CIRCLE = {
  en: "It came from there: answer the hand-over instead.",
  "zh-CN": "该投诉由此组织移交而来，请答复移交。",
};
const SUSPENDED = {
  en: "The group does not work with this organization at present.",
  "zh-CN": "该组织已暂停合作。",
};
const UNREGULATED = {
  en: "This organization goes by no regulation on that day.",
  "zh-CN": "该组织在该日未执行任何制度。",
};
const TWICE = { en: "It is with this organization already.", "zh-CN": "该投诉已移交给此组织。" };
const NO_CONSENT = {
  en: "Without the complainant's consent a redacted copy goes along, or none.",
  "zh-CN": "未经投诉人同意，只能移交脱敏副本。",
};
const LATER = { en: "This lies after the hand-over.", "zh-CN": "该时间晚于移交时间。" };
