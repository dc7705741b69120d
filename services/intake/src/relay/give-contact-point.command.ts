import { event } from "@hearken/contracts";
import { z } from "zod";
import { code, maybe, onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";

/** The complainant was told where best to turn (对接窗口), and whether that is fine with them. */
export const giveContactPoint = useCase({
  name: "giveContactPoint",
  action: "complaint.handle",
  input: onComplaint({ consent: z.boolean(), contactPoint: maybe(code) }),
  decide({ consent, contactPoint }) {
    return { events: [event("complaint.contact_point_given", { consent, contactPoint })] };
  },
});
