import { renderGraphiQL } from "@graphql-yoga/render-graphiql";

const WELCOME = `# Hearken (倾听): the one graph.
# 1. Print a token:   npm run -s hearken -- token headquarters
# 2. Paste it below under "Headers":   {"authorization": "Bearer …"}
# 3. Run. Subscriptions take the same header.

query WhoOwesWhat {
  viewer { organization { name } posts }
  complaints(first: 5) {
    edges {
      node {
        number
        subject
        level { label }
        obligations(status: [OPEN, BREACHED]) { label owner { label } dueAt status clauses { id } }
      }
    }
  }
}

# Keep this running in a second tab, and file a complaint:
subscription Live {
  obligationChanges { cursor type occurredAt complaint { number } obligation { label dueAt status } }
}
`;

/** Lets the page run what it brings along and talk to its own server; nothing is loaded from anywhere else. */
export const EXPLORER_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  "worker-src blob:",
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "font-src data:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

let page: Buffer | undefined;

/** The GraphQL explorer as one page with everything inside it: it works offline. Rendered on first use. */
export function explorerPage(): Buffer {
  page ??= Buffer.from(
    renderGraphiQL({
      title: "Hearken · 倾听",
      endpoint: "/graphql",
      subscriptionsProtocol: "WS",
      defaultQuery: WELCOME,
      defaultEditorToolsVisibility: "headers",
      headers: '{"authorization": "Bearer "}',
      shouldPersistHeaders: true,
      credentials: "same-origin",
    }),
  );
  return page;
}
