import { event, type EventType, type Payload } from "@hearken/contracts";
import { HOUR, instant, MINUTE, type Actor, type Instant, type LocalDate } from "@hearken/kernel";
import type { HistoryEvent } from "@hearken/regulation";

/** Received on a Wednesday in working time. */
const RECEIVED_AT = instant("2025-03-05T10:00:00+08:00");
const CENTRE: Actor = { kind: "staff", id: idOf(9), organizationId: null, posts: ["service_center"] };

type Told = { [T in EventType]: readonly [minutesLater: number, type: T, payload: Payload<T>] }[EventType];

/** A complaint as most go: taken in by phone, relayed, answered, promised, grown to three people, handled and visited. */
const ORDINARY: readonly Told[] = [
  [0, "complaint.received", received()],
  [5, "complaint.categorized", { category: "engineering_quality", matter: "leak" }],
  [20, "complaint.relayed", { to: "functional_handler", relayId: idOf(50) }],
  [40, "validity.questioned", {}],
  [90, "validity.referred", {}],
  [120, "validity.determined", { validity: "valid" }],
  [180, "relay.answered", { relayId: idOf(50), form: "written" }],
  [240, "feedback.promised", { on: "2025-03-12" }],
  [1_440, "complaint.complainant_joined", { complainantId: idOf(2) }],
  [1_500, "fact.recorded", { name: "mediaPossible", flag: true }],
  [
    1_600,
    "bulletin.issued",
    {
      bulletinId: idOf(60),
      kind: "hot",
      to: ["company_leaders", "group_coordination"],
      sections: ["present_state", "help_needed"],
    },
  ],
  [2_900, "contact.made", { contactId: idOf(61), purpose: "progress", medium: "phone", reached: true }],
  [4_400, "reply.sent", { replyId: idOf(62), kind: "substantive", public: false }],
  [5_800, "complaint.finished", {}],
  [7_300, "followup.made", { followUpId: idOf(63), outcome: "satisfied" }],
];

/** 15 facts of one ordinary complaint. */
export const ORDINARY_HISTORY: readonly HistoryEvent[] = ORDINARY.map(historyEvent);

/** 200 facts: a complaint that drags on, with relays, answers, people joining, contacts and new promises over 7 weeks. */
export const LONG_HISTORY: readonly HistoryEvent[] = longStory().map(historyEvent);

/** When the standing of the ordinary and of the long complaint is asked for. */
export const ASKED_AT: Instant = (RECEIVED_AT + 60 * 24 * HOUR) as Instant;

function longStory(): Told[] {
  const story: Told[] = [ORDINARY[0] ?? [0, "complaint.received", received()]];
  for (let round = 0; story.length < 200; round += 1) {
    const at = 30 + round * 24 * 60;
    const relayId = idOf(1_000 + round);
    const turns: readonly Told[] = [
      [at, "complaint.relayed", { to: "functional_handler", relayId }],
      [at + 150, "relay.answered", { relayId, form: round % 3 === 0 ? "oral" : "written" }],
      [
        at + 200,
        "contact.made",
        { contactId: idOf(2_000 + round), purpose: "progress", medium: "phone", reached: round % 2 === 0 },
      ],
      [at + 210, round === 0 ? "feedback.promised" : "feedback.extended", { on: dayAfter(at) }],
      [at + 400, "complaint.urged", {}],
      round < 12
        ? [at + 500, "complaint.complainant_joined", { complainantId: idOf(3_000 + round) }]
        : [at + 500, "evidence.attached", { evidenceId: idOf(3_000 + round), kind: "photo" }],
    ];
    story.push(...turns.slice(0, 200 - story.length));
  }
  return story;
}

function received(): Payload<"complaint.received"> {
  return {
    channel: "phone",
    complainantIds: [idOf(1)],
    receivedBy: "centre",
    regulation: "ligao",
    regulationVersion: 1,
    callEndedAt: RECEIVED_AT - 5 * MINUTE,
  };
}

function historyEvent([minutesLater, type, payload]: Told, index: number): HistoryEvent {
  const occurredAt = (RECEIVED_AT + minutesLater * MINUTE) as Instant;
  return {
    ...event(type, payload as Payload<typeof type>),
    id: idOf(10_000 + index),
    occurredAt,
    actor: CENTRE,
  } as HistoryEvent;
}

function dayAfter(minutesLater: number): LocalDate {
  return new Date(RECEIVED_AT + minutesLater * MINUTE + 48 * HOUR).toISOString().slice(0, 10) as LocalDate;
}

function idOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}
