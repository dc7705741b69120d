import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";

/** What a subscriber asks for. */
export interface Listening {
  readonly to: "complaintChanges" | "obligationChanges";
  readonly after?: string | undefined;
  readonly filter?: Readonly<Record<string, unknown>>;
  /** Fields beside `cursor`, `type` and `complaint { id }`. */
  readonly chosen?: string;
}

export interface Heard {
  readonly cursor: string;
  readonly type: string;
  readonly complaint: { readonly id: string };
  readonly [field: string]: unknown;
}

/** How a subscription ended: errors of the operation, or the code with which the socket was closed. */
export interface Ended {
  readonly codes: readonly unknown[];
  readonly closeCode: number | undefined;
}

const WITHIN = 15_000;

/** One subscription on a socket of its own. It never connects again by itself. */
export class Changes {
  readonly #client: Client;
  readonly #heard: Heard[] = [];
  #ended: Ended | undefined;
  #look: () => void = () => undefined;

  constructor({ url, token }: { readonly url: string; readonly token: string }, listening: Listening) {
    this.#client = createClient({
      url: url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
      lazy: true,
      onNonLazyError: () => undefined,
    });
    const { to, after = null, filter = null, chosen = "" } = listening;
    this.#client.subscribe<Record<string, Heard>>(
      {
        query: `subscription ($after: String, $filter: ChangeFilter) {
          ${to}(after: $after, filter: $filter) { cursor type complaint { id } ${chosen} } }`,
        variables: { after, filter },
      },
      {
        next: ({ data, errors }) => {
          const heard = data?.[to];
          if (heard !== undefined) this.#heard.push(heard);
          if (errors !== undefined) this.#end({ codes: errors.map(codeOf), closeCode: undefined });
          this.#look();
        },
        error: (error) =>
          this.#end({
            codes: Array.isArray(error) ? error.map(codeOf) : [],
            closeCode: isClose(error) ? error.code : undefined,
          }),
        complete: () => this.#end({ codes: [], closeCode: undefined }),
      },
    );
  }

  /** The next change, waited for within a bounded time. */
  async next(): Promise<Heard> {
    await this.#until(() => this.#heard.length > 0 || this.#ended !== undefined, "nothing was heard");
    const heard = this.#heard.shift();
    if (heard === undefined) throw new Error(`the subscription ended: ${JSON.stringify(this.#ended)}`);
    return heard;
  }

  async take(count: number): Promise<Heard[]> {
    const taken: Heard[] = [];
    while (taken.length < count) taken.push(await this.next());
    return taken;
  }

  /** How it ends, waited for within a bounded time; whatever was heard before stays to be taken. */
  async end(): Promise<Ended> {
    await this.#until(() => this.#ended !== undefined, "the subscription did not end");
    return this.#ended ?? { codes: [], closeCode: undefined };
  }

  /** What was heard and not taken yet. */
  get untaken(): readonly Heard[] {
    return this.#heard;
  }

  async close(): Promise<void> {
    await this.#client.dispose();
  }

  #end(ended: Ended): void {
    this.#ended ??= ended;
    this.#look();
  }

  #until(holds: () => boolean, otherwise: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${otherwise} within ${WITHIN} ms`)), WITHIN);
      this.#look = () => {
        if (!holds()) return;
        clearTimeout(late);
        resolve();
      };
      this.#look();
    });
  }
}

function codeOf(error: { readonly extensions?: Readonly<Record<string, unknown>> | undefined }): unknown {
  return error.extensions?.["code"];
}

function isClose(error: unknown): error is { readonly code: number } {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "number";
}
