import { event } from "@hearken/contracts";
import { refuse } from "@hearken/kernel";
import { onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { peopleBehind } from "./behind.js";
import { putDeparture } from "./complainant.repository.js";

/** A person no longer stands behind the complaint; somebody always does. */
export const removeComplainant = useCase({
  name: "removeComplainant",
  action: "complaint.handle",
  input: onComplaint({ complainantId: reference }),
  decide({ complainantId }, { place, history, at }) {
    const people = peopleBehind(history);
    if (!people.has(complainantId)) return undefined;
    if (people.size === 1) return refuse("INVALID_INPUT", NOBODY, { path: ["input", "complainantId"] });
    return {
      events: [event("complaint.complainant_left", { complainantId })],
      rows: [putDeparture(place, at, complainantId)],
    };
  },
});

const NOBODY = {
  en: "Somebody must stand behind a complaint: withdraw it instead.",
  "zh-CN": "投诉至少须有一名投诉人；如需撤诉请使用撤诉。",
};
