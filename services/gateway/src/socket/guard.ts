import type { Logger } from "@hearken/service-kit";
import type { WebSocket as ProtocolSocket } from "graphql-ws";
import { CLOSE } from "./close-code.js";
import type { Session } from "./session.js";
import type { SocketLimits } from "./socket-limit.js";

/**
 * A socket that defends itself: text only, a bounded number of messages and pings a second, and cut off when the other
 * side no longer answers. Sending resolves when the data has left this process: whoever sends waits for a slow reader.
 */
export function guardSocket(session: Session, limits: SocketLimits, log: Logger): ProtocolSocket {
  const { socket } = session;
  keepAlive(session, limits.pingEvery);
  const mayCount = rateOf(limits.messagesPerSecond);
  const count = (): boolean => {
    if (mayCount()) return true;
    session.close(CLOSE.tooMany, "Too many messages.");
    return false;
  };
  socket.on("error", (error) => log.debug({ err: error }, "a socket broke"));
  socket.on("ping", count);
  return {
    protocol: socket.protocol,
    send: (data) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== socket.OPEN) return resolve();
        socket.send(data, (error) => (error == null ? resolve() : reject(error)));
      }),
    close: (code, reason) => session.close(code ?? CLOSE.goingAway, reason ?? ""),
    onMessage: (handle) =>
      socket.on("message", (data: Buffer, isBinary: boolean) => {
        if (!count()) return;
        if (isBinary) return session.close(CLOSE.badRequest, "Send text.");
        handle(data.toString("utf8")).catch((error: unknown) => {
          if (session.ended.signal.aborted) return;
          log.error({ err: error }, "a message could not be handled");
          session.close(4500, "Internal error");
        });
      }),
  };
}

/** Pings, and ends a socket whose other side has not answered by the next ping. */
function keepAlive({ socket }: Session, every: number): void {
  let answered = true;
  socket.on("pong", () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, every);
  socket.once("close", () => clearInterval(timer));
}

/** Whether one more is allowed now; bursts of one second's worth pass. */
function rateOf(perSecond: number): () => boolean {
  let left = perSecond;
  let since = performance.now();
  return () => {
    const now = performance.now();
    left = Math.min(perSecond, left + ((now - since) / 1_000) * perSecond);
    since = now;
    left -= 1;
    return left >= 0;
  };
}
