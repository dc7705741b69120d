import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import {
  loadCases,
  overlayJsonSchema,
  regulationJsonSchema,
  RegulationFileError,
  uncitedClauses,
  unreachable,
  type CasesFile,
  type RegulationFile,
} from "@hearken/regulation";
import { Command } from "commander";
import { explainRules } from "./authoring/explain-rules.js";
import { findRegulation } from "./authoring/file-source.js";
import { historiesOf } from "./authoring/message-history.js";
import { eventLines, factLines } from "./authoring/reference-pages.js";
import { refuse, say } from "./authoring/say.js";
import { testReport } from "./authoring/test-report.js";
import { tryOut } from "./authoring/try-out.js";
import { endWhenUnread } from "./closed-pipe.js";
import { readMessages } from "./demo/message.js";
import { describeOutcome } from "./demo/outcome.js";

/* `npm run regulation -- <command>`: for whoever writes a regulation. */

/** Reads the file or says everything that is wrong with it, and lets the process end badly. */
function read(named: string): RegulationFile | undefined {
  try {
    const file = findRegulation(named);
    if (file === undefined) say(`${named}: neither a file nor a regulation that ships`);
    else return file;
  } catch (error) {
    if (!(error instanceof RegulationFileError)) throw error;
    say(error.message);
    say(`${error.problems.length} problem${error.problems.length === 1 ? "" : "s"}`);
  }
  process.exitCode = 1;
  return undefined;
}

function check(named: string): void {
  const file = read(named);
  if (file === undefined) return;
  const never = unreachable(file);
  for (const { path: place, message, suggestion } of never)
    say(`${named} ${place.join(".")}: ${message}${suggestion === undefined ? "" : `; did you mean "${suggestion}"?`}`);
  const uncited = uncitedClauses(file);
  if (uncited.length > 0) say(`clauses that nothing cites (${uncited.length}): ${uncited.join(", ")}`);
  const { obligations, levels, notices, gates, steps, forms, duties } = file;
  say(
    `${file.regulation} version ${file.version}: ${obligations.length} obligations, ${levels.length} levels, ` +
      `${notices.length} notices, ${gates.length} gates, ${steps.length} steps, ${forms.length} forms, ${duties.length} duties`,
  );
  if (never.length > 0) process.exitCode = 1;
  else say("everything that it says can be carried out");
}

function explain(named: string, word: string): void {
  const file = read(named);
  if (file !== undefined) explainRules(file, word);
}

function test(named: string, casesFile: string): void {
  const file = read(named);
  if (file === undefined) return;
  if (!existsSync(casesFile)) {
    refuse(`${casesFile}: no such file`);
    return;
  }
  let cases: CasesFile;
  try {
    cases = loadCases(readFileSync(casesFile, "utf8"), path.basename(casesFile));
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
    return;
  }
  const { lines, isProved } = testReport(file, cases);
  for (const line of lines) say(line);
  if (!isProved) process.exitCode = 1;
}

function tryMessages(named: string, messages: string, { json }: { readonly json?: true }): void {
  const file = read(named);
  if (file === undefined) return;
  if (!existsSync(messages)) {
    refuse(`${messages}: no such file`);
    return;
  }
  const { messages: posted, bad } = readMessages(readFileSync(messages, "utf8"));
  for (const { line, message } of bad) process.stderr.write(`${messages}:${line}: ${message}\n`);
  const outcome = tryOut(file, historiesOf(posted, file));
  say(json === true ? JSON.stringify(outcome, undefined, 2) : describeOutcome(outcome));
}

const program = new Command("regulation").description("check, explain and try a regulation");
const FILE = "a regulation file, or the code of one that ships (ligao)";

program
  .command("check")
  .description("shape, conditions, rules that can never act, clauses that do not exist or that nothing cites")
  .argument("<file>", FILE)
  .action(check);
program
  .command("explain")
  .description("say rules in words, with the text of their clauses")
  .argument("<file>", FILE)
  .argument(
    "<word>",
    "the code of anything in it, an act that it refuses (complaint.closed), or a clause with all that cite it",
  )
  .action(explain);
program
  .command("test")
  .description(
    "let the cases of a file happen, and name the rules that no case would miss; ends badly where there is one",
  )
  .argument("<file>", FILE)
  .argument("<cases>", "a file of cases")
  .action(test);
program
  .command("try")
  .description("what would have been owed for real messages, and whether it was done")
  .argument("<file>", FILE)
  .argument("<messages>", "JSONL, one message a line")
  .option("--json", "the figures alone")
  .action(tryMessages);
program
  .command("schema")
  .description("print the JSON Schema of regulation files, for editors")
  .option("--overlay", "that of overlays")
  .action(({ overlay }: { readonly overlay?: true }) => {
    say(JSON.stringify(overlay === true ? overlayJsonSchema() : regulationJsonSchema(), undefined, 2));
  });

program
  .command("facts")
  .description("print every fact that conditions may read in any regulation")
  .action(() => {
    for (const line of factLines()) say(line);
  });
program
  .command("events")
  .description("print every event with its fields")
  .action(() => {
    for (const line of eventLines()) say(line);
  });

endWhenUnread();
await program.parseAsync();
