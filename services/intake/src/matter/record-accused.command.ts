import { event } from "@hearken/contracts";
import { newId, refuse } from "@hearken/kernel";
import { code, maybe, onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseUnknownPost } from "../complaint/known-code.js";
import { putAccused } from "./accused.repository.js";

/** A member of staff or a post is complained of (被投诉人). */
export const recordAccused = useCase({
  name: "recordAccused",
  action: "complaint.handle",
  input: onComplaint({ staffId: maybe(reference), post: maybe(code) }),
  names: ({ staffId }) => ({ staff: [staffId] }),
  decide({ staffId, post }, { rules, place, at }) {
    if (staffId === undefined && post === undefined) return refuse("INVALID_INPUT", WHO, { path: ["input", "post"] });
    const unknown = refuseUnknownPost(rules, post, "post");
    if (unknown !== undefined) return unknown;
    return {
      events: [event("complaint.accused", { staffId, post })],
      rows: [putAccused({ ...place, id: newId(), at, staffId: staffId ?? null, post: post ?? null })],
    };
  },
});

const WHO = { en: "Say who is complained of: a person, a post, or both.", "zh-CN": "请填写被投诉的人员或岗位。" };
