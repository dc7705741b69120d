import { event } from "@hearken/contracts";
import { codes, onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { refuseUnknown } from "../complaint/known-code.js";

/** Confirms items of the regulation's conduct checklists (操作要点); one that it does not know would be confirmed in vain. */
export const tickChecklist = useCase({
  name: "tickChecklist",
  action: "complaint.handle",
  input: onComplaint({ items: codes.min(1) }),
  decide({ items }, { rules }) {
    const among = rules.file.checklists.flatMap((checklist) => checklist.items.map(({ code }) => code));
    const unknown = items.map((code, index) => refuseUnknown({ code, among, path: ["items", String(index)] }));
    return (
      unknown.find((refusal) => refusal !== undefined) ?? {
        events: [event("checklist.ticked", { items: [...new Set(items)] })],
      }
    );
  },
});
