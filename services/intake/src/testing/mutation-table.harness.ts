import type { CommandName } from "../complaint/legal-commands.js";
import type { Input, Things } from "./complaints.harness.js";

/** One mutation of a complaint as the generated family of specifications needs it. */
export interface Row {
  readonly mutation: CommandName;
  /** What brings a fresh, relayed complaint to where it is legal. */
  readonly steps?: readonly (readonly [mutation: string, input: Input])[];
  readonly input: (things: Things) => Input;
  /** Who may do it; the officer of the house when absent. */
  readonly by?: "headquarters";
  /** Whether it is done to a complaint that was taken over from another organization. */
  readonly isTakenOver?: true;
  /** Fields that point at something of the complaint, or at another complaint. */
  readonly ids?: readonly string[];
  /** Fields that hold what people write, and how much fits. */
  readonly texts?: Readonly<Record<string, number>>;
}

const FINISHED = ["finishComplaint", {}] as const;
const FOLLOWED = ["recordFollowUp", { outcome: "satisfied" }] as const;
const TOLD = ["recordContact", { purpose: "progress", medium: "phone", reached: true }] as const;
const HELD = ["placeLegalHold", { reason: "The court asked for it." }] as const;
const PROMISED = ["promiseFeedback", { on: "2025-03-10" }] as const;

export const TABLE: readonly Row[] = [
  { mutation: "addComplainant", input: () => ({ complainant: { name: "王五", phone: "13900005678" } }) },
  { mutation: "removeComplainant", input: ({ complainantId }) => ({ complainantId }), ids: ["complainantId"] },
  { mutation: "urgeComplaint", input: ({ complainantId }) => ({ complainantId }), ids: ["complainantId"] },
  { mutation: "categorizeComplaint", input: () => ({ category: "engineering_quality", matter: "leak" }) },
  { mutation: "recordAccused", input: ({ staffId }) => ({ staffId, post: "dept_head" }), ids: ["staffId"] },
  { mutation: "linkComplaint", input: ({ previousId }) => ({ previousId, relation: "repeat" }), ids: ["previousId"] },
  { mutation: "recordFact", input: () => ({ name: "litigationPossible", flag: true }), ids: ["evidenceId"] },
  { mutation: "setLevel", input: () => ({ level: "hot", reason: "Many eyes on it." }), texts: { reason: 5_000 } },
  { mutation: "tickChecklist", input: () => ({ items: ["empathy"] }) },
  {
    mutation: "takeStep",
    input: ({ staffId }) => ({ step: "issues_listed", items: ["roof"], staffId, text: "The roof leaks." }),
    ids: ["staffId", "recordId"],
    texts: { text: 20_000 },
  },
  {
    mutation: "fileRecord",
    input: () => ({ form: "complaint_record", values: [{ field: "description", text: "The roof leaks." }] }),
    ids: ["recordId"],
  },
  {
    mutation: "waiveObligation",
    by: "headquarters",
    input: ({ relayId }) => ({ key: `respond_to_centre:${relayId}`, reason: "Settled on the telephone." }),
    texts: { reason: 5_000 },
  },
  {
    mutation: "attachEvidence",
    input: () => ({ kind: "photo", uri: "https://files.example/1", sha256: "a".repeat(64), label: "Ceiling" }),
    texts: { label: 200 },
  },
  {
    mutation: "relayComplaint",
    input: ({ staffId }) => ({ to: "dept_head", staffId }),
    ids: ["staffId", "departmentId"],
  },
  {
    mutation: "answerRelay",
    input: ({ relayId }) => ({ relayId, form: "written", response: "We are on it." }),
    ids: ["relayId"],
    texts: { response: 20_000 },
  },
  { mutation: "passUpComplaint", input: () => ({ to: "service_center" }), ids: ["staffId"] },
  { mutation: "giveContactPoint", input: () => ({ consent: true, contactPoint: "hotline" }) },
  { mutation: "questionValidity", input: () => ({}) },
  { mutation: "referValidity", input: () => ({ opinion: "It looks valid." }), texts: { opinion: 5_000 } },
  {
    mutation: "determineValidity",
    input: ({ staffId }) => ({ validity: "VALID", consultedStaffIds: [staffId], reason: "The roof leaks." }),
    texts: { reason: 5_000 },
  },
  { mutation: "promiseFeedback", input: () => ({ on: "2025-03-10" }), ids: ["contactId"] },
  {
    mutation: "extendFeedback",
    steps: [PROMISED, TOLD],
    input: () => ({ on: "2025-03-12", reason: "Rain." }),
    ids: ["contactId"],
    texts: { reason: 5_000 },
  },
  { mutation: "makeAppointment", input: () => ({ at: "2025-03-04T10:00:00+08:00" }) },
  {
    mutation: "recordContact",
    input: () => ({ purpose: "progress", medium: "phone", reached: true, note: "Told of progress." }),
    ids: ["complainantId"],
    texts: { note: 5_000 },
  },
  {
    mutation: "suspendComplaint",
    input: () => ({ reason: "customer", explanation: "The customer is away." }),
    texts: { explanation: 5_000 },
  },
  {
    mutation: "resumeComplaint",
    steps: [["suspendComplaint", { reason: "customer", explanation: "The customer is away." }]],
    input: () => ({}),
  },
  {
    mutation: "sendReply",
    input: () => ({
      kind: "substantive",
      public: true,
      text: "The roof was repaired.",
      confirms: ["thanks", "proofread"],
    }),
    ids: ["panelOpinionId", "staffId"],
    texts: { text: 20_000 },
  },
  {
    mutation: "submitReport",
    input: () => ({ kind: "special", sections: ["course"], text: "What happened." }),
    texts: { text: 20_000 },
  },
  {
    mutation: "sendNotice",
    input: () => ({ kind: "progress", to: ["dept_head"], text: "See." }),
    texts: { text: 5_000 },
  },
  { mutation: "requestSupport", input: () => ({ from: "expert_panel", question: "Why?" }), texts: { question: 5_000 } },
  {
    mutation: "answerSupport",
    input: ({ supportId }) => ({ supportId, advice: "Repair it." }),
    ids: ["supportId"],
    texts: { advice: 5_000 },
  },
  { mutation: "recordMeeting", input: () => ({ post: "company_principal" }) },
  {
    mutation: "appointCommand",
    input: ({ staffId }) => ({ commanderId: staffId, spokespersonId: staffId }),
    ids: ["commanderId", "spokespersonId"],
  },
  {
    mutation: "handOverComplaint",
    input: ({ recipient }) => ({ recipient, sharing: "REDACTED", reason: "It is theirs to answer." }),
    ids: ["projectId"],
    texts: { reason: 5_000 },
  },
  {
    mutation: "answerHandOver",
    isTakenOver: true,
    input: () => ({ report: "It is being repaired." }),
    texts: { report: 20_000 },
  },
  { mutation: "declineHandOver", isTakenOver: true, input: () => ({ reason: "Not ours." }), texts: { reason: 5_000 } },
  {
    mutation: "finishComplaint",
    input: () => ({ responsibility: "OURS", summary: "The roof was repaired." }),
    texts: { summary: 20_000 },
  },
  {
    mutation: "recordFollowUp",
    steps: [FINISHED],
    input: ({ complainantId }) => ({
      outcome: "satisfied",
      satisfaction: 5,
      complainantIds: [complainantId],
      note: "Fine.",
    }),
    texts: { note: 5_000 },
  },
  { mutation: "closeComplaint", steps: [FINISHED, FOLLOWED], input: () => ({}), ids: ["publicReplyId"] },
  {
    mutation: "reopenComplaint",
    steps: [FINISHED],
    input: () => ({ reason: "recurred", explanation: "It leaks again." }),
    texts: { explanation: 5_000 },
  },
  {
    mutation: "placeLegalHold",
    by: "headquarters",
    input: () => ({ reason: "The court asked for it." }),
    texts: { reason: 5_000 },
  },
  {
    mutation: "releaseLegalHold",
    by: "headquarters",
    steps: [HELD],
    input: () => ({ reason: "The case is over." }),
    texts: { reason: 5_000 },
  },
  { mutation: "withdrawComplaint", input: () => ({ reason: "Settled in private." }), texts: { reason: 5_000 } },
];
