import { event } from "@hearken/contracts";
import { history, type RecordedEvent } from "@hearken/journal";
import { isRefusal, newId, SYSTEM, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Rules } from "@hearken/regulation";
import type { Platform } from "@hearken/service-kit";
import { openField, sealPerson, type PersonalData } from "../complainant/sealed-person.js";
import { streamOf, type Complaint } from "../complaint/complaint.js";
import { enterComplaint, type Entering } from "../complaint/enter-complaint.command.js";
import { categorizedEvent, receivedComplaint, receivedEvent } from "../complaint/filing.js";
import { askGates, beforeReceipt } from "../complaint/gates.js";
import { rulesOn, type InForce } from "../complaint/rules-on.query.js";
import type { Failure, HandOver, TakenOver } from "./hand-over.js";
import { handedBefore, peopleOf, type PersonBehind } from "./hand-over.query.js";
import { insertTakenOver } from "./hand-over.repository.js";
import { handedEntry } from "./handed-entry.js";
import { handedFiling, toldPerson, type Given } from "./prepare-filing.command.js";
import type { KnownPerson } from "./redaction.js";
import { isSuspended } from "./recipient.query.js";

export interface TakeOver {
  readonly handOver: HandOver;
  /** The giver's, as it is now. */
  readonly complaint: Complaint;
  /** Of the hand-over, in the giver's history: what comes before it goes along. */
  readonly version: number;
  readonly platform: Pick<Platform, "rulebook" | "keyring">;
}

/** Why the recipient's complaint was not made. */
export interface Failed {
  readonly failure: Failure;
  readonly clause?: string | undefined;
}

/**
 * Makes the recipient's complaint from the giver's, received at the moment of the hand-over under the regulation that
 * the recipient goes by then. What hinders it is answered, and nothing is written.
 */
export async function takeOverComplaint(uow: UnitOfWork, taking: TakeOver): Promise<Failed | undefined> {
  const { handOver, complaint, platform } = taking;
  const { toOrganizationId: organizationId, at: receivedAt } = handOver;
  if (complaint.status === "withdrawn") return { failure: "withdrawn" };
  if (await isSuspended(uow, organizationId)) return { failure: "suspended" };
  const inForce = await rulesOn(uow, platform.rulebook, { organizationId, receivedAt });
  if (inForce === undefined || isRefusal(inForce)) return { failure: "unregulated" };
  const keys = await platform.keyring.of(uow);
  const [past, kept] = await Promise.all([history(uow, streamOf(complaint.id)), peopleOf(uow, complaint.id)]);
  const until = past.filter(({ version }) => version < taking.version);
  const people = kept.map((person) => ({ ...person, ...opened(keys, person) }));
  const made = recipientsComplaint({ complaint, handOver, history: until, people }, { keys, ...inForce });
  if (isRefusal(made)) return { failure: "refused", clause: made.clause };
  await enterComplaint(uow, made);
  await insertTakenOver(uow, await takenOver(uow, taking, made.complaint), until.map(handedEntry));
  return undefined;
}

interface Behind extends Given {
  readonly history: readonly RecordedEvent[];
  readonly people: readonly (KnownPerson & Pick<PersonBehind, "customerType" | "leftAt">)[];
}

type Keys = Awaited<ReturnType<Platform["keyring"]["of"]>>;

function opened(keys: Keys, kept: PersonBehind): KnownPerson {
  return {
    name: openField(keys, kept, "name"),
    phone: openField(keys, kept, "phone"),
    address: openField(keys, kept, "address"),
    identityNumber: openField(keys, kept, "identity_number"),
  };
}

/** The complaint and the facts that it begins with, unless a gate of the recipient's regulation refuses it. */
function recipientsComplaint(
  given: Behind,
  { keys, rules, on }: InForce & { readonly keys: Keys },
): Entering | Refusal {
  const { handOver, history: past } = given;
  const input = handedFiling(given, rules);
  const { code: regulation, version: regulationVersion } = rules;
  const filed = { tenantId: handOver.tenantId, id: newId<"Complaint">(), receivedAt: handOver.at, on };
  const complaint = receivedComplaint(input, { ...filed, regulation, regulationVersion });
  const staying = given.people.filter(({ leftAt }) => leftAt === null);
  const complainants = staying.map((one) => newcomer(keys, toldPerson(one, handOver), one));
  const complainantIds = complainants.map(({ id }) => id);
  const stage = past.map(({ type, payload }) => (type === "complaint.received" ? payload.stage : undefined))[0];
  const received = receivedEvent(input, complaint, { complainantIds, stage: stage as Stage });
  const no = refusedBy(rules, complaint, [received, ...categorizedEvent(input)]);
  if (no !== undefined) return no;
  const { id: handOverId, organizationId: fromOrganizationId } = handOver;
  const events = [received, event("complaint.taken_over", { handOverId, fromOrganizationId })];
  return { complaint: { ...complaint, version: events.length }, complainants, events, actor: SYSTEM };
}

type Stage = Parameters<typeof receivedEvent>[2]["stage"];

function newcomer(
  keys: Keys,
  told: PersonalData,
  { customerType }: Pick<PersonBehind, "customerType">,
): Entering["complainants"][number] {
  const id = newId<"Complainant">();
  return { id, sealed: sealPerson(keys, id, told), reference: null, customerType, isKnown: false };
}

function refusedBy(
  rules: Rules,
  { receivedAt }: Complaint,
  events: readonly ReturnType<typeof receivedEvent>[],
): Refusal | undefined {
  const proposed = events.map((one) => ({ ...one, actor: SYSTEM }));
  const answer = askGates(rules, () => beforeReceipt(rules, receivedAt), proposed);
  return isRefusal(answer) ? answer : undefined;
}

async function takenOver(uow: UnitOfWork, { handOver, complaint }: TakeOver, made: Complaint): Promise<TakenOver> {
  const { passedThrough } = await handedBefore(uow, complaint.id);
  const { tenantId, id: complaintId, organizationId, projectId } = made;
  const { id: handOverId, at, sharing, consentMedium, consentGivenAt } = handOver;
  return {
    ...{ tenantId, complaintId, organizationId, projectId, handOverId, at, sharing, consentMedium, consentGivenAt },
    fromOrganizationId: complaint.organizationId,
    passedThrough: [...passedThrough, complaint.organizationId],
    givenChannel: complaint.channel,
    givenCategory: complaint.category,
    givenMatter: complaint.matter,
  };
}
