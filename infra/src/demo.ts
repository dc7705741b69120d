import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { openDevelopmentIssuer } from "@hearken/service-kit";
import { Command, InvalidArgumentError } from "commander";
import { openFeed } from "./demo/feed.js";
import { importStep } from "./demo/import-step.js";
import { readMessages, type Message } from "./demo/message.js";
import { describeOutcome, outcomeOf } from "./demo/outcome.js";
import { keyOf, planImport } from "./demo/plan.js";
import { openScreen, type Screen } from "./demo/screen.js";
import { houseEnvironment, KEPT, ROOT } from "./environment.js";
import { gatewayClient, isAnswering, type GatewayClient } from "./gateway-client.js";
import { openOwnHouse } from "./own-house.js";
import { runningHouse } from "./running.js";
import { demoToken, refused } from "./welcome.js";

/* `npm run demo`: real messages become complaints, and the engine says what was owed for them and whether it was done. */

const SIDE_BY_SIDE = 8;
const SETTLED_AFTER_QUIET = 1_500;

interface Options {
  readonly messages?: string;
  readonly limit?: number;
  readonly json?: true;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("a whole number from 1.");
  return number;
}

function messagesFile(named: string | undefined): string {
  if (named !== undefined) return path.resolve(named);
  const real = path.resolve(ROOT, "..", "shared", "data", "messages.jsonl");
  return existsSync(real) ? real : path.join(ROOT, "infra", "demo", "messages.jsonl");
}

async function importAll(
  client: GatewayClient,
  messages: readonly Message[],
  screen: Screen,
): Promise<readonly string[]> {
  const people = [...planImport(messages)];
  const refusals: string[] = [];
  const work = async (): Promise<void> => {
    for (let steps = people.shift(); steps !== undefined; steps = people.shift()) {
      const ids = new Map<string, string>();
      for (const step of steps) {
        const imported = await importStep(
          client,
          step,
          step.previous === undefined ? undefined : ids.get(step.previous),
        );
        ids.set(keyOf(step.message), imported.id);
        refusals.push(...imported.refusals);
        screen.advance();
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return refusals;
}

/** Waits until the live feed has been quiet for a while: everything that followed has been told. */
async function untilQuiet(seen: () => number): Promise<void> {
  for (let before = -1; before !== seen();) {
    before = seen();
    await pause(SETTLED_AFTER_QUIET);
  }
}

async function main(options: Options): Promise<void> {
  const file = messagesFile(options.messages);
  const { messages, bad } = readMessages(readFileSync(file, "utf8"));
  for (const { line, message } of bad) process.stderr.write(`${file}:${line}: ${message}\n`);
  const chosen = messages.slice(0, options.limit);
  const own = await houseToUse();
  try {
    const token = demoToken(await openDevelopmentIssuer(KEPT), "headquarters");
    const client = gatewayClient(own.url, token);
    if (options.json !== true) process.stderr.write(`${chosen.length} messages of ${file} to ${own.url}\n`);
    const screen = openScreen(chosen.length, options.json === true);
    const feed = openFeed(client, (line) => screen.feed(line));
    const refusals = await importAll(client, chosen, screen);
    await untilQuiet(feed.seen);
    await feed.close();
    screen.close();
    const outcome = await outcomeOf(client);
    for (const refusal of refusals) process.stderr.write(`refused: ${refusal}\n`);
    process.stdout.write(options.json === true ? `${JSON.stringify(outcome)}\n` : `${describeOutcome(outcome)}\n`);
  } finally {
    await own.stop();
  }
}

/** The house that runs, or one of the demo's own on the same data. */
async function houseToUse(): Promise<{ url: string; stop(): Promise<void> }> {
  const environment = houseEnvironment();
  const url = environment.address ?? runningHouse();
  if (url !== undefined && (await isAnswering(url))) return { url, stop: async () => undefined };
  return openOwnHouse(environment);
}

const program = new Command("demo")
  .description("import real messages and let the engine say what was owed, met and breached")
  .option("--messages <file>", "a JSONL file of messages")
  .option("--limit <n>", "only the first n", wholeNumber)
  .option("--json", "print the final table alone, as JSON")
  .action(async (options: Options) => {
    await main(options);
  });

await program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${refused(error)}\n`);
  process.exitCode = 1;
});
