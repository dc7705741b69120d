import type { EventType, NewEvent } from "@hearken/contracts";
import { refuse, type Instant, type Refusal } from "@hearken/kernel";
import type { HandOverStatus, Outcome } from "./hand-over.js";

/** A fact of the recipient's complaint, as far as answering is concerned. */
type Happened = NewEvent & { readonly occurredAt: Instant };

const ANSWERS = {
  "complaint.hand_over_reported": "reported",
  "complaint.hand_over_declined": "declined",
  "complaint.finished": "finished",
  "complaint.closed": "closed",
  "complaint.withdrawn": "withdrawn",
} as const satisfies Partial<Record<EventType, Outcome>>;

/** The facts by which a recipient answers: the first of them counts. */
export const ANSWERING = Object.keys(ANSWERS) as readonly (keyof typeof ANSWERS)[];

export function isAnswering(type: EventType): type is keyof typeof ANSWERS {
  return Object.hasOwn(ANSWERS, type);
}

export function outcomeOf(type: keyof typeof ANSWERS): Outcome {
  return ANSWERS[type];
}

export interface Answered {
  readonly outcome: Outcome;
  readonly at: Instant;
}

/** How and when a complaint with this history answered; `undefined`: it has not yet. */
export function answerIn(history: readonly Happened[]): Answered | undefined {
  for (const { type, occurredAt: at } of history) if (isAnswering(type)) return { outcome: outcomeOf(type), at };
  return undefined;
}

/** How the hand-over stands once it is answered like this. */
export function statusOf(outcome: Outcome | undefined): HandOverStatus {
  if (outcome === undefined) return "taken";
  return outcome === "declined" ? "declined" : "answered";
}

/** The hand-over that this complaint has still to answer: only what was taken over is answered, and once. */
export function unanswered(history: readonly Happened[]): { readonly handOverId: string } | Refusal {
  for (const { type, payload } of history) {
    if (type !== "complaint.taken_over") continue;
    return answerIn(history) === undefined ? { handOverId: payload.handOverId } : refuse("ALREADY_EXISTS", ANSWERED);
  }
  return refuse("ILLEGAL_TRANSITION", OWN);
}

const OWN = {
  en: "This complaint was not taken over: there is nobody to answer.",
  "zh-CN": "该投诉并非由其他组织移交，无需答复。",
};
const ANSWERED = { en: "The hand-over was answered already.", "zh-CN": "该移交已答复。" };
