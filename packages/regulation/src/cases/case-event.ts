import { contractOf, contracts, type EventContract, type EventType } from "@hearken/contracts";
import { instant, type Actor, type Instant } from "@hearken/kernel";
import type { HistoryEvent, ProposedEvent } from "../evaluation/standing.js";
import { nearest } from "../file/problem.js";
import type { RegulationFile } from "../file/schema.js";
import { qualifiedField, typeOf } from "../rules/event-name.js";
import type { Happening } from "./case.schema.js";

/** Says in words what a case has wrong. */
export class BadCase extends Error {
  override name = "BadCase";
}

/** What a case needs to know to be told. */
export interface Telling {
  readonly zone: string;
  readonly file: RegulationFile;
}

/** `; did you mean post?`, where that can be guessed. */
export function meant(word: string, known: Iterable<string>): string {
  const guess = nearest(word, known);
  return guess === undefined ? "" : `; did you mean ${guess}?`;
}

/** The uuid that stands for a number in a case. */
export const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

/** `2024-09-02 10:00` on the wall clock of the zone; `24:00` is the end of the day. */
export function instantOf(text: string, zone: string): Instant {
  const [date = "", time = ""] = text.split(" ");
  const isEnd = time.startsWith("24");
  try {
    const local = Temporal.PlainDate.from(date)
      .add({ days: isEnd ? 1 : 0 })
      .toZonedDateTime({ timeZone: zone, plainTime: isEnd ? "00:00" : time });
    return instant(local.toInstant().toString());
  } catch (error) {
    if (error instanceof RangeError) throw new BadCase(`there is no day and time ${text}`);
    throw error;
  }
}

/** An event as the journal would keep it. Throws `BadCase` for an event or a payload that there is not. */
export function happened(one: Happening, index: number, telling: Telling): HistoryEvent {
  return { ...proposed(one.event, one, telling), id: idOf(1_000 + index), occurredAt: instantOf(one.at, telling.zone) };
}

type Acting = Pick<Happening, "with" | "by" | "person">;

/** An event as somebody would want it to happen. */
export function proposed(name: string, { with: given, by, person }: Acting, telling: Telling): ProposedEvent {
  const type = typeOf(name);
  const actor: Actor = { kind: "staff", id: idOf(900 + person), organizationId: null, posts: by };
  const payload = payloadOf(name, { ...usual(type, telling.file), ...qualified(name) }, { given, zone: telling.zone });
  return { type: type as EventType, payload, actor } as ProposedEvent;
}

/** What an event of that name says: what is usual, and over it what a case gives. */
export function payloadOf(
  name: string,
  usually: object,
  { given, zone }: { readonly given: Happening["with"]; readonly zone: string },
): Readonly<Record<string, unknown>> {
  const contract = contractFor(typeOf(name));
  const payload: Record<string, unknown> = { ...usually };
  for (const [field, value] of Object.entries(given)) {
    const known = contract.fields[field];
    if (known === undefined)
      throw new BadCase(`${contract.type} has no ${field}${meant(field, Object.keys(contract.fields))}`);
    payload[field] = read(value, known.type, zone);
  }
  const parsed = contract.schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BadCase(`${contract.type} ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "cannot be read"}`);
}

/** The duties of an organization are told beside what happens to a complaint; nothing else of it is. */
const TOLD = contracts.filter(({ stream, nature }) => stream === "complaint" && nature === "fact");
const TYPES = [...TOLD.map(({ type }) => type), "duty.done"];

function contractFor(type: string): EventContract {
  const contract = contractOf(type);
  if (contract === undefined) throw new BadCase(`there is no event ${type}${meant(type, TYPES)}`);
  if (contract.nature === "derived")
    throw new BadCase(`${type} follows from what happens: a case expects it, its history cannot hold it`);
  if (!TYPES.includes(type)) throw new BadCase(`no rule hears of ${type}`);
  return contract;
}

/** What stands behind the colon of a name, in the field that it speaks of. */
export function qualified(name: string): object {
  const type = typeOf(name);
  if (type === name) return {};
  const field = type === "duty.done" ? "duty" : qualifiedField(type);
  if (field === undefined && contractOf(type) !== undefined)
    throw new BadCase(`${type} says nothing behind a colon: write ${name.slice(type.length + 1)} under \`with\``);
  return field === undefined ? {} : { [field]: name.slice(type.length + 1) };
}

/** What nobody wants to write in every case. */
function usual(type: string, { regulation, version, channels }: RegulationFile): object {
  if (type !== "complaint.received") return USUAL[type] ?? {};
  const channel = (channels.find(({ code }) => code === "phone") ?? channels[0])?.code ?? "";
  return { channel, complainantIds: [idOf(1)], receivedBy: "centre", regulation, regulationVersion: version };
}

const USUAL: Readonly<Record<string, object>> = {
  "complaint.relayed": { relayId: idOf(500) },
  "relay.answered": { relayId: idOf(500), form: "written" },
  "record.filed": { recordId: idOf(501), filled: [] },
  "reply.sent": { replyId: idOf(502), kind: "substantive", public: false },
  "contact.made": { contactId: idOf(503), purpose: "progress", medium: "phone", reached: true },
  "followup.made": { followUpId: idOf(504), outcome: "satisfied" },
  "report.submitted": { reportId: idOf(505), sections: [] },
  "bulletin.issued": { bulletinId: idOf(506), to: [], sections: [] },
  "notice.sent": { noticeId: idOf(507), to: [] },
  "support.requested": { supportId: idOf(508) },
  "support.answered": { supportId: idOf(508) },
  "evidence.attached": { evidenceId: idOf(509) },
  "level.set": { reasonId: idOf(510) },
  "obligation.waived": { reasonId: idOf(510) },
  "validity.determined": { validity: "valid" },
};

const MOMENT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/;

function read(value: unknown, type: string, zone: string): unknown {
  if (type === "string" && typeof value === "number") return idOf(value);
  if (type === "list<string>" && Array.isArray(value))
    return value.map((item: unknown) => (typeof item === "number" ? idOf(item) : item));
  if (type === "int" && typeof value === "string" && MOMENT.test(value)) return instantOf(value, zone);
  return value;
}
