import type { NewEvent } from "@hearken/contracts";
import { append, history, lock, type RecordedEvent } from "@hearken/journal";
import { isRefusal, type Actor, type ComplaintId, type Instant, type Refusal } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { evaluate, type Rules, type Standing } from "@hearken/regulation";
import { can, type Action, type Platform } from "@hearken/service-kit";
import type { z } from "zod";
import { refuseAdmission } from "./admission.js";
import { evolve, placeOf, streamOf, type Complaint, type Place } from "./complaint.js";
import { complaintById } from "./complaint.query.js";
import { updateComplaint, type Put } from "./complaint.repository.js";
import type { Done } from "./done.js";
import { askGates } from "./gates.js";
import type { CommandName } from "./legal-commands.js";
import { areWithinReach, type Named } from "./named.query.js";

export type { Put } from "./complaint.repository.js";

/** What every use case on a complaint is given. */
export interface OnComplaint {
  readonly complaintId: string;
  readonly expectedVersion?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly occurredAt?: Instant | undefined;
}

/** What seals and opens a tenant's personal data. */
export type TenantKeys = Awaited<ReturnType<Platform["keyring"]["of"]>>;

/** Everything that a decision may look at. */
export interface Situation {
  readonly uow: UnitOfWork;
  readonly complaint: Complaint;
  readonly history: readonly RecordedEvent[];
  readonly rules: Rules;
  /** All that follows from the history at `at`; reckoned when it is asked for, once. */
  readonly standing: () => Standing;
  /** The tenant's, for whoever seals or opens personal data. */
  readonly keys: () => Promise<TenantKeys>;
  readonly actor: Actor;
  /** When it happened: now, or earlier for an import. */
  readonly at: Instant;
  /** The columns that every row of the complaint begins with. */
  readonly place: Place;
}

/** The facts that a use case makes, and the rows that they point at. */
export interface Decision {
  readonly events: readonly NewEvent[];
  readonly rows?: readonly Put[];
  /** What its answer shows of what it makes: a key of it. */
  readonly made?: string;
}

/** `undefined`: something that the input points at is not there, or not visible. */
export type Decided = Decision | Refusal | undefined;

/** One thing that can be done to a complaint. */
export interface UseCase<I extends OnComplaint = OnComplaint> {
  readonly name: CommandName;
  readonly action: Action;
  readonly input: z.ZodType<I>;
  /** Whom the input names in the directory: all of them must be there and within reach. */
  names?(input: I): Named;
  /** The field of the input from which what a gate speaks of comes, where the fact calls it otherwise. */
  fieldOf?(name: string): string;
  decide(input: I, situation: Situation): Decided | Promise<Decided>;
}

export function useCase<I extends OnComplaint>(definition: UseCase<I>): UseCase<I> {
  return definition;
}

export interface Handling<I extends OnComplaint> {
  readonly useCase: UseCase<I>;
  readonly input: I;
  readonly complaintId: ComplaintId;
  readonly principal: Parameters<typeof can>[0];
  readonly rulebook: Platform["rulebook"];
  readonly keyring: Platform["keyring"];
}

/**
 * The one way in which a complaint that is there changes: its stream is held, so that a gate decides on a settled
 * history; the state, the use case and the regulation are asked in this order; then rows, facts and the complaint's own
 * row are written together. `undefined` when the complaint, or what the input points at, is not within reach.
 * Statements: lock, row, history; then one per row, append, update. Two round trips, one more when the input names people.
 */
export async function handleComplaint<I extends OnComplaint>(
  uow: UnitOfWork,
  handling: Handling<I>,
): Promise<Done | Refusal | undefined> {
  const { complaintId, input, useCase: it, principal } = handling;
  const [stream, complaint, past] = await Promise.all([
    lock(uow, streamOf(complaintId)),
    complaintById(uow, complaintId),
    history(uow, streamOf(complaintId)),
  ]);
  if (stream === undefined || complaint === undefined) return undefined;
  const { expectedVersion, occurredAt } = input;
  const mayImport = can(principal, "complaint.import");
  const no = refuseAdmission(complaint, { command: it.name, expectedVersion, occurredAt, now: uow.now, mayImport });
  if (no !== undefined) return no;
  if (it.names !== undefined && !(await areWithinReach(uow, it.names(input)))) return undefined;
  const { regulation, regulationVersion: version, organizationId } = complaint;
  const { regulation: rules } = await handling.rulebook.of(uow, { regulation, version, organizationId });
  const at = occurredAt ?? uow.now;
  const { actor } = principal;
  const standing = once(() => evaluate(rules, past, at));
  const keys = (): Promise<TenantKeys> => handling.keyring.of(uow);
  const situation = { uow, complaint, history: past, rules, standing, keys, actor, at, place: placeOf(complaint) };
  const decision = await it.decide(input, situation);
  if (decision === undefined || isRefusal(decision)) return decision;
  const proposed = decision.events.map((event) => ({ ...event, actor }));
  const warnings = askGates(rules, standing, proposed);
  if (isRefusal(warnings)) return inTermsOf({ fieldOf: it.fieldOf?.bind(it) }, warnings);
  return { complaint: await record(situation, decision, stream.version), warnings, made: decision.made };
}

/** A gate speaks of a field of the fact; who is refused knows the input. */
function inTermsOf(useCase: { readonly fieldOf?: ((name: string) => string) | undefined }, refusal: Refusal): Refusal {
  const [input = "input", field, ...rest] = refusal.path;
  if (field === undefined || useCase.fieldOf === undefined) return refusal;
  return { ...refusal, path: [input, useCase.fieldOf(field), ...rest] };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

async function record(
  situation: Situation,
  { events, rows = [] }: Decision,
  streamVersion: number,
): Promise<Complaint> {
  const { uow, complaint, at, actor } = situation;
  const { id, organizationId, projectId } = complaint;
  const after = { ...evolve(complaint, events), version: streamVersion + events.length };
  await Promise.all([
    ...rows.map((put) => put(uow)),
    append(uow, {
      stream: { id: streamOf(id), kind: "complaint", organizationId, projectId },
      expected: streamVersion,
      events: events.map((event) => ({ ...event, occurredAt: at })),
      actor,
    }),
    updateComplaint(uow, complaint.version, after),
  ]);
  return after;
}
