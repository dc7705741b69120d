import { event } from "@hearken/contracts";
import { code, maybe, onComplaint, reference } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";

/** Closes the complaint (关闭): nothing is owed any more. */
export const closeComplaint = useCase({
  name: "closeComplaint",
  action: "complaint.close",
  input: onComplaint({ publicReplyId: maybe(reference), unpublishedReason: maybe(code) }),
  decide({ publicReplyId, unpublishedReason }, { history }) {
    const isPublished = history.some(
      ({ type, payload }) => type === "reply.sent" && payload.public && payload.replyId === publicReplyId,
    );
    if (publicReplyId !== undefined && !isPublished) return undefined;
    return { events: [event("complaint.closed", { publicReplyId, unpublishedReason })] };
  },
});
