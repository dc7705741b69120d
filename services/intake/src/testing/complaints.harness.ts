import type { Answer, Ask, Asker } from "@hearken/service-kit/testing/asking";
import type { House } from "./world.harness.js";

export type Input = Record<string, unknown>;

const typeOf = (mutation: string): string => `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;

/** Sends a mutation; `chosen` of the complaint comes back. */
export interface Sending {
  readonly mutation: string;
  readonly input: Input;
  readonly chosen?: string;
}

export function send(
  ask: Ask,
  asker: Asker,
  { mutation, input, chosen = "id version status" }: Sending,
): Promise<Answer> {
  const type = typeOf(mutation);
  const document = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename
    ... on ${type}Success { complaint { ${chosen} } }
    ... on Refusal { code path currentVersion message clause { id } } } }`;
  return ask(asker, document, { input });
}

/** The code of the error, or what the mutation answered. */
export function outcomeOf({ data, codes }: Answer, mutation: string): unknown {
  return codes[0] ?? data[mutation];
}

/** The complaint of an answer that must be a success. */
export async function succeed(ask: Ask, asker: Asker, sending: Sending): Promise<Record<string, unknown>> {
  const outcome = outcomeOf(await send(ask, asker, sending), sending.mutation) as {
    complaint?: Record<string, unknown>;
  };
  if (outcome.complaint === undefined) throw new Error(`${sending.mutation} answered ${JSON.stringify(outcome)}`);
  return outcome.complaint;
}

export function filingOf(house: House, more: Input = {}): Input {
  const { organizationId, projectId } = house;
  return {
    organizationId,
    projectId,
    channel: "phone",
    subject: "屋顶漏水",
    text: "下雨时客厅漏水，多次报修无人处理。",
    complainants: [{ name: "张三", phone: "13800001234" }],
    receivedBy: "CENTRE",
    ...more,
  };
}

/** Files a complaint at a house by its officer and answers its id. */
export async function filed(ask: Ask, house: House, more: Input = {}): Promise<string> {
  const complaint = await succeed(ask, house, { mutation: "fileComplaint", input: filingOf(house, more) });
  return String(complaint["id"]);
}

/** What a complaint of the generated family has behind it, for inputs to point at. */
export interface Things {
  readonly complaintId: string;
  readonly previousId: string;
  readonly complainantId: string;
  readonly relayId: string;
  readonly supportId: string;
  /** The key of the partner firm, for whoever hands over. */
  readonly recipient: string;
  /** Somebody at the house. */
  readonly staffId: string;
  readonly version: number;
}

type Step = readonly [mutation: string, input: Input];

/** What brings a complaint on, and who does it. */
export interface Further {
  readonly steps?: readonly Step[] | undefined;
  readonly by?: Asker;
}

/** Brings a fresh complaint of `house` to where a mutation is legal; `by` takes the steps, its officer when absent. */
export async function thingsOf(ask: Ask, house: House, { steps = [], by = house }: Further = {}): Promise<Things> {
  const previousId = await filed(ask, house);
  const complaintId = await filed(ask, house, { complainants: [{ name: "张三" }, { name: "李四" }] });
  const on = (mutation: string, input: Input, asker: Asker = house): Promise<Record<string, unknown>> =>
    succeed(ask, asker, {
      mutation,
      input: { complaintId, ...input },
      chosen: "version complainants { id } relays { id } words { id kind }",
    });
  await on("relayComplaint", { to: "service_specialist" });
  let latest = await on("requestSupport", { from: "expert_panel", question: "Who is right?" });
  for (const [mutation, input] of steps) latest = await on(mutation, input, by);
  return {
    complaintId,
    previousId,
    complainantId: idOf(latest["complainants"]),
    relayId: idOf(latest["relays"]),
    supportId: idOf(
      (latest["words"] as { id: string; kind: string }[]).filter(({ kind }) => kind === "support_request"),
    ),
    recipient: await recipientKey(ask, house, "Counsel"),
    staffId: house.staffId,
    version: Number(latest["version"]),
  };
}

/** The key of the organization with this name, as whoever hands over is told it. */
export async function recipientKey(ask: Ask, asker: Asker, name: string): Promise<string> {
  const document = `query ($search: String) { handOverRecipients(first: 1, search: $search) { edges { node { key } } } }`;
  const { data } = await ask(asker, document, { search: name });
  const [edge] = (data["handOverRecipients"] as { edges: { node: { key: string } }[] }).edges;
  if (edge === undefined) throw new Error(`nobody is called ${name}`);
  return edge.node.key;
}

function idOf(list: unknown): string {
  const [first] = list as { id: string }[];
  if (first === undefined) throw new Error("nothing there");
  return first.id;
}
