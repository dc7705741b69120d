import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { APP_ROLE } from "@hearken/postgres";
import pg from "pg";
import { serveParent } from "../child.js";
import type { FloorAnswer, FloorOrder } from "./page-floor.js";

/* What the gateway's pages are held against; see README.md. */

/** Written into the statements: as a parameter it would have every page planned anew. */
const FIRST = 50;
const COLUMNS = `c.id, c.number, c.subject, c.text, c.nature, c.received_at as "receivedAt", c.received_by as "receivedBy",
  c.status, c.validity, c.promised_on as "promisedOn", c.lead, c.version`;
const PAGE = `from intake.complaint c where c.tenant_id = $1 order by c.received_at desc, c.id desc limit ${FIRST + 1}`;

const STATEMENTS: ReadonlyMap<string, { readonly name: string; readonly text: string }> = new Map([
  ["/plain", { name: "floor.plain", text: `select ${COLUMNS} ${PAGE}` }],
  [
    "/obligations",
    {
      name: "floor.obligations",
      text: `select p.*, o.obligations from (select ${COLUMNS} ${PAGE}) p cross join lateral (
        select coalesce(json_agg(json_build_object('id', o.id, 'code', o.code, 'status', o.status, 'openedAt', o.opened_at,
          'dueAt', o.due_at, 'metAt', o.met_at) order by o.due_at nulls last), '[]') as obligations
        from escalation.obligation o where o.tenant_id = $1 and o.complaint_id = p.id) o
        order by p."receivedAt" desc, p.id desc`,
    },
  ],
]);

const SCOPE = {
  name: "floor.scope",
  text: `select set_config('hearken.tenant', $1, $2), set_config('hearken.reach', 'tenant', $2),
    set_config('hearken.organizations', '{}', $2), set_config('hearken.projects', '{}', $2)`,
};

const TIMESTAMPTZ = "1184";

let pool: pg.Pool | undefined;
const server = createServer();

serveParent<FloorOrder, FloorAnswer>(open, async () => {
  server.closeAllConnections();
  server.close();
  await pool?.end();
});

async function open(order: FloorOrder): Promise<FloorAnswer> {
  const config: pg.PoolConfig & { pipeline: boolean } = {
    connectionString: order.url,
    max: order.connections,
    min: order.connections,
    pipeline: true,
    options: `-c role=${APP_ROLE} -c TimeZone=UTC -c DateStyle=ISO`,
    types: { getTypeParser: parserOf },
  };
  const opened = new pg.Pool(config);
  opened.on("error", () => undefined);
  if (order.manner === "scope per connection") {
    // Sent before whatever the connection is wanted for.
    opened.on("connect", (client) => void client.query({ ...SCOPE, values: [order.tenantId, false] }));
  }
  pool = opened;
  const page = order.manner === "scope per connection" ? onePage : onePageInScope;
  server.on("request", (request, response) => {
    answer(request, response, (path) => page(opened, order.tenantId, path)).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  page: (path: string) => Promise<readonly unknown[]>,
): Promise<void> {
  request.resume();
  const rows = await page(request.url ?? "/plain");
  const body = JSON.stringify({ data: { nodes: rows.slice(0, FIRST), hasNextPage: rows.length > FIRST } });
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

async function onePage(from: pg.Pool, tenantId: string, path: string): Promise<readonly unknown[]> {
  const client = await from.connect();
  try {
    return (await client.query<object>({ ...statementOf(path), values: [tenantId] })).rows;
  } finally {
    client.release();
  }
}

/** All four statements leave at once; nobody waits for the commit. */
async function onePageInScope(from: pg.Pool, tenantId: string, path: string): Promise<readonly unknown[]> {
  const client = await from.connect();
  const all = [
    client.query("begin isolation level repeatable read read only"),
    client.query({ ...SCOPE, values: [tenantId, true] }),
    client.query<object>({ ...statementOf(path), values: [tenantId] }),
    client.query("commit"),
  ] as const;
  Promise.all(all).then(
    () => client.release(),
    () => client.release(true),
  );
  return (await all[2]).rows;
}

function statementOf(path: string): { readonly name: string; readonly text: string } {
  const statement = STATEMENTS.get(path);
  if (statement === undefined) throw new Error(`no such page: ${path}`);
  return statement;
}

/** `2025-03-05 02:00:00.123+00` to RFC 3339 without a `Date`; everything else as node-postgres does it. */
function parserOf(...[oid, format]: Parameters<typeof pg.types.getTypeParser>): (text: string) => unknown {
  if (String(oid) === TIMESTAMPTZ) return (text) => `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
}
