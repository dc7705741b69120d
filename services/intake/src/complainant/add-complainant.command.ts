import { event } from "@hearken/contracts";
import { newId, refuse } from "@hearken/kernel";
import { complainantsByReference } from "../complaint/complainants-by-reference.query.js";
import { onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { person } from "../complaint/person.js";
import { peopleBehind } from "./behind.js";
import { putComplainant } from "./complainant.repository.js";
import { sealPerson } from "./sealed-person.js";

/** One more person stands behind the complaint. */
export const addComplainant = useCase({
  name: "addComplainant",
  action: "complaint.handle",
  input: onComplaint({ complainant: person }),
  async decide({ complainant }, { uow, place, history, keys, at }) {
    const { reference: known, customerType = null, ...said } = complainant;
    const { organizationId, projectId } = place;
    const found =
      known === undefined
        ? undefined
        : (await complainantsByReference(uow, { organizationId, projectId, references: [known] })).get(known);
    if (found !== undefined && peopleBehind(history).has(found))
      return refuse("ALREADY_EXISTS", TWICE, { path: ["input", "complainant"] });
    const id = found ?? newId<"Complainant">();
    const { name, phone = null, address = null, identityNumber = null } = said;
    const clear = { name, phone, address, identityNumber };
    const sealed = found === undefined ? sealPerson(await keys(), id, clear) : undefined;
    const row = { id, reference: known ?? null, customerType, sealed };
    return {
      events: [event("complaint.complainant_joined", { complainantId: id })],
      rows: [putComplainant(place, at, row)],
    };
  },
});

const TWICE = { en: "This person stands behind the complaint already.", "zh-CN": "该投诉人已在此投诉中。" };
