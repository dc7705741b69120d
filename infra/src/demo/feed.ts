import { createClient, type Client } from "graphql-ws";
import WebSocket from "ws";

const CHANGES = `subscription Changes {
  obligationChanges { type occurredAt complaint { number } obligation { label owner { label } dueAt } }
}`;

interface Change {
  readonly obligationChanges: {
    readonly type: string;
    readonly complaint: { readonly number: string };
    readonly obligation: {
      readonly label: string;
      readonly owner: { readonly label: string };
      readonly dueAt: string | null;
    };
  };
}

/** The live feed of a party: what becomes of obligations, as it happens. */
export interface Feed {
  readonly seen: () => number;
  close(): Promise<void>;
}

/** Subscribes, and tells each change in one line. */
export function openFeed({ url, token }: { url: string; token: string }, tell: (line: string) => void): Feed {
  let seen = 0;
  const client: Client = createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 3,
  });
  const unsubscribe = client.subscribe<Change>(
    { query: CHANGES },
    {
      next: ({ data }) => {
        if (data == null) return;
        seen += 1;
        const { type, complaint, obligation } = data.obligationChanges;
        tell(
          `${complaint.number}  ${type.replace("obligation.", "").padEnd(11)} ${obligation.label} · ${obligation.owner.label}`,
        );
      },
      error: (error) => tell(`the live feed ended: ${error instanceof Error ? error.message : JSON.stringify(error)}`),
      complete: () => undefined,
    },
  );
  return {
    seen: () => seen,
    close: async () => {
      unsubscribe();
      await client.dispose();
    },
  };
}
