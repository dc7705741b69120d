import type { Consumer, RecordedEvent } from "@hearken/journal";
import type { ComplaintId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Platform } from "@hearken/service-kit";
import { complaintsById } from "../complaint/complaint.query.js";
import { tellRecurrence } from "./tell-recurrence.command.js";

/**
 * The same matter complained of by several people is told to each of their complaints as a fact, since rules look at one
 * complaint alone. Source: LG-5.5.1.2b.
 */
export function sameMatterConsumer(rulebook: Platform["rulebook"]): Consumer {
  return {
    name: "intake.same_matter",
    types: ["complaint.received", "complaint.categorized", "complaint.complainant_joined"],
    async handle(uow, events) {
      const complaints = await complaintsById(uow, [...new Set(events.map(({ streamId }) => complaintIdOf(streamId)))]);
      const byId = new Map(complaints.map((complaint) => [complaint.id, complaint]));
      for (const fact of events) {
        const complaint = byId.get(complaintIdOf(fact.streamId));
        if (complaint !== undefined) await learn(uow, { rulebook, complaint, fact });
      }
    },
  };
}

interface Learnt {
  readonly rulebook: Platform["rulebook"];
  readonly complaint: Parameters<typeof tellRecurrence>[1]["complaint"];
  readonly fact: RecordedEvent;
}

async function learn(uow: UnitOfWork, { rulebook, complaint, fact }: Learnt): Promise<void> {
  // Most complaints come in without a matter: nothing is asked for them.
  if (complaint.matter === null) return;
  const { regulation, regulationVersion: version, organizationId } = complaint;
  const { regulation: rules } = await rulebook.of(uow, { regulation, version, organizationId });
  await tellRecurrence(uow, { complaint, rules, occurredAt: fact.occurredAt });
}

function complaintIdOf(streamId: RecordedEvent["streamId"]): ComplaintId {
  return streamId as string as ComplaintId;
}
