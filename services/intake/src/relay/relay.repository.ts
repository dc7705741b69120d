import { formatInstant, type Instant } from "@hearken/kernel";
import { statement, type UnitOfWork } from "@hearken/postgres";
import type { Relay } from "./relay.js";
import { relayTable } from "./relay.table.js";

/** Writes it: one statement. */
export function putRelay(row: Relay): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.manager.insert(relayTable, row);
}

const answer = statement(
  "intake.answer_relay",
  `update intake.relay set answered_at = $4, answer_form = $5
   where tenant_id = $1 and complaint_id = $2 and id = $3 and answered_at is null`,
);

/** Notes when and in which form it was answered: one statement. */
export function putRelayAnswer(
  place: Pick<Relay, "tenantId" | "complaintId">,
  at: Instant,
  { relayId, form }: { readonly relayId: string; readonly form: string },
): (uow: UnitOfWork) => Promise<unknown> {
  return (uow) => uow.run(answer, [place.tenantId, place.complaintId, relayId, formatInstant(at), form]);
}
