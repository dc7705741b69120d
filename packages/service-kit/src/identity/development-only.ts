/** The name of the issuer that stands in for a group's identity provider on a developer's machine. */
export const DEVELOPMENT_ISSUER = "https://hearken.localhost/development";

/** The settings that tell a developer's machine from a house that others use. */
export interface Surroundings {
  readonly NODE_ENV?: string | undefined;
  /** Where the house listens. */
  readonly HOST?: string | undefined;
  /** The issuer that is believed, when one is named. */
  readonly HEARKEN_ISSUER?: string | undefined;
}

const OWN_MACHINE = new Set(["localhost", "127.0.0.1", "::1"]);

/** Whether nobody but this machine can reach the house, and nobody called it production. */
export function isDevelopersMachine({ NODE_ENV, HOST }: Surroundings): boolean {
  return NODE_ENV !== "production" && (HOST === undefined || OWN_MACHINE.has(HOST));
}

/**
 * Why the development issuer may not be believed here; `undefined` when it may. Never in production, by whatever name it
 * comes in; and, when nobody named an issuer, only in a house that its own machine alone can reach.
 */
export function whyNotDevelopment({ NODE_ENV, HOST, HEARKEN_ISSUER }: Surroundings): string | undefined {
  if (HEARKEN_ISSUER !== undefined && HEARKEN_ISSUER !== DEVELOPMENT_ISSUER) return undefined;
  if (NODE_ENV === "production") {
    return "the development issuer is never believed in production: name the group's by HEARKEN_JWKS and HEARKEN_ISSUER";
  }
  if (HEARKEN_ISSUER === undefined && HOST !== undefined && !OWN_MACHINE.has(HOST)) {
    return "the development issuer is believed on its own machine alone: name the group's by HEARKEN_JWKS and HEARKEN_ISSUER, or listen on 127.0.0.1";
  }
  return undefined;
}
