import {
  fileNames,
  readEnvironment,
  whyNotDevelopment,
  type DatabaseAccess,
  type HouseIssuerOptions,
} from "@hearken/service-kit";
import { z } from "zod";
import { DEFAULT_LIMITS, type Limits } from "./limit/limits.js";

const count = z.coerce.number().int().positive();

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default("0.0.0.0"),
  DATABASE_URL: z.string(),
  DATABASE_APP_URL: z.string().optional(),
  DATABASE_RELAY_URL: z.string().optional(),
  HEARKEN_POOL_SIZE: count.default(10),
  HEARKEN_SUBGRAPHS: z
    .string()
    .regex(/^\s*[a-z]+=https?:\/\/\S+(\s+[a-z]+=https?:\/\/\S+)*\s*$/, "name=url pairs with spaces between them"),
  HEARKEN_JWKS: z.string(),
  HEARKEN_ISSUER: z.string(),
  HEARKEN_AUDIENCE: z.string().default("hearken"),
  HEARKEN_HOUSE_ISSUER: z.string().optional(),
  HEARKEN_SIGNING_KEYS: z.string().optional(),
  NODE_ENV: z.string().optional(),
  HEARKEN_MAX_COST: count.default(DEFAULT_LIMITS.cost),
  HEARKEN_MAX_DEPTH: count.default(DEFAULT_LIMITS.depth),
  HEARKEN_COST_PER_SECOND: count.optional(),
  HEARKEN_EXPLORER: z.enum(["on", "off"]).default("on"),
  HEARKEN_LOG_LEVEL: z.string().default("info"),
});

/** Settings of the gateway as a process of its own; see the README's table. */
export interface GatewayEnvironment {
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseAccess;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  readonly jwks: string;
  readonly issuer: string;
  readonly audience: string;
  /** The house as the issuer of its programs' tokens; absent: it gives none. */
  readonly programs: HouseIssuerOptions | undefined;
  readonly limits: Limits;
  readonly hasExplorer: boolean;
  readonly logLevel: string;
}

/** Reads the gateway's settings. Throws `BadEnvironment` that lists every problem. */
export function gatewayEnvironment(source?: NodeJS.ProcessEnv): GatewayEnvironment {
  const given = readEnvironment(
    settings.superRefine((all, context) => {
      const why = whyNotDevelopment({ NODE_ENV: all.NODE_ENV, HEARKEN_ISSUER: all.HEARKEN_ISSUER });
      if (why !== undefined) context.addIssue({ code: "custom", path: ["HEARKEN_ISSUER"], message: why });
      if ((all.HEARKEN_SIGNING_KEYS === undefined) !== (all.HEARKEN_HOUSE_ISSUER === undefined)) {
        const message = "HEARKEN_SIGNING_KEYS and HEARKEN_HOUSE_ISSUER go together";
        context.addIssue({ code: "custom", path: ["HEARKEN_SIGNING_KEYS"], message });
      }
      if (all.HEARKEN_HOUSE_ISSUER === all.HEARKEN_ISSUER) {
        const message = "the house is not the issuer that it believes";
        context.addIssue({ code: "custom", path: ["HEARKEN_HOUSE_ISSUER"], message });
      }
    }),
    source,
  );
  return {
    port: given.PORT,
    host: given.HOST,
    database: {
      url: given.DATABASE_URL,
      appUrl: given.DATABASE_APP_URL,
      relayUrl: given.DATABASE_RELAY_URL,
      poolSize: given.HEARKEN_POOL_SIZE,
    },
    subgraphs: given.HEARKEN_SUBGRAPHS.trim()
      .split(/\s+/)
      .map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), url: pair.slice(pair.indexOf("=") + 1) })),
    jwks: given.HEARKEN_JWKS,
    issuer: given.HEARKEN_ISSUER,
    audience: given.HEARKEN_AUDIENCE,
    programs:
      given.HEARKEN_HOUSE_ISSUER === undefined
        ? undefined
        : {
            issuer: given.HEARKEN_HOUSE_ISSUER,
            audience: given.HEARKEN_AUDIENCE,
            keyFiles: fileNames(given.HEARKEN_SIGNING_KEYS ?? ""),
          },
    limits: {
      ...DEFAULT_LIMITS,
      cost: given.HEARKEN_MAX_COST,
      depth: given.HEARKEN_MAX_DEPTH,
      costPerSecond: given.HEARKEN_COST_PER_SECOND ?? DEFAULT_LIMITS.costPerSecond,
    },
    hasExplorer: given.HEARKEN_EXPLORER === "on",
    logLevel: given.HEARKEN_LOG_LEVEL,
  };
}
