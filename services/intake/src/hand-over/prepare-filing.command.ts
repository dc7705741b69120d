import type { NewEvent } from "@hearken/contracts";
import type { Rules } from "@hearken/regulation";
import { maskName } from "../complainant/mask.js";
import type { PersonalData } from "../complainant/sealed-person.js";
import type { Complaint } from "../complaint/complaint.js";
import type { Filing } from "../complaint/filing.js";
import type { HandOver } from "./hand-over.js";
import { knownIn } from "../complaint/known-in.js";
import { redacted, type KnownPerson } from "./redaction.js";

/** A complaint as its giver has it, at the moment of the hand-over. */
export interface Given {
  readonly complaint: Complaint;
  readonly handOver: HandOver;
  /** Until the hand-over. */
  readonly history: readonly NewEvent[];
  /** Everybody who stands behind it, or once did. */
  readonly people: readonly KnownPerson[];
}

/** What the recipient takes in: the giver's words and codes, as far as they may go and its regulation knows them. */
export function handedFiling({ complaint, handOver, history, people }: Given, rules: Rules): Filing {
  const received = history.map(({ type, payload }) => (type === "complaint.received" ? payload : undefined))[0];
  const told = (text: string): string => (handOver.sharing === "identified" ? text : redacted(text, people));
  const { category, matter, ...channel } = knownIn(rules, {
    channel: handOver.channel ?? complaint.channel,
    category: complaint.category ?? undefined,
    matter: complaint.matter ?? undefined,
  });
  return {
    ...{ organizationId: handOver.toOrganizationId, projectId: handOver.toProjectId ?? undefined },
    ...{ ...channel, category, matter, nature: complaint.nature, customerType: complaint.customerType ?? undefined },
    ...{ subject: told(complaint.subject), text: told(complaint.text), complainants: [], receivedBy: "centre" },
    ...{ emergency: received?.emergency, professional: received?.professional },
    // The home and earlier complaints stay with the giver, whose clocks ran from a call or a post.
    ...{ unitId: undefined, previousId: undefined, callEndedAt: undefined, postedAt: undefined },
    ...{ receivedAt: undefined, source: undefined, sourceRef: undefined, idempotencyKey: undefined },
  };
}

/** Somebody as the recipient is told of them: by name and telephone number, or as a masked name. */
export function toldPerson({ name, phone }: KnownPerson, { sharing }: Pick<HandOver, "sharing">): PersonalData {
  const neither = { address: null, identityNumber: null };
  return sharing === "identified" && name !== null
    ? { name, phone, ...neither }
    : { name: maskName(name ?? ""), phone: null, ...neither };
}
