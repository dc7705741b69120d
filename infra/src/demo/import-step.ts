import { formatInstant } from "@hearken/kernel";
import { DEMO } from "@hearken/directory";
import type { GatewayClient } from "../gateway-client.js";
import { keyOf, type Step } from "./plan.js";

const COMPLAINT = `... on Refusal { code message }`;
const IMPORT = `mutation Import($input: ImportComplaintInput!) {
  importComplaint(input: $input) { ... on ImportComplaintSuccess { complaint { id relays { id } replies { id } } } ${COMPLAINT} }
}`;
const LINK = `mutation Link($input: LinkComplaintInput!) { linkComplaint(input: $input) { __typename ${COMPLAINT} } }`;
const RELAY = `mutation Relay($input: RelayComplaintInput!) {
  relayComplaint(input: $input) { ... on RelayComplaintSuccess { complaint { relays { id } } } ${COMPLAINT} }
}`;
const ANSWER = `mutation Answer($input: AnswerRelayInput!) { answerRelay(input: $input) { __typename ${COMPLAINT} } }`;
const REPLY = `mutation Reply($input: SendReplyInput!) { sendReply(input: $input) { __typename ${COMPLAINT} } }`;

interface Result {
  readonly complaint?: {
    readonly id: string;
    readonly relays: readonly { readonly id: string }[];
    readonly replies?: readonly unknown[];
  };
  readonly code?: string;
  readonly message?: string;
}

/** What became of one message. */
export interface Imported {
  readonly id: string;
  /** Why a part of it was refused. */
  readonly refusals: readonly string[];
}

/**
 * Files one message with its original time, joins it to what the person wrote before, and lets it be relayed and answered
 * when it was answered. Doing it again changes nothing: the filing answers the first complaint, every other step has a key.
 */
export async function importStep(client: GatewayClient, step: Step, previousId: string | undefined): Promise<Imported> {
  const { message } = step;
  const refusals: string[] = [];
  const act = async (query: string, input: object): Promise<Result> => {
    const result = Object.values(await client.ask<Record<string, Result>>(query, { input }))[0] ?? {};
    if (result.code !== undefined) refusals.push(`${keyOf(message)}: ${result.code} ${result.message ?? ""}`);
    return result;
  };
  const { complaint } = await act(IMPORT, filingOf(step, previousId));
  if (complaint === undefined) return { id: "", refusals };
  const common = (part: string): object => ({
    complaintId: complaint.id,
    idempotencyKey: `demo:${part}:${keyOf(message)}`,
  });
  if (step.relation === "related" && previousId !== undefined) {
    const at = formatInstant(message.postedAt);
    await act(LINK, { ...common("link"), previousId, relation: "related", occurredAt: at });
  }
  if (message.answer !== undefined && complaint.replies?.length === 0) {
    const occurredAt = formatInstant(message.answer.at);
    const relayed =
      complaint.relays.length > 0
        ? { complaint }
        : await act(RELAY, { ...common("relay"), to: "service_specialist", occurredAt });
    const relayId = relayed.complaint?.relays[0]?.id;
    if (relayId !== undefined) await act(ANSWER, { ...common("answer"), relayId, form: "electronic", occurredAt });
    const confirms = ["acceptance_stated", "thanks", "proofread", "signed_as_company"];
    await act(REPLY, {
      ...common("reply"),
      kind: "formal",
      public: true,
      text: message.answer.text.slice(0, 20_000),
      confirms,
      occurredAt,
    });
  }
  return { id: complaint.id, refusals };
}

function filingOf({ message, relation }: Step, previousId: string | undefined): object {
  const organization = isFirstSubsidiary(message.author) ? DEMO["subsidiary-1"] : DEMO["subsidiary-2"];
  const postedAt = formatInstant(message.postedAt);
  return {
    organizationId: organization.organizationId,
    ...(message.matter === undefined ? {} : { category: "other", matter: message.matter }),
    channel: "forum",
    subject: [...clean(message.subject)].slice(0, 200).join("") || "（无题）",
    text: [...message.text].slice(0, 20_000).join("") || "（无正文）",
    complainants: [{ name: message.author, reference: message.author }],
    receivedBy: "CENTRE",
    postedAt,
    receivedAt: postedAt,
    source: message.source,
    sourceRef: message.id,
    ...(relation === "repeat" && previousId !== undefined ? { previousId } : {}),
  };
}

const clean = (subject: string): string => subject.replace(/\s+/gu, " ").trim();

/** People are spread over the two subsidiaries; what is one matter stays with one of them only by chance, as in life. */
function isFirstSubsidiary(author: string): boolean {
  let sum = 0;
  for (const letter of author) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % 2 === 0;
}
