import type { Server } from "node:http";

const DRAIN_FOR = 10_000;

/** Headers, bodies and idle sockets that take too long are ended; so are requests whose headers are too large. */
export function boundSlowClients(http: Server): void {
  http.headersTimeout = 10_000;
  http.requestTimeout = 20_000;
  http.keepAliveTimeout = 65_000;
  http.maxHeadersCount = 100;
  http.maxRequestsPerSocket = 0;
}

/** Takes no new connection and lets what is under way finish, 10 seconds at most. */
export async function drain(http: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  http.closeIdleConnections();
  const late = setTimeout(() => http.closeAllConnections(), DRAIN_FOR);
  const sweep = setInterval(() => http.closeIdleConnections(), 100);
  await closed;
  clearTimeout(late);
  clearInterval(sweep);
}
