import { event } from "@hearken/contracts";
import { code, codes, onComplaint, prose } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { writeWords } from "../words/write-words.command.js";

/** Hands in a report about the complaint (专题报告等). */
export const submitReport = useCase({
  name: "submitReport",
  action: "complaint.handle",
  input: onComplaint({ kind: code, sections: codes, text: prose(20_000) }),
  decide({ kind, sections, text }, situation) {
    const { id: reportId, rows } = writeWords(situation, "report", { text });
    return { events: [event("report.submitted", { reportId, kind, sections })], rows };
  },
});
