import { event } from "@hearken/contracts";
import { newId } from "@hearken/kernel";
import { code, maybe, onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseUnknownPost } from "../complaint/known-code.js";
import { putRelay } from "./relay.repository.js";

/** Delivers the complaint to whoever must handle it (传递). */
export const relayComplaint = useCase({
  name: "relayComplaint",
  action: "complaint.handle",
  input: onComplaint({ to: code, staffId: maybe(reference), departmentId: maybe(reference) }),
  names: ({ staffId, departmentId }) => ({ addressees: [staffId], departments: [departmentId] }),
  decide({ to, staffId, departmentId }, { rules, place, at }) {
    const unknown = refuseUnknownPost(rules, to, "to");
    if (unknown !== undefined) return unknown;
    const relayId = newId<"Relay">();
    const answer = { answeredAt: null, answerForm: null };
    const addressee = { to, staffId: staffId ?? null, departmentId: departmentId ?? null };
    return {
      events: [event("complaint.relayed", { to, staffId, departmentId, relayId })],
      rows: [putRelay({ ...place, id: relayId, at, ...addressee, ...answer })],
    };
  },
});
