import { setTimeout as pause } from "node:timers/promises";

const WITHIN = 15_000;
const BETWEEN_LOOKS = 20;

/** Looks until what is seen satisfies; answers it. Throws, and shows what was seen last, when that takes too long. */
export async function eventually<T>(look: () => Promise<T>, satisfies: (seen: T) => boolean): Promise<T> {
  const deadline = performance.now() + WITHIN;
  for (;;) {
    const seen = await look();
    if (satisfies(seen)) return seen;
    if (performance.now() > deadline) throw new Error(`not within ${WITHIN} ms; seen last: ${JSON.stringify(seen)}`);
    await pause(BETWEEN_LOOKS);
  }
}
