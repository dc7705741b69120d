import { serveParent } from "../child.js";
import { cpuOf } from "../measure/process-usage.js";
import { HttpConnection } from "./http-connection.js";
import type { LoadOrder, LoadResult } from "./load.js";

/* The load: a process of its own, N connections, each sends its next request when it has the answer to the last. */

serveParent(carryOut, async () => undefined);

async function carryOut(order: LoadOrder): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: order.connections }, () => HttpConnection.open(order.port)),
  );
  try {
    const requests = requestsOf(order);
    const warmed = await Promise.all(
      connections.map((connection) => keepAsking({ connection, order, requests, forMs: order.warmUpMs })),
    );
    const cpuBefore = cpuOf(process.pid) ?? 0;
    const began = performance.now();
    const taken = await Promise.all(
      connections.map((connection) => keepAsking({ connection, order, requests, forMs: order.forMs })),
    );
    const seconds = (performance.now() - began) / 1_000;
    return {
      seconds,
      latencies: Float64Array.from(taken.flatMap(({ latencies }) => latencies)),
      failures: taken.flatMap(({ failures }) => failures).slice(0, 3),
      failed: taken.reduce((sum, { failures }) => sum + failures.length, 0),
      bytes: taken[0]?.bytes ?? 0,
      warmUp: warmed.reduce((sum, { latencies }) => sum + latencies.length, 0),
      cpuMs: (cpuOf(process.pid) ?? 0) - cpuBefore,
    };
  } finally {
    for (const connection of connections) connection.close();
  }
}

interface Asking {
  readonly connection: HttpConnection;
  readonly order: LoadOrder;
  readonly requests: () => Buffer;
  readonly forMs: number;
}

async function keepAsking({
  connection,
  order,
  requests,
  forMs,
}: Asking): Promise<{ latencies: number[]; failures: string[]; bytes: number }> {
  const latencies: number[] = [];
  const failures: string[] = [];
  const end = performance.now() + forMs;
  let bytes = 0;
  for (let before = performance.now(); before < end;) {
    const { status, body } = await connection.send(requests());
    const after = performance.now();
    // Whoever answers nonsense quickly must not look fast.
    if (status !== 200 || !body.includes(order.expects) || body.includes('"errors":')) {
      failures.push(`${status} ${body.toString("utf8", 0, 500)}`);
    } else latencies.push(after - before);
    bytes = body.length;
    before = after;
  }
  return { latencies, failures, bytes };
}

let sent = 0;
const RUN = Date.now().toString(16).padStart(12, "0");

/** An idempotency key that was never used: a uuid, written over that of `unique` in the bytes of the request. */
function nextKey(): string {
  sent += 1;
  return `${RUN.slice(0, 8)}-${RUN.slice(8)}-7000-8000-${sent.toString(16).padStart(12, "0")}`;
}

function requestsOf({ path, token, body, unique }: LoadOrder): () => Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    "content-type: application/json",
    "accept: application/json",
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  const fixed = Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
  const at = unique === undefined ? -1 : fixed.indexOf(unique);
  if (at < 0) return () => fixed;
  return () => {
    const request = Buffer.from(fixed);
    request.write(nextKey(), at, "latin1");
    return request;
  };
}
