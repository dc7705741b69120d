import { existsSync, readFileSync } from "node:fs";
import process from "node:process";
import {
  clauseText,
  describeRule,
  nearest,
  overlayJsonSchema,
  regulationJsonSchema,
  RegulationFileError,
  uncitedClauses,
  unreachable,
  type RegulationFile,
} from "@hearken/regulation";
import { Command } from "commander";
import { findRegulation } from "./authoring/file-source.js";
import { historiesOf } from "./authoring/message-history.js";
import { tryOut } from "./authoring/try-out.js";
import { readMessages } from "./demo/message.js";
import { describeOutcome } from "./demo/outcome.js";

/* `npm run regulation -- <command>`: for whoever writes a regulation. */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

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
  for (const { path, message, suggestion } of never)
    say(`${named} ${path.join(".")}: ${message}${suggestion === undefined ? "" : `; did you mean "${suggestion}"?`}`);
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

function explain(named: string, code: string): void {
  const file = read(named);
  if (file === undefined) return;
  const rule = describeRule(file, code);
  if (rule === undefined) {
    const codes = [file.obligations, file.notices, file.steps, file.forms, file.duties].flat().map((one) => one.code);
    const meant = nearest(code, codes);
    say(`${file.regulation} has no rule ${code}${meant === undefined ? "" : `; did you mean ${meant}?`}`);
    process.exitCode = 1;
    return;
  }
  say(`${rule.code}  ${rule.zh} / ${rule.en}`);
  for (const [key, said] of rule.lines) say(`  ${key}: ${said}`);
  for (const id of rule.clauses) {
    const text = clauseText(file, id);
    say(`  ${id}`);
    if (text !== undefined) for (const language of Object.values(text)) if (language !== "") say(`    ${language}`);
  }
}

function tryMessages(named: string, messages: string, { json }: { readonly json?: true }): void {
  const file = read(named);
  if (file === undefined) return;
  if (!existsSync(messages)) {
    say(`${messages}: no such file`);
    process.exitCode = 1;
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
  .description("say a rule in words, with the text of its clauses")
  .argument("<file>", FILE)
  .argument("<code>", "an obligation, step, form, duty, notice, post or level")
  .action(explain);
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

await program.parseAsync();
