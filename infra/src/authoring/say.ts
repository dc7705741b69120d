import process from "node:process";

/** A line for whoever asked. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A line for whoever asked, who did not get what was asked for: the process ends badly. */
export function refuse(line: string): void {
  say(line);
  process.exitCode = 1;
}
