import { event } from "@hearken/contracts";
import { code, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseUnknown } from "../complaint/known-code.js";
import { writeWords } from "../words/write-words.command.js";

/** Determines the level by decision, with its reason; whether that changes it is the regulation's to say. */
export const setLevel = useCase({
  name: "setLevel",
  action: "level.set",
  input: onComplaint({ level: code, reason: prose() }),
  decide({ level, reason }, situation) {
    const among = situation.rules.levels.map((one) => one.code);
    const unknown = refuseUnknown({ code: level, among, path: ["level"] });
    if (unknown !== undefined) return unknown;
    const { id: reasonId, rows } = writeWords(situation, "reason", { text: reason });
    return { events: [event("level.set", { level, reasonId })], rows };
  },
});
