import { startChild, type Child } from "../child.js";

/** How the floor sets the scope. */
export type FloorManner =
  /** In the transaction of each request, as whoever serves many tenants must: four statements in one round trip. */
  | "scope per request"
  /** Once on each connection, as if there were one tenant: one statement a request. */
  | "scope per connection";

export interface FloorOrder {
  readonly url: string;
  readonly manner: FloorManner;
  readonly tenantId: string;
  readonly connections: number;
}

/** The floor listens on this port: POST `/plain` and `/obligations` answer a page of 50. */
export interface FloorAnswer {
  readonly port: number;
}

/** The least that a page can cost on node: `node:http`, one prepared statement, `JSON.stringify`; no GraphQL, no token. */
export async function startPageFloor(
  order: FloorOrder,
): Promise<{ readonly port: number; readonly child: Child<FloorOrder, FloorAnswer> }> {
  const child = startChild<FloorOrder, FloorAnswer>("floor/page-floor.process.js");
  const { port } = await child.ask(order);
  return { port, child };
}
