import process from "node:process";
import { Argument, Command, Option } from "commander";
import { DEMO_PARTIES, type DemoPartyName } from "@hearken/directory";
import { accessDocument, openDevelopmentIssuer } from "@hearken/service-kit";
import { auditVerify } from "./audit.js";
import { endWhenUnread } from "./closed-pipe.js";
import { KEPT } from "./environment.js";
import { fileOne } from "./file-one.js";
import { importFile, type ImportOptions } from "./import-file.js";
import { NeverStarted } from "./kept-database.js";
import { rewrapKeys, rotateKeys } from "./keys.js";
import { setDisabled } from "./tenants.js";
import { demoToken } from "./welcome.js";

/* `npm run -s hearken -- <command>`: what scripts and people at a terminal need. */

const program = new Command("hearken").description("Hearken (倾听) at the command line");

program
  .command("token")
  .description("print a token of the demo tenant, and nothing else")
  .addArgument(new Argument("<party>", "whose").choices(DEMO_PARTIES))
  .action(async (party: DemoPartyName) => {
    process.stdout.write(`${demoToken(await openDevelopmentIssuer(KEPT), party)}\n`);
  });

program
  .command("file")
  .description("file a complaint with the house that runs, and print who owes what by when")
  .argument("<text>", "what the complainant says")
  .action(async (text: string) => {
    process.exitCode = await fileOne(text);
  });

program
  .command("import")
  .description("import the complaints of a file into the house that runs, and print what became of each row")
  .argument("<file>", "CSV (UTF-8 or GBK), XLSX or JSONL; headings first")
  .addOption(new Option("--format <format>", "by the file's ending when absent").choices(["csv", "xlsx", "jsonl"]))
  .option("--source <name>", "the system that they come from; a reference is one inside it", "file")
  .option("--organization <id>", "what they are about; the first subsidiary of the demo when absent")
  .option("--project <id>", "the project of every row")
  .addOption(new Option("--received-by <whom>", "where no column says").choices(["centre", "specialist", "employee"]))
  .option("--dry-run", "judge every row, and file nothing")
  .action(async (file: string, options: ImportOptions) => {
    process.exitCode = await importFile(file, options).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      return 1;
    });
  });

program
  .command("audit")
  .description("prove the journal")
  .command("verify")
  .description("check every tenant's seals; names the first row that was touched")
  .action(async () => {
    process.exitCode = await auditVerify();
  });

const keys = program.command("keys").description("look after the keys under which personal data is sealed");

keys
  .command("rotate")
  .description("give every tenant a new key, which seals from two hours later on")
  .action(rotateKeys);

keys
  .command("rewrap")
  .description("wrap every tenant's keys by the first of HEARKEN_MASTER_KEYS, so that the others can be given up")
  .action(rewrapKeys);

const tenant = program.command("tenant").description("close the house to a whole group, or open it again");

tenant
  .command("disable")
  .description("nobody of the group gets in from now on, within two seconds; time and obligations go on")
  .argument("<tenant>", "id of the group")
  .action(async (id: string) => {
    process.exitCode = await setDisabled(id, true);
  });

tenant
  .command("enable")
  .description("everybody of the group gets in again, with what was granted to them")
  .argument("<tenant>", "id of the group")
  .action(async (id: string) => {
    process.exitCode = await setDisabled(id, false);
  });

program
  .command("access")
  .description("print who may do what, as docs/access.md keeps it")
  .action(() => {
    process.stdout.write(accessDocument());
  });

endWhenUnread();
await program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof NeverStarted)) throw error;
  process.stderr.write(`${error.message} (npm start).\n`);
  process.exitCode = 1;
});
