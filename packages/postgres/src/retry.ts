import { setTimeout as pause } from "node:timers/promises";
import {
  asUnavailable,
  CommitUnknown,
  DatabaseUnavailable,
  isConnectionLost,
  isTransient,
  messageOf,
} from "./unavailable.js";

const ATTEMPTS = 5;
const FIRST_PAUSE = 10;

/**
 * Runs `attempt` again after a serialization failure, a deadlock, a lock not had in time or a lost connection:
 * five times at most, with a growing, scattered pause. Never after a commit of unknown outcome, nor when the pool
 * stayed full for its whole time to wait.
 */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried === ATTEMPTS || !isWorthRetrying(error)) throw asUnavailable(error);
      await pause(FIRST_PAUSE * 2 ** tried * (0.5 + Math.random()));
    }
  }
}

function isWorthRetrying(error: unknown): boolean {
  if (error instanceof CommitUnknown) return false;
  const source = error instanceof DatabaseUnavailable ? error.cause : error;
  // The whole time to wait is spent: waiting again would make a full pool fuller.
  if (messageOf(source).includes("timeout")) return false;
  return isTransient(source) || isConnectionLost(source);
}
