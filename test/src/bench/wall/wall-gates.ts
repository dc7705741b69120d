import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Principal } from "@hearken/graphql-kit";
import { newId, type Reach, type TenantId } from "@hearken/kernel";
import { can, openKeySet, temporaryIssuer, tokenVerifier } from "@hearken/service-kit";
import type { Figure } from "../figure.js";
import { median } from "../measure/statistics.js";

const TOKENS = 2_000;
const CHECKS = 200_000;
const ROUNDS = 5;

/** Microseconds of a token that is seen for the first time, and of one that held before. */
export async function measureTokens(tenantId: TenantId): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "hearken-bench-"));
  try {
    const { jwks, issuer, audience, sign } = temporaryIssuer();
    const location = path.join(folder, "jwks.json");
    await writeFile(location, jwks);
    const verify = tokenVerifier({ keys: openKeySet({ location }), issuer, audience });
    const first: number[] = [];
    const again: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const tokens = Array.from({ length: TOKENS }, () => sign({ tenantId, subject: newId(), lifetimeSeconds: 3_600 }));
      for (const samples of [first, again]) {
        const began = performance.now();
        for (const token of tokens) if ((await verify(token)) === undefined) throw new Error("a token does not hold");
        // The first round compiles.
        if (round > 0) samples.push(((performance.now() - began) * 1_000) / TOKENS);
      }
    }
    return [
      { name: "token verified for the first time", value: median(first), unit: "µs" },
      { name: "token verified again", value: median(again), unit: "µs" },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Nanoseconds of one check of a capability, on the resource that is found last. */
export function measureChecks(principal: Omit<Principal, "scope">, tenantId: TenantId): readonly Figure[] {
  const projectIds = Array.from({ length: 300 }, () => newId<"Project">());
  const reaches: readonly (readonly [string, Reach])[] = [
    ["the tenant", { kind: "tenant" }],
    ["300 projects", { kind: "projects", projectIds }],
  ];
  return reaches.map(([of, reach]) => {
    const whole = { ...principal, scope: { tenantId, reach } };
    const resource = { organizationId: null, projectId: projectIds.at(-1) ?? null };
    const rounds = Array.from({ length: ROUNDS }, () => {
      const began = performance.now();
      let allowed = 0;
      for (let done = 0; done < CHECKS; done += 1) if (can(whole, "complaint.read", resource)) allowed += 1;
      if (allowed !== CHECKS) throw new Error("what is within reach is not allowed");
      return ((performance.now() - began) * 1e6) / CHECKS;
    });
    return { name: `capability checked, reach of ${of}`, value: median(rounds), unit: "ns" };
  });
}
