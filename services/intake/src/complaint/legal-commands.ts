import { refuse, type Localized, type Refusal } from "@hearken/kernel";
import { STATUSES, type Complaint, type Status } from "./complaint.js";

const OPEN: readonly Status[] = ["open"];
const UNTIL_CLOSED: readonly Status[] = ["open", "finished"];
const ALWAYS: readonly Status[] = ["open", "finished", "closed"];
const HANDLED: readonly Status[] = ["finished", "closed"];

interface Legality {
  readonly in: readonly Status[];
  /** The state that it leads to, where it leads to another. */
  readonly to?: Status;
  /** Whether it demands that handling is suspended, or that it is not; it does not matter when absent. */
  readonly suspended?: boolean;
  /** Whether it demands a legal hold, or that there is none; it does not matter when absent. */
  readonly held?: boolean;
}

/** In which states each command is legal. Nothing can be done to a withdrawn complaint but to keep it for a court. */
export const LEGALITY = {
  addComplainant: { in: UNTIL_CLOSED },
  removeComplainant: { in: UNTIL_CLOSED },
  categorizeComplaint: { in: UNTIL_CLOSED },
  recordAccused: { in: UNTIL_CLOSED },
  attachEvidence: { in: ALWAYS },
  relayComplaint: { in: OPEN },
  answerRelay: { in: UNTIL_CLOSED },
  giveContactPoint: { in: OPEN },
  passUpComplaint: { in: OPEN },
  questionValidity: { in: OPEN },
  referValidity: { in: OPEN },
  determineValidity: { in: OPEN },
  recordFact: { in: ALWAYS },
  linkComplaint: { in: ALWAYS },
  urgeComplaint: { in: OPEN },
  suspendComplaint: { in: OPEN, suspended: false },
  resumeComplaint: { in: OPEN, suspended: true },
  promiseFeedback: { in: OPEN },
  extendFeedback: { in: OPEN },
  makeAppointment: { in: OPEN },
  recordContact: { in: ALWAYS },
  sendReply: { in: ALWAYS },
  requestSupport: { in: OPEN },
  answerSupport: { in: OPEN },
  recordMeeting: { in: OPEN },
  appointCommand: { in: OPEN },
  setLevel: { in: OPEN },
  submitReport: { in: ALWAYS },
  sendNotice: { in: ALWAYS },
  tickChecklist: { in: ALWAYS },
  takeStep: { in: ALWAYS },
  fileRecord: { in: ALWAYS },
  waiveObligation: { in: ALWAYS },
  handOverComplaint: { in: OPEN },
  answerHandOver: { in: OPEN },
  declineHandOver: { in: OPEN, to: "withdrawn" },
  finishComplaint: { in: OPEN, to: "finished", suspended: false },
  recordFollowUp: { in: HANDLED },
  closeComplaint: { in: ["finished"], to: "closed" },
  reopenComplaint: { in: HANDLED, to: "open" },
  withdrawComplaint: { in: UNTIL_CLOSED, to: "withdrawn" },
  placeLegalHold: { in: STATUSES, held: false },
  releaseLegalHold: { in: STATUSES, held: true },
} as const satisfies Readonly<Record<string, Legality>>;

/** The commands on a complaint that was received before. */
export type CommandName = keyof typeof LEGALITY;
export const COMMAND_NAMES = Object.keys(LEGALITY) as readonly CommandName[];

/** `ILLEGAL_TRANSITION`, naming where from and, where it has one, where to; `undefined` when the command is legal now. */
export function refuseIllegal(command: CommandName, complaint: Complaint): Refusal | undefined {
  const legality: Legality = LEGALITY[command];
  if (!legality.in.includes(complaint.status))
    return refuse("ILLEGAL_TRANSITION", notFrom(complaint.status, legality.to));
  if (legality.suspended !== undefined && legality.suspended !== complaint.suspended)
    return refuse("ILLEGAL_TRANSITION", complaint.suspended ? WAITS : GOES_ON);
  if (legality.held === undefined || legality.held === complaint.legalHold) return undefined;
  return refuse("ILLEGAL_TRANSITION", complaint.legalHold ? HELD : FREE);
}

const CHINESE: Readonly<Record<Status, string>> = {
  open: "处理中",
  finished: "已办结",
  closed: "已关闭",
  withdrawn: "已撤诉",
};

function notFrom(from: Status, to: Status | undefined): Localized {
  if (to === undefined) {
    return {
      en: `This cannot be done while the complaint is ${from}.`,
      "zh-CN": `投诉${CHINESE[from]}，不能执行此操作。`,
    };
  }
  return {
    en: `A complaint cannot go from ${from} to ${to}.`,
    "zh-CN": `投诉不能由“${CHINESE[from]}”变为“${CHINESE[to]}”。`,
  };
}

const WAITS: Localized = {
  en: "Handling is suspended: it cannot go from suspended to this before it is resumed.",
  "zh-CN": "投诉处理已暂停，请先恢复。",
};
const GOES_ON: Localized = {
  en: "Handling is not suspended: there is nothing to resume from.",
  "zh-CN": "投诉处理未暂停，无需恢复。",
};
const HELD: Localized = { en: "The complaint is under a legal hold already.", "zh-CN": "投诉已处于法律保全状态。" };
const FREE: Localized = { en: "The complaint is under no legal hold.", "zh-CN": "投诉未处于法律保全状态。" };
