import { complaintFact } from "./contract.js";
import { code, codes, date, flag, id, ids, instant, int, maybe, recordNumber } from "./field.js";

/** How a complaint is answered, finished, followed up and closed. */
export const handlingEvents = [
  complaintFact(
    "reply.sent",
    { about: "An answer went to the complainant or to the place of the complaint." },
    {
      replyId: id,
      /** `courtesy`, `holding`, `preliminary`, `substantive` or `formal`. */
      kind: code,
      public: flag,
      /** What the writer confirmed of it: `acceptance_stated`, `thanks`, `proofread`, `all_issues`, `signed_as_company`, … */
      confirms: maybe(codes),
      panelOpinionId: maybe(id),
      staffId: maybe(id),
    },
  ),
  complaintFact("support.requested", { about: "Advice or help was asked for." }, { supportId: id, from: code }),
  complaintFact("support.answered", { about: "Advice or help was given." }, { supportId: id, from: code }),
  complaintFact("meeting.held", { about: "A post of the company met the complainants." }, { post: code, at: int }),
  complaintFact(
    "command.appointed",
    { about: "One commander and one spokesperson were named." },
    { commanderId: id, spokespersonId: id },
  ),
  complaintFact(
    "level.set",
    { about: "The level was determined by decision of whoever has the power to." },
    { level: code, reasonId: id },
  ),
  complaintFact(
    "bulletin.issued",
    { about: "A bulletin went to its recipients." },
    {
      bulletinId: id,
      kind: code,
      to: codes,
      /** The sections that are filled. */
      sections: codes,
    },
  ),
  complaintFact(
    "report.submitted",
    { about: "A report about this complaint was handed in." },
    { reportId: id, kind: code, sections: codes },
  ),
  complaintFact("notice.sent", { about: "Someone was told, by a person." }, { noticeId: id, kind: code, to: codes }),
  complaintFact(
    "step.taken",
    { about: "A step that the regulation names was taken: an inspection, a visit, an approval, a signature." },
    {
      step: code,
      outcome: maybe(code),
      /** The post, firm or unit that the step concerns. */
      party: maybe(code),
      number: maybe(int),
      date: maybe(date),
      at: maybe(instant),
      items: maybe(codes),
      recordId: maybe(id),
      /** Whom of the staff it concerns: a visitor, an approver. */
      staffId: maybe(id),
    },
  ),
  complaintFact(
    "record.filed",
    { about: "A form that the regulation names was filled in." },
    {
      form: code,
      recordId: id,
      /** The fields that are filled. */
      filled: codes,
      /** Fields whose value is a code, as `field:value`. */
      marks: maybe(codes),
      number: maybe(recordNumber),
    },
  ),
  complaintFact(
    "obligation.waived",
    { about: "Whoever may released somebody from what they owed." },
    { key: code, reasonId: id },
  ),
  complaintFact(
    "complaint.finished",
    { about: "Handling is finished; the visit after it is still owed." },
    { responsibility: maybe(code), summaryId: maybe(id) },
  ),
  complaintFact(
    "followup.made",
    { about: "The return visit was made." },
    { followUpId: id, outcome: code, satisfaction: maybe(int), complainantIds: maybe(ids) },
  ),
  complaintFact(
    "complaint.closed",
    { about: "The complaint was closed." },
    { publicReplyId: maybe(id), unpublishedReason: maybe(code) },
  ),
  complaintFact(
    "complaint.reopened",
    { about: "A finished or closed complaint goes on." },
    { reason: code, reasonId: maybe(id) },
  ),
  complaintFact("complaint.withdrawn", { about: "The complainant took the complaint back." }, { reasonId: maybe(id) }),
] as const;
