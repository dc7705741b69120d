import type { NewEvent } from "@hearken/contracts";

/** Whether a contact with this id was made about the complaint with this history. */
export function contactOf(history: readonly NewEvent[], contactId: string): boolean {
  return history.some(({ type, payload }) => type === "contact.made" && payload.contactId === contactId);
}
