import { Changes, type Listening } from "./changes.js";

/** What a GraphQL request was answered with, as it came over HTTP. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

export interface Refused {
  readonly __typename: "Refusal";
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
  readonly clause: { readonly id: string; readonly source: string } | null;
  readonly currentVersion: number | null;
}

export type Variables = Readonly<Record<string, unknown>>;

/** Somebody at the door of the house. */
export interface Party {
  readonly url: string;
  readonly token: string;
  /** Sends a body as it is. */
  send(body: string | Uint8Array<ArrayBuffer>, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Asks and shows whatever comes back. */
  post(query: string, variables?: Variables, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Asks and answers the data; throws when there are errors. */
  ask<T>(query: string, variables?: Variables, headers?: Readonly<Record<string, string>>): Promise<T>;
  /** The code of the first error. */
  faultOf(query: string, variables?: Variables): Promise<unknown>;
  /** A mutation that succeeds: answers what was chosen of its success. */
  succeed<T>(mutation: string, input: Variables, chosen?: string): Promise<T>;
  /** A mutation that is refused. */
  refused(mutation: string, input: Variables): Promise<Refused>;
  /** Follows a subscription. */
  listen(listening: Listening): Changes;
}

/** `fileComplaint` is answered by `FileComplaintSuccess` or a refusal. */
export function mutationText(mutation: string, chosen: string): string {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  return `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename
    ... on ${type}Success { ${chosen} }
    ... on Refusal { code message path clause { id source } currentVersion } } }`;
}

const COMPLAINT = "complaint { id version status validity }";

export function partyAt(url: string, token: string): Party {
  const send: Party["send"] = async (body, headers = {}) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...headers },
      body,
    });
    const text = await response.text();
    const { data, errors = [] } = JSON.parse(text) as Pick<Answer, "data"> & Partial<Pick<Answer, "errors">>;
    return { status: response.status, text, headers: response.headers, data, errors };
  };
  const post: Party["post"] = (query, variables = {}, headers) => send(JSON.stringify({ query, variables }), headers);
  const ask = async <T>(...asked: Parameters<Party["post"]>): Promise<T> => {
    const answer = await post(...asked);
    if (answer.errors.length > 0) throw new Error(`the house answered ${answer.status} ${answer.text}`);
    return answer.data as T;
  };
  const act = async (mutation: string, input: Variables, chosen = COMPLAINT): Promise<Record<string, unknown>> => {
    const data = await ask<Record<string, Record<string, unknown>>>(mutationText(mutation, chosen), { input });
    return data[mutation] ?? {};
  };
  return {
    ...{ url, token, send, post, ask },
    faultOf: async (query, variables) => (await post(query, variables)).errors[0]?.extensions?.["code"],
    succeed: async <T>(mutation: string, input: Variables, chosen?: string): Promise<T> => {
      const outcome = await act(mutation, input, chosen);
      if (outcome["__typename"] === "Refusal") throw new Error(`${mutation} is refused: ${JSON.stringify(outcome)}`);
      return outcome as T;
    },
    refused: async (mutation, input) => {
      const outcome = await act(mutation, input, "__typename");
      if (outcome["__typename"] !== "Refusal") throw new Error(`${mutation} is not refused`);
      return outcome as unknown as Refused;
    },
    listen: (listening) => new Changes({ url, token }, listening),
  };
}
