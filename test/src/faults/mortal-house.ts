import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import process from "node:process";
import type { TestHouse } from "../testing/house.js";
import { openLine } from "../testing/line.js";

/** A house in a process of its own, with its own line to the database. */
export interface MortalHouse {
  readonly url: string;
  /** Kills it (SIGKILL) when the nth packet from now on passes between it and the database. */
  killAtPacket(nth: number): void;
  /** Resolves when it is dead. */
  readonly died: Promise<void>;
  readonly isDead: () => boolean;
  kill(): Promise<void>;
}

const PROGRAM = path.resolve(import.meta.dirname, "..", "..", "dist", "faults", "house.process.js");
const OPEN_WITHIN = 60_000;

export async function openMortalHouse({ test, trust }: Pick<TestHouse, "test" | "trust">): Promise<MortalHouse> {
  const line = await openLine(test.url);
  const { location, issuer, audience, masterKeyFiles } = trust;
  const child = spawn(process.execPath, [PROGRAM, line.url, location, issuer, audience, ...masterKeyFiles], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let isDead = false;
  const died = once(child, "exit").then(async () => {
    isDead = true;
    await line.close();
  });
  const opened = once(child, "message", { signal: AbortSignal.timeout(OPEN_WITHIN) });
  const [message] = (await Promise.race([opened, died.then(() => [])])) as [{ readonly port: number }?];
  if (message === undefined) throw new Error("the house's process ended while it was starting");
  return {
    url: `http://127.0.0.1:${message.port}/graphql`,
    killAtPacket: (nth) => line.atPacket(nth, () => child.kill("SIGKILL")),
    died,
    isDead: () => isDead,
    kill: async () => {
      child.kill("SIGKILL");
      await died;
    },
  };
}
