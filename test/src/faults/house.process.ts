import process from "node:process";
import { openTogether } from "@hearken/infra/together";
import { openKeySet, openLog } from "@hearken/service-kit";

/* A whole house in a process of its own, so that it can be killed. Arguments: database, keys, issuer, audience, master keys. */

const [url = "", location = "", issuer = "", audience = "", ...masterKeyFiles] = process.argv.slice(2);

process.once("disconnect", () => process.exit(1));
const house = await openTogether({
  database: { url, poolSize: 6 },
  port: 0,
  keys: openKeySet({ location }),
  issuer,
  audience,
  masterKeyFiles,
  log: openLog({ service: "house", level: "fatal" }),
});
process.send?.({ port: house.port });
