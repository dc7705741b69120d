import { event } from "@hearken/contracts";
import { newId, refuse } from "@hearken/kernel";
import { complainantsByReference } from "../complaint/complainants-by-reference.query.js";
import { onComplaint } from "../complaint/field.js";
import { person } from "../complaint/filing.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { peopleBehind } from "./behind.js";
import { putComplainant } from "./complainant.repository.js";

/** One more person stands behind the complaint. */
export const addComplainant = useCase({
  name: "addComplainant",
  action: "complaint.handle",
  input: onComplaint({ complainant: person }),
  async decide({ complainant }, { uow, place, history, at }) {
    const { name, phone = null, reference: known, customerType = null } = complainant;
    const { organizationId, projectId } = place;
    const found =
      known === undefined
        ? undefined
        : (await complainantsByReference(uow, { organizationId, projectId, references: [known] })).get(known);
    if (found !== undefined && peopleBehind(history).has(found))
      return refuse("ALREADY_EXISTS", TWICE, { path: ["input", "complainant"] });
    const id = found ?? newId<"Complainant">();
    const row = { id, name, phone, reference: known ?? null, customerType, isKnown: found !== undefined };
    return {
      events: [event("complaint.complainant_joined", { complainantId: id })],
      rows: [putComplainant(place, at, row)],
    };
  },
});

const TWICE = { en: "This person stands behind the complaint already.", "zh-CN": "该投诉人已在此投诉中。" };
