import { event, type NewEvent } from "@hearken/contracts";
import { HOUR, instant, MINUTE, type Actor } from "@hearken/kernel";
import type { HistoryEvent, RegulationFile } from "@hearken/regulation";

/* Histories in the words of any regulation: its channels, posts, steps and forms. */

const RECEIVED_AT = instant("2025-03-05T10:00:00+08:00");

const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

/** `length` facts of one complaint: taken in, passed on, its steps taken and forms filed one after another, answered and finished. */
export function historyUnder(file: RegulationFile, length: number): readonly HistoryEvent[] {
  const posts = file.posts.map(({ code }) => code);
  const actor: Actor = { kind: "staff", id: idOf(9), organizationId: null, posts };
  const middle = Array.from({ length: length - 5 }, (_, index) => handlingOf(file, index));
  const events: readonly NewEvent[] = [
    received(file),
    event("complaint.relayed", { to: file.ladder[0] ?? "", relayId: idOf(50) }),
    ...middle,
    event("reply.sent", { replyId: idOf(62), kind: "substantive", public: false }),
    event("complaint.finished", {}),
    event("followup.made", { followUpId: idOf(63), outcome: "satisfied" }),
  ];
  const gap = Math.floor((40 * 24 * HOUR) / length / MINUTE) * MINUTE;
  return events.map(
    (one, index) =>
      ({ ...one, id: idOf(10_000 + index), occurredAt: RECEIVED_AT + index * gap, actor }) as unknown as HistoryEvent,
  );
}

function received(file: RegulationFile): NewEvent {
  const category = file.categories[0]?.code;
  return event("complaint.received", {
    channel: file.channels[0]?.code ?? "",
    complainantIds: [idOf(1)],
    receivedBy: "centre",
    regulation: file.regulation,
    regulationVersion: file.version,
    ...(category === undefined ? {} : { category }),
  });
}

/** What happens while it is handled: contacts, answers to relays, and the steps and forms of the regulation in turn. */
function handlingOf(file: RegulationFile, index: number): NewEvent {
  const step = file.steps[Math.floor(index / 4) % Math.max(1, file.steps.length)];
  const form = file.forms[Math.floor(index / 4) % Math.max(1, file.forms.length)];
  switch (index % 4) {
    case 0:
      if (step !== undefined) return event("step.taken", { step: step.code, date: "2025-03-12", party: "somebody" });
      return event("complaint.urged", {});
    case 1:
      return event("contact.made", {
        contactId: idOf(2_000 + index),
        purpose: "progress",
        medium: "phone",
        reached: true,
      });
    case 2:
      if (form === undefined) return event("evidence.attached", { evidenceId: idOf(3_000 + index), kind: "photo" });
      return event("record.filed", {
        form: form.code,
        recordId: idOf(4_000 + index),
        filled: form.fields.map(({ code }) => code),
      });
    default:
      if (index % 12 === 3) return event("feedback.promised", { on: "2025-03-20" });
      return event("complaint.urged", {});
  }
}
