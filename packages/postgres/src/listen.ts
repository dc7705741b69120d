import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** Something that hears a channel until it is closed. */
export interface Listening {
  close(): Promise<void>;
}

const PAUSE = 500;

/**
 * Hears `channel` on a connection of its own. After a loss it reconnects and calls `wake("")`, since what was said
 * meanwhile is gone: a notification is a hint to look, never the truth.
 */
export function listenOn(config: pg.ClientConfig, channel: string, wake: (payload: string) => void): Listening {
  const stop = new AbortController();
  const running = hear({ config, channel, wake, signal: stop.signal });
  return {
    close: async () => {
      stop.abort();
      await running;
    },
  };
}

interface Hearing {
  readonly config: pg.ClientConfig;
  readonly channel: string;
  readonly wake: (payload: string) => void;
  readonly signal: AbortSignal;
}

async function hear({ config, channel, wake, signal }: Hearing): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client(config);
    client.on("error", () => undefined);
    client.on("notification", ({ payload }) => wake(payload ?? ""));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      wake("");
      await endOf(client, signal);
    } catch {
      // Away: tried again below.
    }
    await client.end().catch(() => undefined);
    await pause(PAUSE, undefined, { signal }).catch(() => undefined);
  }
}

function endOf(client: pg.Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    client.once("end", () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
}
