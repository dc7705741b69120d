import { z } from "zod";
import { startBackground } from "./background.js";
import { openDoor } from "./door.js";
import { BadEnvironment, readEnvironment } from "./environment.js";
import { readinessOf } from "./health.js";
import { whyNotDevelopment } from "./identity/development-only.js";
import { trustedHouse } from "./identity/house-issuer.js";
import { openKeySet } from "./identity/key-set.js";
import { tokenVerifier } from "./identity/verify.js";
import { fileNames, openMasterKeys } from "./keyring/master-keys.js";
import { openLog } from "./log.js";
import { openPlatform } from "./platform.js";
import { serveSubgraph } from "./serve-subgraph.js";
import type { Service } from "./service.js";
import { stopOnSignal } from "./shutdown.js";

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: z.string(),
  DATABASE_APP_URL: z.string().optional(),
  DATABASE_RELAY_URL: z.string().optional(),
  HEARKEN_POOL_SIZE: z.coerce.number().int().positive().default(10),
  HEARKEN_JWKS: z.string(),
  HEARKEN_ISSUER: z.string(),
  HEARKEN_AUDIENCE: z.string().default("hearken"),
  HEARKEN_HOUSE_JWKS: z.string().optional(),
  HEARKEN_HOUSE_ISSUER: z.string().optional(),
  HEARKEN_MASTER_KEYS: z.string().optional(),
  HEARKEN_LOG_LEVEL: z.string().default("info"),
  NODE_ENV: z.string().optional(),
});

/** Runs one service as a process of its own: its subgraph, consumers and workers, until it is asked to end. */
export async function runApart(service: Service): Promise<void> {
  const given = readEnvironment(
    settings.refine((all) => !service.seals || all.HEARKEN_MASTER_KEYS !== undefined, {
      message: "it seals personal data: name the files of the master keys",
      path: ["HEARKEN_MASTER_KEYS"],
    }),
  );
  const why = whyNotDevelopment({ NODE_ENV: given.NODE_ENV, HEARKEN_ISSUER: given.HEARKEN_ISSUER });
  if (why !== undefined) throw new BadEnvironment(why);
  const log = openLog({ service: service.name, level: given.HEARKEN_LOG_LEVEL });
  const platform = await openPlatform({
    database: {
      url: given.DATABASE_URL,
      appUrl: given.DATABASE_APP_URL,
      relayUrl: given.DATABASE_RELAY_URL,
      poolSize: given.HEARKEN_POOL_SIZE,
    },
    services: [service],
    log,
    masterKeys: service.seals ? await openMasterKeys(fileNames(given.HEARKEN_MASTER_KEYS ?? "")) : undefined,
    applicationName: `hearken ${service.name}`,
  });
  const { HEARKEN_ISSUER: issuer, HEARKEN_AUDIENCE: audience } = given;
  const verify = tokenVerifier({
    keys: openKeySet({ location: given.HEARKEN_JWKS }),
    issuer,
    audience,
    also: trustedHouse({ jwks: given.HEARKEN_HOUSE_JWKS, issuer: given.HEARKEN_HOUSE_ISSUER, audience }),
  });
  const server = await serveSubgraph({
    service,
    platform,
    door: openDoor({ platform, services: [service], verify }),
    readiness: readinessOf({
      database: platform.database,
      migrations: [{ service: service.name, migrations: service.migrations }],
    }),
    port: given.PORT,
    host: given.HOST,
  });
  const background = startBackground(platform, [service]);
  log.info({ port: server.port }, "serving");
  // Whoever started us has died: nobody would ever ask us to end.
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  stopOnSignal([{ stop: () => platform.database.close() }, background, server], log);
}
