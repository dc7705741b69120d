import type { EventContract, PayloadOf } from "./contract.js";
import { complainantEvents } from "./complainant.events.js";
import { handlingEvents } from "./complaint-handling.events.js";
import { intakeEvents } from "./complaint-intake.events.js";
import { handOverEvents } from "./hand-over.events.js";
import { organizationEvents } from "./organization.events.js";
import { standingEvents } from "./standing.events.js";

export type { EventContract, PayloadOf, StreamKind } from "./contract.js";
export { derivedId, type Derived } from "./derived-id.js";
export type { Field, FieldType } from "./field.js";

const all = [
  ...intakeEvents,
  ...handlingEvents,
  ...handOverEvents,
  ...complainantEvents,
  ...standingEvents,
  ...organizationEvents,
] as const;

type Contracts = (typeof all)[number];
/** Every event type that the journal takes. */
export type EventType = Contracts["type"];
/** What an event of type `T` carries. */
export type Payload<T extends EventType> =
  Extract<Contracts, { type: T }> extends EventContract<T, infer F> ? PayloadOf<F> : never;

/** An event as a decision makes it: it becomes history when the journal appends it. */
export type NewEvent = { [T in EventType]: { readonly type: T; readonly payload: Payload<T> } }[EventType];

/** A new event of type `type`; the payload is checked by the compiler here and by its schema when it is appended. */
export function event<T extends EventType>(
  type: T,
  payload: Payload<T>,
): { readonly type: T; readonly payload: Payload<T> } {
  return { type, payload };
}

const byType: ReadonlyMap<string, EventContract> = new Map(
  all.map((contract) => [contract.type, contract as unknown as EventContract]),
);

/** All contracts, current version of each. */
export const contracts: readonly EventContract[] = [...byType.values()];

/** The contract of `type`, or `undefined` for a type that nobody defined. */
export function contractOf(type: string): EventContract | undefined {
  return byType.get(type);
}

/** The types that a complaint's rules read, and those that they conclude. */
export const factTypes: readonly EventType[] = all
  .filter((c) => c.stream === "complaint" && c.nature === "fact")
  .map((c) => c.type);
export const derivedTypes: readonly EventType[] = all.filter((c) => c.nature === "derived").map((c) => c.type);
