import { event, type NewEvent } from "@hearken/contracts";
import type { Actor, Instant } from "@hearken/kernel";
import type { HistoryEvent, RegulationFile } from "@hearken/regulation";
import { keyOf, planImport } from "../demo/plan.js";
import type { Message } from "../demo/message.js";

/** A complaint that might have been: what happened to one message. */
export interface MessageHistory {
  readonly key: string;
  readonly events: readonly HistoryEvent[];
}

/** A uuid for a number: a trial on paper needs ids that are stable and nobody's. */
const idOf = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

/**
 * What would have happened to each message: taken in when it was posted, by the channel that is online (or the first);
 * passed on, answered and finished when it was answered. One person's second message about the same matter is a repeat.
 */
export function historiesOf(messages: readonly Message[], file: RegulationFile): readonly MessageHistory[] {
  const channel = (file.channels.find(({ online }) => online) ?? file.channels[0])?.code ?? "";
  const [lowest = "", ...higher] = file.ladder;
  const actor: Actor = { kind: "staff", id: idOf(1), organizationId: null, posts: [lowest, ...higher] };
  let last = 1_000;
  const next = (): string => idOf((last += 1));
  return planImport(messages).flatMap((steps) => {
    const complainant = next();
    const ids = new Map<string, string>();
    return steps.map(({ message, previous, relation }) => {
      const id = next();
      ids.set(keyOf(message), id);
      const before = relation === "repeat" && previous !== undefined ? ids.get(previous) : undefined;
      const happen = (happened: NewEvent, occurredAt: Instant): HistoryEvent => ({
        ...happened,
        id: next(),
        occurredAt,
        actor,
      });
      const received = event("complaint.received", {
        channel,
        complainantIds: [complainant],
        receivedBy: "centre",
        regulation: file.regulation,
        regulationVersion: file.version,
        postedAt: message.postedAt,
        ...(before === undefined ? {} : { previousId: before }),
      });
      const answered = message.answer === undefined ? [] : answer(lowest, next);
      const at = message.answer?.at ?? message.postedAt;
      return {
        key: keyOf(message),
        events: [happen(received, message.postedAt), ...answered.map((happened) => happen(happened, at))],
      };
    });
  });
}

function answer(post: string, next: () => string): readonly NewEvent[] {
  const relayId = next();
  return [
    event("complaint.relayed", { to: post, relayId }),
    event("relay.answered", { relayId, form: "electronic" }),
    event("reply.sent", { replyId: next(), kind: "formal", public: true }),
    event("complaint.finished", {}),
  ];
}
