import path from "node:path";
import {
  fileNames,
  readEnvironment,
  whyNoDevelopmentMasterKey,
  whyNotDevelopment,
  type DatabaseAccess,
  type HouseIssuerOptions,
} from "@hearken/service-kit";
import { z } from "zod";

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: z.string().optional(),
  DATABASE_APP_URL: z.string().optional(),
  DATABASE_RELAY_URL: z.string().optional(),
  HEARKEN_POOL_SIZE: z.coerce.number().int().positive().optional(),
  HEARKEN_JWKS: z.string().optional(),
  HEARKEN_ISSUER: z.string().optional(),
  HEARKEN_AUDIENCE: z.string().default("hearken"),
  HEARKEN_HOUSE_ISSUER: z.string().optional(),
  HEARKEN_SIGNING_KEYS: z.string().optional(),
  HEARKEN_MASTER_KEYS: z.string().optional(),
  NODE_ENV: z.string().optional(),
  HEARKEN_LOG_LEVEL: z.string().default("warn"),
  HEARKEN_URL: z.url().optional(),
});

/** Settings of the whole house; README.md has the table. */
export interface HouseEnvironment {
  readonly port: number;
  readonly host: string;
  /** `undefined`: the embedded database. */
  readonly database: DatabaseAccess | undefined;
  /** `undefined`: the development issuer, whose tokens `hearken token` prints. */
  readonly issuer: { readonly jwks: string; readonly issuer: string; readonly audience: string } | undefined;
  /** The house as the issuer of its programs' tokens; `undefined`: it gives none. */
  readonly programs: HouseIssuerOptions | undefined;
  /** Files of the master keys; `undefined`: this clone makes one for itself. */
  readonly masterKeyFiles: readonly string[] | undefined;
  readonly logLevel: string;
  /** A house that runs already, for the demo. */
  readonly address: string | undefined;
}

/** Reads the settings of the house. Throws `BadEnvironment` that lists every problem. */
export function houseEnvironment(source?: NodeJS.ProcessEnv): HouseEnvironment {
  const together = settings
    .refine((given) => (given.HEARKEN_JWKS === undefined) === (given.HEARKEN_ISSUER === undefined), {
      message: "HEARKEN_JWKS and HEARKEN_ISSUER go together",
      path: ["HEARKEN_JWKS"],
    })
    .refine((given) => (given.HEARKEN_SIGNING_KEYS === undefined) === (given.HEARKEN_HOUSE_ISSUER === undefined), {
      message: "HEARKEN_SIGNING_KEYS and HEARKEN_HOUSE_ISSUER go together",
      path: ["HEARKEN_SIGNING_KEYS"],
    })
    .superRefine((given, context) => {
      const message = whyNotDevelopment(given);
      if (message !== undefined) context.addIssue({ code: "custom", path: ["HEARKEN_ISSUER"], message });
      const why = given.HEARKEN_MASTER_KEYS === undefined ? whyNoDevelopmentMasterKey(given) : undefined;
      if (why !== undefined) context.addIssue({ code: "custom", path: ["HEARKEN_MASTER_KEYS"], message: why });
    });
  const given = readEnvironment(together, source);
  const { DATABASE_URL: url, HEARKEN_JWKS: jwks, HEARKEN_ISSUER: issuer } = given;
  return {
    port: given.PORT,
    host: given.HOST,
    database:
      url === undefined
        ? undefined
        : {
            url,
            appUrl: given.DATABASE_APP_URL,
            relayUrl: given.DATABASE_RELAY_URL,
            poolSize: given.HEARKEN_POOL_SIZE,
          },
    issuer: jwks === undefined || issuer === undefined ? undefined : { jwks, issuer, audience: given.HEARKEN_AUDIENCE },
    programs:
      given.HEARKEN_HOUSE_ISSUER === undefined
        ? undefined
        : {
            issuer: given.HEARKEN_HOUSE_ISSUER,
            audience: given.HEARKEN_AUDIENCE,
            keyFiles: fileNames(given.HEARKEN_SIGNING_KEYS ?? ""),
          },
    masterKeyFiles: given.HEARKEN_MASTER_KEYS === undefined ? undefined : fileNames(given.HEARKEN_MASTER_KEYS),
    logLevel: given.HEARKEN_LOG_LEVEL,
    address: given.HEARKEN_URL,
  };
}

/** The environment of a process started from here: ours, with these. */
export function childEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...more };
}

/** Root of the clone. */
export const ROOT = path.resolve(import.meta.dirname, "..", "..");
/** Where the house keeps what it makes: data, keys, what runs at present. */
export const KEPT = path.join(ROOT, ".hearken");
