import { event } from "@hearken/contracts";
import { newId } from "@hearken/kernel";
import { z } from "zod";
import { peopleBehind } from "../complainant/behind.js";
import { code, maybe, onComplaint, prose, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { putContact } from "./contact.repository.js";

/** Records one attempt to reach the complainant (联系). */
export const recordContact = useCase({
  name: "recordContact",
  action: "complaint.handle",
  input: onComplaint({
    purpose: code,
    medium: code,
    reached: z.boolean(),
    complainantId: maybe(reference),
    note: maybe(prose()),
  }),
  decide({ purpose, medium, reached, complainantId, note = null }, { place, at, history }) {
    if (complainantId !== undefined && !peopleBehind(history).has(complainantId)) return undefined;
    const contactId = newId<"Contact">();
    return {
      events: [event("contact.made", { contactId, purpose, medium, reached, complainantId })],
      rows: [
        putContact({
          ...place,
          id: contactId,
          at,
          purpose,
          medium,
          reached,
          complainantId: complainantId ?? null,
          note,
        }),
      ],
    };
  },
});
