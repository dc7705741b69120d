import type { EventEmitter } from "node:events";
import process from "node:process";

/** Whoever reads may stop reading (`… | head`): what is left is then said to nobody, and that is no failure. */
export function endWhenUnread(output: EventEmitter = process.stdout, end: () => void = () => process.exit()): void {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    end();
  });
}
