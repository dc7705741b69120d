import { readScope } from "@hearken/service-kit";

/*
 * What a program says at the token endpoint. Source: RFC 6749 2.3.1 (how a client proves itself), 4.4.2 (the request), 5.2 (the errors).
 */

/** The codes of RFC 6749 5.2 that this endpoint answers, and the one of 4.1.2.1 that means «later». */
export type TokenError =
  "invalid_request" | "invalid_client" | "unsupported_grant_type" | "invalid_scope" | "temporarily_unavailable";

export interface TokenRefusal {
  readonly error: TokenError;
  /** Printable ASCII, for whoever writes the program. */
  readonly description: string;
}

export interface TokenRequest {
  readonly clientId: string;
  readonly secret: string;
  /** What the token shall be good for; everything that the program may do when absent. Source: RFC 6749 3.3. */
  readonly scope?: readonly string[];
}

const PROVE_YOURSELF: TokenRefusal = {
  error: "invalid_client",
  description: "The client is not known by this secret.",
};

/** The one answer to a scope that is no list of actions, or goes beyond what the program is bound to. Source: RFC 6749 5.2. */
export function beyondScope(): TokenRefusal {
  return {
    error: "invalid_scope",
    description: "The scope names what is no action, or what the client is not bound to.",
  };
}

/** The one answer to whatever is wrong with a client and its secret. */
export function unknownClient(): TokenRefusal {
  return PROVE_YOURSELF;
}

/**
 * Reads a form-encoded body and the `Authorization` header. The client proves itself in one of the two, never both;
 * a parameter that is empty counts as absent, one that is unknown as nothing, and none stands twice.
 */
export function readTokenRequest(
  form: string,
  authorization: string | undefined,
): { readonly request: TokenRequest } | { readonly refusal: TokenRefusal } {
  const refuse = (error: TokenError, description: string): { refusal: TokenRefusal } => ({
    refusal: { error, description },
  });
  const parameters = new URLSearchParams(form);
  for (const name of new Set(parameters.keys())) {
    if (parameters.getAll(name).length > 1) return refuse("invalid_request", "A parameter stands twice.");
  }
  const given = (name: string): string | undefined => parameters.get(name) || undefined;
  const grantType = given("grant_type");
  if (grantType === undefined) return refuse("invalid_request", "grant_type is missing.");
  if (authorization !== undefined && given("client_secret") !== undefined) {
    return refuse("invalid_request", "Prove the client by the header or in the body, not in both.");
  }
  const request =
    authorization === undefined
      ? { clientId: given("client_id"), secret: given("client_secret") }
      : basicCredentials(authorization);
  if (request?.clientId === undefined || request.secret === undefined) return { refusal: PROVE_YOURSELF };
  if (authorization !== undefined && (given("client_id") ?? request.clientId) !== request.clientId) {
    return refuse("invalid_request", "client_id is not that of the header.");
  }
  if (grantType !== "client_credentials")
    return refuse("unsupported_grant_type", "Only client_credentials is offered.");
  const proof = { clientId: request.clientId, secret: request.secret };
  const asked = given("scope");
  if (asked === undefined) return { request: proof };
  const scope = readScope(asked);
  return scope === undefined ? { refusal: beyondScope() } : { request: { ...proof, scope } };
}

/** Both halves are form-encoded inside the header. */
function basicCredentials(authorization: string): { clientId: string; secret: string } | undefined {
  const encoded = /^basic +([\w+/]+={0,2})$/i.exec(authorization.trim())?.[1];
  const text = encoded === undefined ? "" : Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  const clientId = decoded(text.slice(0, Math.max(colon, 0)));
  const secret = decoded(text.slice(colon + 1));
  return colon < 1 || !clientId || !secret ? undefined : { clientId, secret };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
