import { event } from "@hearken/contracts";
import { isRefusal } from "@hearken/kernel";
import { z } from "zod";
import { code, instant, maybe, onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { checkFact } from "./recordable-fact.js";

/** Records a fact that the regulation names, or corrects it; exactly one value is given. */
export const recordFact = useCase({
  name: "recordFact",
  action: "complaint.handle",
  input: onComplaint({
    name: z.string().max(64),
    flag: maybe(z.boolean()),
    number: maybe(z.int()),
    code: maybe(code),
    at: maybe(instant),
    evidenceId: maybe(reference),
  }),
  decide(input, { rules, history, actor }) {
    const { name, flag, number, code: word, at, evidenceId } = input;
    const isAttached = history.some(
      ({ type, payload }) => type === "evidence.attached" && payload.evidenceId === evidenceId,
    );
    if (evidenceId !== undefined && !isAttached) return undefined;
    const value = checkFact(rules, { name, flag, number, code: word, at }, actor);
    return isRefusal(value) ? value : { events: [event("fact.recorded", { name, ...value, evidenceId })] };
  },
});
