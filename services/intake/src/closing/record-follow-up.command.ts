import { event } from "@hearken/contracts";
import { newId } from "@hearken/kernel";
import { z } from "zod";
import { peopleBehind } from "../complainant/behind.js";
import { code, maybe, onComplaint, prose, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { putFollowUp } from "./follow-up.repository.js";

/** The return visit was made (回访). */
export const recordFollowUp = useCase({
  name: "recordFollowUp",
  action: "complaint.handle",
  input: onComplaint({
    outcome: code,
    satisfaction: maybe(z.int().min(1).max(5)),
    complainantIds: maybe(z.array(reference).max(100)),
    note: maybe(prose()),
  }),
  decide({ outcome, satisfaction, complainantIds, note = null }, { place, at, history }) {
    const people = peopleBehind(history);
    if (complainantIds?.every((one) => people.has(one)) === false) return undefined;
    const followUpId = newId<"FollowUp">();
    return {
      events: [event("followup.made", { followUpId, outcome, satisfaction, complainantIds })],
      rows: [putFollowUp({ ...place, id: followUpId, at, outcome, satisfaction: satisfaction ?? null, note })],
    };
  },
});
