import type { EventType, Payload } from "@hearken/contracts";
import type { Instant } from "@hearken/kernel";
import type { BuiltinFact, FactValue } from "./builtin.js";

/** Where folding reads and writes facts; a write that changes nothing is not a change. */
export interface FactBoard {
  text(name: BuiltinFact): string;
  number(name: BuiltinFact): bigint;
  list(name: BuiltinFact): readonly string[];
  set(name: string, value: FactValue): void;
}

type Fold<T extends EventType> = (board: FactBoard, payload: Payload<T>, occurredAt: Instant) => void;

const count = (board: FactBoard, name: BuiltinFact): void => {
  board.set(name, board.number(name) + 1n);
};
const include = (board: FactBoard, name: BuiltinFact, value: string): void => {
  const list = board.list(name);
  if (!list.includes(value)) board.set(name, [...list, value]);
};
const stand = (board: FactBoard, status: string): void => {
  board.set("status", status);
  board.set("open", status === "open");
};
const people = (board: FactBoard, ids: readonly string[]): void => {
  board.set("complainantIds", ids);
  board.set("complainants", BigInt(ids.length));
};

const received: Fold<"complaint.received"> = (board, p, at) => {
  board.set("subject", "complaint");
  stand(board, "open");
  board.set("channel", p.channel);
  board.set("receivedBy", p.receivedBy);
  board.set("category", p.category ?? "");
  board.set("matter", p.matter ?? "");
  board.set("nature", p.nature ?? "grievance");
  board.set("customerType", p.customerType ?? "");
  board.set("stage", p.stage ?? "");
  board.set("emergency", p.emergency ?? false);
  board.set("professional", p.professional ?? false);
  board.set("receivedAt", BigInt(at));
  board.set("callEndedAt", BigInt(p.callEndedAt ?? 0));
  board.set("postedAt", BigInt(p.postedAt ?? 0));
  board.set("validity", "undetermined");
  people(board, [...new Set(p.complainantIds)]);
  if (p.previousId !== undefined) board.set("repeat", true);
};

const recorded: Fold<"fact.recorded"> = (board, p) => {
  if (p.flag !== undefined) board.set(p.name, p.flag);
  else if (p.number !== undefined) board.set(p.name, BigInt(p.number));
  else if (p.at !== undefined) board.set(p.name, BigInt(p.at));
  else board.set(p.name, p.code ?? "");
};

/** Whether the complainant takes it back or its recipient declines it: nobody handles it here any more. */
const withdrawn = (board: FactBoard): void => {
  stand(board, "withdrawn");
  board.set("suspended", false);
  board.set("suspendReason", "");
};

/** How each event changes the facts; types that are not here change none. */
const folds: { readonly [T in EventType]?: Fold<T> } = {
  "project.opened": (b, p, at) => {
    b.set("subject", "project");
    stand(b, "open");
    b.set("receivedAt", BigInt(at));
    b.set("moveInAt", BigInt(p.moveInAt ?? 0));
  },
  "complaint.received": received,
  "fact.recorded": recorded,
  "complaint.complainant_joined": (b, p) => {
    people(b, [...new Set([...b.list("complainantIds"), p.complainantId])]);
  },
  "complaint.complainant_left": (b, p) => {
    people(
      b,
      b.list("complainantIds").filter((id) => id !== p.complainantId),
    );
  },
  "complaint.accused": (b, p) => {
    if (p.post !== undefined) include(b, "accusedPosts", p.post);
    if (p.staffId !== undefined) include(b, "accusedStaffIds", p.staffId);
  },
  "complaint.categorized": (b, p) => {
    b.set("category", p.category);
    b.set("matter", p.matter ?? "");
  },
  "evidence.attached": (b, p) => {
    count(b, "evidence");
    include(b, "evidenceKinds", p.kind);
  },
  "complaint.relayed": (b, p) => {
    count(b, "relays");
    b.set("relayedTo", p.to);
    include(b, "relayedPosts", p.to);
    b.set("lead", p.to);
  },
  "complaint.passed_up": (b, p) => {
    b.set("passedTo", p.to);
    b.set("lead", p.to);
  },
  "validity.questioned": (b) => {
    b.set("validity", "questioned");
  },
  "validity.referred": (b) => {
    b.set("validity", "referred");
  },
  "validity.determined": (b, p) => {
    b.set("validity", p.validity);
  },
  "recurrence.found": (b, p) => {
    b.set("recurrentComplainants", BigInt(p.complainants));
  },
  "complaint.linked": (b, p) => {
    if (p.relation === "repeat") b.set("repeat", true);
  },
  "complaint.urged": (b) => {
    count(b, "urges");
  },
  "complaint.suspended": (b, p) => {
    b.set("suspended", true);
    b.set("suspendReason", p.reason);
  },
  "complaint.resumed": (b) => {
    b.set("suspended", false);
    b.set("suspendReason", "");
  },
  "feedback.promised": (b, p, at) => {
    b.set("promisedAt", BigInt(at));
    b.set("promisedOn", p.on);
    b.set("contactsSincePromise", 0n);
  },
  "feedback.extended": (b, p) => {
    b.set("promisedOn", p.on);
    count(b, "extensions");
    b.set("contactsSincePromise", 0n);
  },
  "appointment.made": (b, p) => {
    b.set("appointmentAt", BigInt(p.at));
  },
  "contact.made": (b, p) => {
    if (!p.reached) return;
    count(b, "contacts");
    if (p.purpose === "progress") count(b, "contactsSincePromise");
  },
  "checklist.ticked": (b, p) => {
    for (const item of p.items) include(b, "ticked", item);
  },
  "reply.sent": (b, p) => {
    count(b, "replies");
    if (p.public) count(b, "publicReplies");
  },
  "support.requested": (b, p) => {
    include(b, "supportFrom", p.from);
  },
  "support.answered": (b) => {
    count(b, "supportAnswered");
  },
  "meeting.held": (b, p) => {
    include(b, "meetings", p.post);
  },
  "command.appointed": (b, p) => {
    b.set("commanderId", p.commanderId);
    b.set("spokespersonId", p.spokespersonId);
  },
  "bulletin.issued": (b, p) => {
    include(b, "bulletins", p.kind);
  },
  "report.submitted": (b, p) => {
    include(b, "reports", p.kind);
  },
  "complaint.finished": (b, p, at) => {
    stand(b, "finished");
    b.set("finishedAt", BigInt(at));
    if (p.responsibility !== undefined) b.set("responsibility", p.responsibility);
  },
  "followup.made": (b, p) => {
    count(b, "followUps");
    b.set("followUpOutcome", p.outcome);
  },
  "complaint.closed": (b, _, at) => {
    stand(b, "closed");
    b.set("closedAt", BigInt(at));
  },
  "complaint.reopened": (b) => {
    stand(b, "open");
    count(b, "reopenings");
  },
  "complaint.withdrawn": withdrawn,
  "complaint.handed_over": (b) => {
    count(b, "handOvers");
  },
  "complaint.hand_over_failed": (b) => {
    count(b, "handOversAnswered");
    b.set("handOverOutcome", "failed");
  },
  "complaint.hand_over_answered": (b, p) => {
    count(b, "handOversAnswered");
    b.set("handOverOutcome", p.outcome);
  },
  "complaint.taken_over": (b) => {
    b.set("takenOver", true);
  },
  "complaint.hand_over_declined": withdrawn,
};

/** An event as far as the facts are concerned. */
export interface FoldedEvent<T extends EventType = EventType> {
  readonly type: T;
  readonly payload: Payload<T>;
  readonly occurredAt: Instant;
}

/** Lets one event change the facts. */
export function fold<T extends EventType>(board: FactBoard, { type, payload, occurredAt }: FoldedEvent<T>): void {
  folds[type]?.(board, payload, occurredAt);
}
