import { SYSTEM, type Instant } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import type { Platform } from "@hearken/service-kit";
import { complainantToErase } from "../complainant/complainant.query.js";
import { erasureByRetention } from "./erasure.js";
import { erasePerson, settledComplaintsOf, type SettledComplaints } from "./erase-person.command.js";
import { forgetDue, putLookAtOnce, putNextLook } from "./erasure.repository.js";

/**
 * Looks at somebody whose time may have come, and decides on everything that is known now: erases them, comes back when
 * the last of their complaints need not be kept any more, or leaves them until something else happens.
 */
export async function eraseWhenDue(
  uow: UnitOfWork,
  { complainantId, rulebook }: { readonly complainantId: string; readonly rulebook: Platform["rulebook"] },
): Promise<"erased" | "later" | "left"> {
  const person = await complainantToErase(uow, complainantId);
  const settled = person?.erasedAt !== null ? NOTHING : await settledComplaintsOf(uow, { complainantId, rulebook });
  const next = erasureByRetention(settled.complaints, uow.now);
  if (next === "due") {
    await erasePerson(uow, { complainantId, basis: "retention", actor: SYSTEM, versions: settled.versions });
    return "erased";
  }
  await (next === undefined ? forgetDue(uow, complainantId) : putNextLook(uow, complainantId, next));
  return next === undefined ? "left" : "later";
}

const NOTHING: SettledComplaints = { complaints: [], versions: new Map() };

/** Comes back to somebody at another time: what cannot be decided now keeps nobody else waiting. */
export async function lookLater(uow: UnitOfWork, complainantId: string, at: Instant): Promise<void> {
  await putNextLook(uow, complainantId, at);
}

/** Everybody who stands or stood behind these complaints is looked at next. One statement. */
export async function lookAtPeopleBehind(uow: UnitOfWork, complaintIds: readonly string[]): Promise<void> {
  await putLookAtOnce(uow, complaintIds);
}
