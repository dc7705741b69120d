import process from "node:process";
import { openApart } from "./apart.js";
import { houseEnvironment } from "./environment.js";
import { run } from "./run-house.js";
import { refused } from "./welcome.js";

/* `npm run start:apart`: each service as its own process behind the federating gateway. */

const environment = houseEnvironment();
await run(environment, (options, trust) =>
  openApart({
    ...options,
    location: trust.location,
    logLevel: environment.logLevel,
    onDeath: (service, code) => {
      process.stderr.write(
        `${service} ended with code ${String(code)}; its part of the graph is away until it is started again.\n`,
      );
    },
  }),
).catch((error: unknown) => {
  process.stderr.write(`${refused(error)}\n`);
  process.exit(1);
});
