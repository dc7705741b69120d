import { createClient } from "graphql-ws";
import WebSocket from "ws";

const CHANGES = `subscription Changes($after: String) {
  obligationChanges(after: $after) { cursor type complaint { number } obligation { label owner { label } } }
}`;
const AGAIN_AFTER = 200;

interface Change {
  readonly obligationChanges: {
    readonly cursor: string;
    readonly type: string;
    readonly complaint: { readonly number: string };
    readonly obligation: { readonly label: string; readonly owner: { readonly label: string } };
  };
}

/** The live feed of a party: what becomes of obligations, as it happens. */
export interface Feed {
  readonly seen: () => number;
  close(): Promise<void>;
}

/** Subscribes, and tells each change in one line. Whenever the feed ends, it goes on after the last change it had. */
export function openFeed({ url, token }: { url: string; token: string }, tell: (line: string) => void): Feed {
  let seen = 0;
  let after: string | null = null;
  let isClosed = false;
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    // The library would subscribe again as we did at first; we go on after the last cursor instead.
    retryAttempts: 0,
  });
  const hear = ({ obligationChanges: { cursor, type, complaint, obligation } }: Change): void => {
    seen += 1;
    after = cursor;
    tell(
      `${complaint.number}  ${type.replace("obligation.", "").padEnd(11)} ${obligation.label} · ${obligation.owner.label}`,
    );
  };
  const goOn = (): void => {
    if (!isClosed) setTimeout(listen, AGAIN_AFTER);
  };
  let unsubscribe = (): void => undefined;
  function listen(): void {
    if (isClosed) return;
    unsubscribe = client.subscribe<Change>(
      { query: CHANGES, variables: { after } },
      { next: ({ data }) => (data == null ? undefined : hear(data)), error: goOn, complete: goOn },
    );
  }
  listen();
  return {
    seen: () => seen,
    close: async () => {
      isClosed = true;
      unsubscribe();
      await client.dispose();
    },
  };
}
