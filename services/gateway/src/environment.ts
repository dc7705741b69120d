import { readEnvironment } from "@hearken/service-kit";
import { z } from "zod";
import { DEFAULT_LIMITS, type Limits } from "./limit/limits.js";

const count = z.coerce.number().int().positive();

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default("0.0.0.0"),
  HEARKEN_JWKS: z.string().optional(),
  HEARKEN_ISSUER: z.string().optional(),
  HEARKEN_AUDIENCE: z.string().default("hearken"),
  HEARKEN_MAX_COST: count.default(DEFAULT_LIMITS.cost),
  HEARKEN_MAX_DEPTH: count.default(DEFAULT_LIMITS.depth),
  HEARKEN_EXPLORER: z.enum(["on", "off"]).default("on"),
});

/** Settings of the gateway; see the README's table. */
export interface GatewayEnvironment {
  readonly port: number;
  readonly host: string;
  /** Where the issuer publishes its keys, and who it is; both or neither (then the development issuer stands in). */
  readonly jwks: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string;
  readonly limits: Limits;
  readonly hasExplorer: boolean;
}

/** Reads the gateway's settings. Throws `BadEnvironment` that lists every problem. */
export function gatewayEnvironment(source?: NodeJS.ProcessEnv): GatewayEnvironment {
  const together = schema.refine(
    (given) => (given.HEARKEN_JWKS === undefined) === (given.HEARKEN_ISSUER === undefined),
    {
      message: "HEARKEN_JWKS and HEARKEN_ISSUER go together",
      path: ["HEARKEN_JWKS"],
    },
  );
  const given = readEnvironment(together, source);
  return {
    port: given.PORT,
    host: given.HOST,
    jwks: given.HEARKEN_JWKS,
    issuer: given.HEARKEN_ISSUER,
    audience: given.HEARKEN_AUDIENCE,
    limits: { ...DEFAULT_LIMITS, cost: given.HEARKEN_MAX_COST, depth: given.HEARKEN_MAX_DEPTH },
    hasExplorer: given.HEARKEN_EXPLORER === "on",
  };
}
