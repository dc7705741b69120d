import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  DEVELOPMENT_ISSUER,
  AUDIENCE,
  developmentMasterKey,
  openDevelopmentIssuer,
  openHouseIssuer,
  openKeySet,
  type DevelopmentIssuer,
  type HouseIssuer,
  type KeySet,
} from "@hearken/service-kit";
import { KEPT, type HouseEnvironment } from "./environment.js";

/** Whose tokens hold, and under which keys personal data is sealed. */
export interface Trust {
  readonly keys: KeySet;
  readonly issuer: string;
  readonly audience: string;
  /** Where the keys are, for other processes. */
  readonly location: string;
  readonly jwks?: string;
  /** Files of the master keys: the first wraps. */
  readonly masterKeyFiles: readonly string[];
  /** Signs the tokens of programs, when a key is configured. */
  readonly programs?: HouseIssuer;
  /** There is one only on a developer's machine. */
  readonly development?: DevelopmentIssuer;
}

/** What the environment names, else the development issuer and the master key of this clone. */
export async function trustOf(
  environment: Pick<HouseEnvironment, "issuer" | "programs" | "masterKeyFiles">,
): Promise<Trust> {
  const { issuer } = environment;
  const masterKeyFiles = environment.masterKeyFiles ?? [await developmentMasterKey(KEPT)];
  const programs = environment.programs === undefined ? {} : { programs: await openHouseIssuer(environment.programs) };
  if (issuer !== undefined) {
    return {
      keys: openKeySet({ location: issuer.jwks }),
      issuer: issuer.issuer,
      audience: issuer.audience,
      location: issuer.jwks,
      masterKeyFiles,
      ...programs,
    };
  }
  const development = await openDevelopmentIssuer(KEPT);
  const location = path.join(KEPT, "jwks.json");
  writeFileSync(location, development.jwks);
  return {
    keys: openKeySet({ location }),
    issuer: DEVELOPMENT_ISSUER,
    audience: AUDIENCE,
    location,
    jwks: development.jwks,
    development,
    masterKeyFiles,
    ...programs,
  };
}
