import type { NewEvent } from "@hearken/contracts";

/** Ids of the people who stand behind a complaint with this history. */
export function peopleBehind(history: readonly NewEvent[]): ReadonlySet<string> {
  const people = new Set<string>();
  for (const { type, payload } of history) {
    if (type === "complaint.received") payload.complainantIds.forEach((id) => people.add(id));
    else if (type === "complaint.complainant_joined") people.add(payload.complainantId);
    else if (type === "complaint.complainant_left") people.delete(payload.complainantId);
  }
  return people;
}
