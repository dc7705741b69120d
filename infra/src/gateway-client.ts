/** What the gateway answered, when it was no GraphQL answer or had errors. */
export class GatewayError extends Error {
  constructor(
    message: string,
    readonly code: string | undefined,
    readonly status: number,
  ) {
    super(message);
    this.name = "GatewayError";
  }
}

interface Answer<T> {
  readonly data?: T;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A party's way to the gateway, over HTTP. */
export interface GatewayClient {
  readonly url: string;
  readonly token: string;
  ask<T>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
}

export function gatewayClient(url: string, token: string): GatewayClient {
  return {
    url,
    token,
    async ask<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as Answer<T>;
      const [error] = answer.errors ?? [];
      if (error !== undefined) throw new GatewayError(error.message, error.extensions?.code, response.status);
      if (answer.data === undefined)
        throw new GatewayError(`the gateway answered ${response.status}`, undefined, response.status);
      return answer.data;
    },
  };
}

/** Whether a house answers there. */
export async function isAnswering(url: string): Promise<boolean> {
  const answer = await fetch(new URL("/livez", url), { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return answer?.ok === true;
}
