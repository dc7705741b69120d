import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";

/** A process of ours that carries out orders one at a time. */
export interface Child<Order, Answer> {
  readonly pid: number;
  ask(order: Order): Promise<Answer>;
  /** Asks it to end, and waits until it has. */
  close(): Promise<void>;
}

interface Reply<Answer> {
  readonly answer?: Answer;
  readonly error?: string;
}

const PATIENCE = 15_000;
/** Of `npm start`; whoever is compared with the house has it too. */
const OPTIONS_OF_NODE = ["--max-semi-space-size=64"];

/**
 * Starts a process; it ends by itself when this one does.
 * @param file below this folder, of the compiled ones: `load/load.process.js`
 */
export function startChild<Order extends object, Answer>(file: string): Child<Order, Answer> {
  const child = fork(path.join(import.meta.dirname, file), [], {
    execArgv: OPTIONS_OF_NODE,
    serialization: "advanced",
    // Standard output belongs to the report.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(`${file} ended (${signal ?? String(code)})`));
  });
  return {
    pid: child.pid ?? 0,
    ask: (order) => answerOf<Answer>(child, order, ended),
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      const patience = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
      await ended;
      clearTimeout(patience);
    },
  };
}

async function answerOf<Answer>(child: ChildProcess, order: object, ended: Promise<string>): Promise<Answer> {
  const replied = new Promise<Reply<Answer>>((resolve, reject) => {
    child.once("message", (reply) => resolve(reply as Reply<Answer>));
    child.send(order, (error) => error !== null && reject(error));
  });
  const reply = await Promise.race([replied, ended]);
  if (typeof reply === "string") throw new Error(reply);
  if (reply.error !== undefined) throw new Error(reply.error);
  return reply.answer as Answer;
}

/** The other side: carries out what the parent asks; `close` is done when the parent lets go. */
export function serveParent<Order, Answer>(
  carryOut: (order: Order) => Promise<Answer>,
  close: () => Promise<void>,
): void {
  process.on("message", (order) => {
    carryOut(order as Order).then(
      (answer) => process.send?.({ answer }),
      (error: unknown) =>
        process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once("disconnect", () => {
    void close().finally(() => process.exit(0));
  });
  // The terminal's Ctrl-C reaches every process at once: the parent decides when we end.
  process.on("SIGINT", () => undefined);
}
