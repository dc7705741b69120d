import { event } from "@hearken/contracts";
import { refuse } from "@hearken/kernel";
import { code, maybe, onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseUnknownCategory } from "../complaint/known-code.js";

/** Settles what the complaint is about (类别、事项). */
export const categorizeComplaint = useCase({
  name: "categorizeComplaint",
  action: "complaint.handle",
  input: onComplaint({ category: code, matter: maybe(code) }),
  decide({ category, matter }, { complaint, rules }) {
    const unknown = refuseUnknownCategory(rules, { category, matter });
    if (unknown !== undefined) return unknown;
    if (complaint.category === category && complaint.matter === (matter ?? null)) return refuse("ALREADY_EXISTS", SAME);
    return { events: [event("complaint.categorized", { category, matter })] };
  },
});

const SAME = { en: "It is categorized like this already.", "zh-CN": "类别未发生变化。" };
