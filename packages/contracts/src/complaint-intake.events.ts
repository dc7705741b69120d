import { complaintFact } from "./contract.js";
import { code, codes, date, flag, id, ids, instant, int, maybe } from "./field.js";

/** How a complaint comes in, is understood, handed on and changed by what is learnt of it. */
export const intakeEvents = [
  complaintFact(
    "project.opened",
    { about: "An estate's own history began: what is owed for its hand-over counts from here." },
    { projectId: id, moveInAt: maybe(instant) },
  ),
  complaintFact(
    "complaint.received",
    { about: "A complaint was taken in. Everything that is owed for it counts from here." },
    {
      channel: code,
      complainantIds: ids,
      /** `centre`, `specialist` or `employee`: who took it in. */
      receivedBy: code,
      regulation: code,
      regulationVersion: int,
      category: maybe(code),
      /** The sub-subject inside the category, for example `certificate_processing`. */
      matter: maybe(code),
      /** `grievance` (default), `expectation` or `enquiry`. */
      nature: maybe(code),
      customerType: maybe(code),
      emergency: maybe(flag),
      professional: maybe(flag),
      /** `pre_move_in`, `in_warranty`, `after_warranty`; absent when no unit is concerned. */
      stage: maybe(code),
      callEndedAt: maybe(instant),
      postedAt: maybe(instant),
      /** The earlier complaint that this one repeats. */
      previousId: maybe(id),
    },
  ),
  complaintFact(
    "complaint.complainant_joined",
    { about: "One more person stands behind the complaint." },
    { complainantId: id },
  ),
  complaintFact(
    "complaint.complainant_left",
    { about: "A person no longer stands behind the complaint." },
    { complainantId: id },
  ),
  complaintFact(
    "complaint.accused",
    { about: "A member of staff or a post is complained of." },
    { staffId: maybe(id), post: maybe(code) },
  ),
  complaintFact(
    "complaint.categorized",
    { about: "Category and matter were settled." },
    { category: code, matter: maybe(code) },
  ),
  complaintFact("evidence.attached", { about: "A reference to evidence was added." }, { evidenceId: id, kind: code }),
  complaintFact(
    "complaint.relayed",
    { about: "The complaint was delivered to the one who must handle it." },
    { to: code, staffId: maybe(id), departmentId: maybe(id), relayId: id },
  ),
  complaintFact(
    "complaint.passed_up",
    { about: "The complaint was reported upwards, with the hand-over of the lead." },
    { to: code, staffId: maybe(id), reasonId: maybe(id) },
  ),
  complaintFact(
    "complaint.contact_point_given",
    { about: "The complainant was told, with their understanding, where best to turn." },
    { consent: flag, contactPoint: maybe(code) },
  ),
  complaintFact(
    "relay.answered",
    { about: "The addressee of a relay responded to the sender." },
    { relayId: id, form: code, responseId: maybe(id) },
  ),
  complaintFact("validity.questioned", { about: "Whoever took it in cannot tell whether the complaint is valid." }, {}),
  complaintFact(
    "validity.referred",
    { about: "The question of validity was put to the one who decides it." },
    { opinionId: maybe(id) },
  ),
  complaintFact(
    "validity.determined",
    { about: "The complaint was found valid or invalid." },
    { validity: code, consultedStaffIds: maybe(ids), reasonId: maybe(id) },
  ),
  complaintFact(
    "fact.recorded",
    { about: "A fact that the regulation names was recorded or corrected; exactly one value is given." },
    { name: code, flag: maybe(flag), number: maybe(int), code: maybe(code), at: maybe(instant), evidenceId: maybe(id) },
  ),
  complaintFact(
    "recurrence.found",
    { about: "The same matter was complained of by several people within the regulation's window." },
    { complainants: int, complaintIds: ids, windowStart: instant },
  ),
  complaintFact(
    "complaint.linked",
    { about: "The complaint was tied to an earlier one." },
    { previousId: id, relation: code },
  ),
  complaintFact("complaint.urged", { about: "The complainant pressed for an answer." }, { complainantId: maybe(id) }),
  complaintFact(
    "complaint.suspended",
    { about: "Handling waits, for a reason." },
    { reason: code, reasonId: maybe(id) },
  ),
  complaintFact("complaint.resumed", { about: "Handling goes on." }, {}),
  complaintFact(
    "feedback.promised",
    { about: "A date by which the complainant hears was promised." },
    { on: date, contactId: maybe(id) },
  ),
  complaintFact(
    "feedback.extended",
    { about: "The promised date was changed." },
    {
      on: date,
      contactId: maybe(id),
      reasonId: maybe(id),
      /** Whether the complainant understood and agreed. */
      understood: maybe(flag),
    },
  ),
  complaintFact("appointment.made", { about: "A meeting with the complainant was agreed." }, { at: instant }),
  complaintFact(
    "contact.made",
    { about: "The complainant was contacted." },
    {
      contactId: id,
      /** `progress`, `return_visit`, `enquiry` … */ purpose: code,
      medium: code,
      reached: flag,
      complainantId: maybe(id),
    },
  ),
  complaintFact("checklist.ticked", { about: "Items of a conduct checklist were confirmed." }, { items: codes }),
] as const;
