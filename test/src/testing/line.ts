import { once } from "node:events";
import net from "node:net";
import type { AddressInfo } from "node:net";

/** A telephone line between a house and its database, which can be cut. */
export interface Line {
  /** The database's address through the line. */
  readonly url: string;
  /** Ends every call; no other is taken until `mend`. */
  cut(): void;
  mend(): void;
  /** Calls `then` once, when the nth packet from now on has come from either side and before it is handed on. */
  atPacket(nth: number, then: () => void): void;
  close(): Promise<void>;
}

export async function openLine(databaseUrl: string): Promise<Line> {
  const target = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  let isCut = false;
  let left = Infinity;
  let alarm: () => void = () => undefined;
  const count = (): void => {
    left -= 1;
    if (left > 0) return;
    left = Infinity;
    alarm();
  };
  const relay = (from: net.Socket, to: net.Socket): void => {
    from.on("data", (chunk) => {
      count();
      if (!to.destroyed) to.write(chunk);
    });
    from.on("end", () => to.end());
    from.on("close", () => {
      to.destroy();
      sockets.delete(from);
    });
    from.on("error", () => to.destroy());
    sockets.add(from);
  };
  const server = net.createServer((caller) => {
    if (isCut) return void caller.destroy();
    const callee = net.connect(Number(target.port), target.hostname);
    callee.setNoDelay(true);
    caller.setNoDelay(true);
    relay(caller, callee);
    relay(callee, caller);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const hangUp = (): void => {
    // Not by a reset: of a socket that is just shutting down it keeps this process from ever ending.
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut: () => {
      isCut = true;
      hangUp();
    },
    mend: () => {
      isCut = false;
    },
    atPacket: (nth, then) => {
      left = nth;
      alarm = then;
    },
    close: async () => {
      hangUp();
      server.close();
      await once(server, "close");
    },
  };
}
