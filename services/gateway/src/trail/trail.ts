import { contractOf } from "@hearken/contracts";
import { formatInstant, type Actor, type Instant, type Language } from "@hearken/kernel";
import type { TrailLine } from "@hearken/journal";
import { eventLabel } from "./event-label.js";

/*
 * The *trail* is the journal as whoever may read it sees it: who did what, with whose posts, of what, and when. Its lines
 * are told in ids and codes, because that is all that the journal holds.
 */

/** One of the particulars of an event. */
export interface Detail {
  readonly name: string;
  readonly value: string;
}

/** A thing of another service, by its id. */
export interface Stub {
  readonly id: string;
}

export interface ShownActor {
  readonly kind: string;
  readonly id: string;
  readonly staff: Stub | null;
  readonly organization: Stub | null;
  readonly posts: readonly string[];
  readonly onBehalfOf: readonly { readonly id: string; readonly staff: Stub; readonly posts: readonly string[] }[];
}

export interface ShownLine extends Pick<
  TrailLine,
  "cursor" | "type" | "occurredAt" | "recordedAt" | "contractVersion" | "seal"
> {
  readonly label: string;
  readonly actor: ShownActor;
  readonly complaint: Stub | null;
  readonly organization: Stub;
  readonly details: readonly Detail[];
}

export function shownLine(line: TrailLine, language: Language): ShownLine {
  const { cursor, type, occurredAt, recordedAt, contractVersion, seal } = line;
  return {
    ...{ cursor, type, occurredAt, recordedAt, contractVersion, seal },
    label: eventLabel(type)?.[language] ?? type,
    actor: shownActor(line.actor),
    // A complaint's stream has the id of the complaint.
    complaint: contractOf(type)?.stream === "complaint" ? { id: line.streamId } : null,
    organization: { id: line.organizationId },
    details: detailsOf(line),
  };
}

export function shownActor({ kind, id, organizationId, posts, onBehalfOf = [] }: Actor): ShownActor {
  return {
    ...{ kind, id, posts },
    staff: kind === "staff" ? { id } : null,
    organization: organizationId === null ? null : { id: organizationId },
    onBehalfOf: onBehalfOf.map((one) => ({ id: one.staffId, staff: { id: one.staffId }, posts: one.posts })),
  };
}

/** A pair for each field that is there, and one for each member of a list; instants as the API writes them. */
export function detailsOf({ type, payload }: Pick<TrailLine, "type" | "payload">): readonly Detail[] {
  const fields = contractOf(type)?.fields;
  return Object.entries(payload).flatMap(([name, value]) => {
    const isInstant = fields !== undefined && Object.hasOwn(fields, name) && fields[name]?.isInstant === true;
    return [value]
      .flat()
      .map((one: unknown) => ({ name, value: isInstant ? formatInstant(one as Instant) : textOf(one) }));
  });
}

/** What no contract says is one of these is told as JSON writes it. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
