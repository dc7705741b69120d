import { parseId, type TenantId } from "@hearken/kernel";

/** What a verified token says, and nothing more. */
export interface Identity {
  readonly tenantId: TenantId;
  readonly subject: string;
  /** Milliseconds since the epoch, by the clock of the issuer. */
  readonly expiresAt: number;
}

export const LONGEST_TOKEN = 8 * 1024;
const LONGEST_SUBJECT = 200;
const PARTS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** The token of an `Authorization: Bearer` header, `undefined` when the header is absent, `null` when it is malformed. */
export function bearerToken(authorization: string | undefined): string | null | undefined {
  if (authorization === undefined || authorization.trim() === "") return undefined;
  const token = /^bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  return token === undefined || token.length > LONGEST_TOKEN || !PARTS.test(token) ? null : token;
}

/** The key id of a token whose header asks for nothing but ES256 and a key of ours. */
export function keyIdOf(token: string): string | undefined {
  const header = jsonObject(token.slice(0, token.indexOf(".")));
  if (header?.["alg"] !== "ES256" || "crit" in header || "jku" in header || "jwk" in header || "x5u" in header)
    return undefined;
  const kid = header["kid"];
  return typeof kid === "string" && kid.length > 0 && kid.length <= 200 ? kid : undefined;
}

/** The identity in verified claims; `undefined` when a claim is missing or malformed. */
export function identityOf(claims: unknown): Identity | undefined {
  if (typeof claims !== "object" || claims === null) return undefined;
  const { tenant, sub, exp } = claims as Record<string, unknown>;
  const tenantId = typeof tenant === "string" ? parseId<"Tenant">(tenant) : undefined;
  if (tenantId === undefined || typeof sub !== "string" || sub === "" || sub.length > LONGEST_SUBJECT) return undefined;
  if (!sub.isWellFormed() || sub.includes("\u0000") || typeof exp !== "number" || !Number.isFinite(exp))
    return undefined;
  return { tenantId, subject: sub, expiresAt: exp * 1_000 };
}

function jsonObject(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
