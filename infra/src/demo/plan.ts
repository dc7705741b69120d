import type { Message } from "./message.js";

/** What is done with one message. */
export interface Step {
  readonly message: Message;
  /** Key of the earlier message of the same person about the same matter. */
  readonly previous: string | undefined;
  /** `repeat`: the earlier one had been answered by then; `related`: it had not. */
  readonly relation: "repeat" | "related" | undefined;
}

export const keyOf = ({ source, id }: Pick<Message, "source" | "id">): string => `${source}/${id}`;

/**
 * Joins what one person wrote: a message about the same matter (the same cluster, or the same subject but for spaces and
 * punctuation) follows the one before it. Answers a list for each person, so that people can be imported side by side.
 */
export function planImport(messages: readonly Message[]): readonly (readonly Step[])[] {
  const people = new Map<string, Step[]>();
  for (const message of messages) {
    const steps = people.get(message.author) ?? [];
    people.set(message.author, steps);
    const before = steps.findLast((step) => matterOf(step.message) === matterOf(message));
    steps.push({
      message,
      previous: before === undefined ? undefined : keyOf(before.message),
      relation: before === undefined ? undefined : isAnswered(before.message, message) ? "repeat" : "related",
    });
  }
  return [...people.values()];
}

const matterOf = ({ matter, subject }: Message): string => matter ?? subject.replace(/[\s\p{P}]/gu, "");

const isAnswered = (before: Message, now: Message): boolean =>
  before.answer !== undefined && before.answer.at <= now.postedAt;
