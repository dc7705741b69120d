import { contractOf, type EventType } from "@hearken/contracts";
import { instant, type Actor, type Instant } from "@hearken/kernel";
import type { HistoryEvent, ProposedEvent } from "../evaluation/standing.js";
import { nearest } from "../file/problem.js";
import type { Happening } from "./case.schema.js";

/** Says in words what a case has wrong. */
export class BadCase extends Error {
  override name = "BadCase";
}

/** What a case needs to know to be told. */
export interface Telling {
  readonly zone: string;
  readonly regulation: string;
  readonly version: number;
}

/** The uuid that stands for a number in a case. */
const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

/** `2024-09-02 10:00` on the wall clock of the zone; `24:00` is the end of the day. */
export function instantOf(text: string, zone: string): Instant {
  const [date = "", time = ""] = text.split(" ");
  const isEnd = time.startsWith("24");
  const local = Temporal.PlainDate.from(date)
    .add({ days: isEnd ? 1 : 0 })
    .toZonedDateTime({ timeZone: zone, plainTime: isEnd ? "00:00" : time });
  return instant(local.toInstant().toString());
}

/** An event as the journal would keep it. Throws `BadCase` for an event or a payload that there is not. */
export function happened(one: Happening, index: number, telling: Telling): HistoryEvent {
  return { ...proposed(one.event, one, telling), id: idOf(1_000 + index), occurredAt: instantOf(one.at, telling.zone) };
}

/** An event as somebody would want it to happen. */
export function proposed(
  name: string,
  { with: given, by, person }: Pick<Happening, "with" | "by" | "person">,
  telling: Telling,
): ProposedEvent {
  const [type = "", qualifier] = name.split(":", 2);
  const contract = contractOf(type);
  if (contract === undefined) throw new BadCase(`there is no event ${type}`);
  const payload: Record<string, unknown> = { ...usual(type, qualifier, telling) };
  for (const [field, value] of Object.entries(given)) {
    const known = contract.fields[field];
    if (known === undefined) {
      const meant = nearest(field, Object.keys(contract.fields));
      throw new BadCase(`${type} has no ${field}${meant === undefined ? "" : `; did you mean ${meant}?`}`);
    }
    payload[field] = read(value, known.type, telling.zone);
  }
  const parsed = contract.schema.safeParse(payload);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadCase(`${type} ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "cannot be read"}`);
  }
  const actor: Actor = { kind: "staff", id: idOf(900 + person), organizationId: null, posts: by };
  return { type: type as EventType, payload: parsed.data, actor } as ProposedEvent;
}

/** What nobody wants to write in every case. */
function usual(type: string, qualifier: string | undefined, { regulation, version }: Telling): object {
  switch (type) {
    case "complaint.received":
      return {
        channel: "phone",
        complainantIds: [idOf(1)],
        receivedBy: "centre",
        regulation,
        regulationVersion: version,
      };
    case "complaint.relayed":
      return { relayId: idOf(500), ...(qualifier === undefined ? {} : { to: qualifier }) };
    case "complaint.passed_up":
      return qualifier === undefined ? {} : { to: qualifier };
    case "relay.answered":
      return { relayId: idOf(500), form: "written" };
    case "step.taken":
      return { step: qualifier };
    case "record.filed":
      return { form: qualifier, recordId: idOf(501), filled: [] };
    case "fact.recorded":
      return { name: qualifier };
    case "reply.sent":
      return { replyId: idOf(502), kind: qualifier ?? "substantive", public: false };
    case "contact.made":
      return { contactId: idOf(503), purpose: qualifier ?? "progress", medium: "phone", reached: true };
    case "followup.made":
      return { followUpId: idOf(504), outcome: qualifier ?? "satisfied" };
    case "report.submitted":
      return { reportId: idOf(505), kind: qualifier, sections: [] };
    default:
      return {};
  }
}

const MOMENT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/;

function read(value: unknown, type: string, zone: string): unknown {
  if (type === "string" && typeof value === "number") return idOf(value);
  if (type === "list<string>" && Array.isArray(value))
    return value.map((item: unknown) => (typeof item === "number" ? idOf(item) : item));
  if (type === "int" && typeof value === "string" && MOMENT.test(value)) return instantOf(value, zone);
  return value;
}
