import process from "node:process";
import { houseEnvironment } from "./environment.js";
import { run } from "./run-house.js";
import { openTogether } from "./together.js";
import { refused } from "./welcome.js";

/* `npm start`: the whole house in one process, on the embedded database or on DATABASE_URL. */

await run(houseEnvironment(), openTogether).catch((error: unknown) => {
  process.stderr.write(`${refused(error)}\n`);
  process.exit(1);
});
