import { isUtf8 } from "node:buffer";
import { parseId, type TenantId } from "@hearken/kernel";
import { readScope } from "../access/token-scope.js";
import { repeatedKey } from "../http/repeated-key.js";

/** What a verified token says, and nothing more. */
export interface Identity {
  readonly tenantId: TenantId;
  readonly subject: string;
  /** Milliseconds since the epoch, by the clock of the issuer. */
  readonly expiresAt: number;
  /** The actions that it may be used for; everything that its subject may do when absent. */
  readonly scope?: readonly string[];
}

export const LONGEST_TOKEN = 8 * 1024;
const LONGEST_SUBJECT = 200;
const LONGEST_KEY_ID = 200;
/** Bytes of an ES256 signature: r and s. */
const SIGNATURE = 64;
const PARTS = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** What a header may not ask for: another key, an extension, a payload that is not what was signed, or one inside the other. */
const REFUSED = ["crit", "b64", "jku", "jwk", "x5u", "x5c", "zip", "enc", "cty"];

/** The token of an `Authorization: Bearer` header, `undefined` when the header is absent, `null` when it is malformed. */
export function bearerToken(authorization: string | undefined): string | null | undefined {
  if (authorization === undefined || authorization.trim() === "") return undefined;
  const token = /^bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  return token === undefined || token.length > LONGEST_TOKEN || !PARTS.test(token) ? null : token;
}

/** What a token says of itself before anything is proved: by which key, and of which issuer. */
export interface SaidByToken {
  readonly kid: string;
  readonly issuer: string;
}

/**
 * Reads a token of exactly one form: three parts of canonical base64url, a header that asks for nothing but ES256 and a key
 * by its id, no name twice in header or claims, a signature as long as they are. `undefined` for any other.
 * Source: RFC 7515 4.1 and 5.2, RFC 8725 3.
 */
export function readToken(token: string): SaidByToken | undefined {
  if (token.length > LONGEST_TOKEN || !PARTS.test(token)) return undefined;
  const [head = "", body = "", signature = ""] = token.split(".");
  const header = jsonObject(head);
  const claims = jsonObject(body);
  if (header?.["alg"] !== "ES256" || REFUSED.some((name) => Object.hasOwn(header, name))) return undefined;
  if (canonicalBytes(signature)?.length !== SIGNATURE) return undefined;
  const kid = header["kid"];
  const issuer = claims?.["iss"];
  if (typeof kid !== "string" || kid.length === 0 || kid.length > LONGEST_KEY_ID) return undefined;
  return typeof issuer === "string" ? { kid, issuer } : undefined;
}

interface Reading {
  /** Seconds since the epoch. */
  readonly latest?: number;
  /** Whether the house issued it: a `scope` counts then, and only then. */
  readonly isHouse?: boolean;
}

/** The identity in verified claims; `undefined` when a claim is missing or malformed, or the token was issued after `latest`. */
export function identityOf(
  claims: unknown,
  { latest = Infinity, isHouse = false }: Reading = {},
): Identity | undefined {
  if (typeof claims !== "object" || claims === null) return undefined;
  const { tenant, sub, exp, iat, scope } = claims as Record<string, unknown>;
  const tenantId = typeof tenant === "string" ? parseId<"Tenant">(tenant) : undefined;
  if (tenantId === undefined || typeof sub !== "string" || sub === "" || sub.length > LONGEST_SUBJECT) return undefined;
  if (!sub.isWellFormed() || sub.includes("\u0000") || typeof exp !== "number" || !Number.isFinite(exp))
    return undefined;
  if (iat !== undefined && !(typeof iat === "number" && iat <= latest)) return undefined;
  const identity = { tenantId, subject: sub, expiresAt: exp * 1_000 };
  if (!isHouse || scope === undefined) return identity;
  const actions = typeof scope === "string" ? readScope(scope) : undefined;
  return actions === undefined ? undefined : { ...identity, scope: actions };
}

/** The bytes of base64url that says them in the one way there is; `undefined` for any other way. */
function canonicalBytes(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, "base64url");
  return bytes.toString("base64url") === part ? bytes : undefined;
}

function jsonObject(part: string): Record<string, unknown> | undefined {
  const bytes = canonicalBytes(part);
  if (bytes === undefined || !isUtf8(bytes)) return undefined;
  const text = bytes.toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return repeatedKey(text) === undefined ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
