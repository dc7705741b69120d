import { event } from "@hearken/contracts";
import type { RecordedEvent } from "@hearken/journal";
import { z } from "zod";
import { code, codes, date, instant, maybe, onComplaint, prose, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseUnknown } from "../complaint/known-code.js";
import { writeWords } from "../words/write-words.command.js";

/**
 * Takes a step that the regulation names. What it must be told with, and by whom, is the regulation's to say.
 * `recordId` points at something of this very complaint; words that come along are kept, and pointed at where nothing else is.
 */
export const takeStep = useCase({
  name: "takeStep",
  action: "complaint.handle",
  input: onComplaint({
    step: code,
    outcome: maybe(code),
    party: maybe(code),
    number: maybe(z.int()),
    date: maybe(date),
    at: maybe(instant),
    items: maybe(codes),
    recordId: maybe(reference),
    staffId: maybe(reference),
    text: maybe(prose(20_000)),
  }),
  names: ({ staffId }) => ({ staff: [staffId] }),
  decide(input, situation) {
    const { step, outcome, party, number, date: on, at, items, staffId, text } = input;
    if (input.recordId !== undefined && !isNamed(situation.history, input.recordId)) return undefined;
    const unknown = refuseUnknown({ code: step, among: situation.rules.steps, path: ["step"] });
    if (unknown !== undefined) return unknown;
    const words =
      text === undefined ? undefined : writeWords(situation, "step", { text, aboutId: input.recordId ?? null });
    const recordId = input.recordId ?? words?.id;
    return {
      events: [event("step.taken", { step, outcome, party, number, date: on, at, items, recordId, staffId })],
      rows: words?.rows ?? [],
    };
  },
});

/** Whether some fact of the history points at it. */
export function isNamed(history: readonly RecordedEvent[], id: string): boolean {
  return history.some(({ payload }) => (Object.values(payload) as unknown[]).includes(id));
}
