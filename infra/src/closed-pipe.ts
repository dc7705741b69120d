import process from "node:process";

/** Whoever reads may stop reading (`… | head`): what is left is then said to nobody, and that is no failure. */
export function endWhenUnread(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
