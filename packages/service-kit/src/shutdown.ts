import type { Logger } from "pino";
import type { Stoppable } from "./service.js";

/**
 * Stops everything, last started first, when the process is asked to end; a second request ends it at once.
 * Something that fails to stop does not keep the others from stopping.
 */
export function stopOnSignal(stoppables: readonly Stoppable[], log: Logger): void {
  let asked = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (asked) process.exit(1);
    asked = true;
    log.info({ signal }, "stopping");
    void stopAll(stoppables, log).then((clean) => process.exit(clean ? 0 : 1));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Answers whether all of them stopped cleanly. */
export async function stopAll(stoppables: readonly Stoppable[], log: Logger): Promise<boolean> {
  let clean = true;
  for (const stoppable of [...stoppables].reverse()) {
    await stoppable.stop().catch((error: unknown) => {
      clean = false;
      log.error({ err: error }, "something did not stop cleanly");
    });
  }
  return clean;
}
