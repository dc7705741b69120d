import { listeningWake, startConsumers } from "@hearken/journal";
import { stopAll } from "./shutdown.js";
import type { Platform, Service, Stoppable } from "./service.js";

/** Starts what services do when nobody asks: their consumers and workers. Any number of processes may run the same. */
export function startBackground(platform: Platform, services: readonly Service[]): Stoppable {
  const { database, log } = platform;
  const wake = listeningWake(database);
  const consumers = services.flatMap((service) => service.consumers(platform));
  const workers = services.flatMap((service) => service.workers(platform));
  const running: Stoppable[] = [
    { stop: () => wake.close() },
    startConsumers(database, consumers, { wake, log }),
    ...workers.map((worker) => worker.start()),
  ];
  return {
    stop: async () => {
      await stopAll(running, log);
    },
  };
}
