import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openDevelopmentIssuer } from "./development-issuer.js";

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "hearken-issuer-")), "deep", "keys");
});
afterEach(() => rm(join(folder, "..", ".."), { recursive: true }));

describe("the development issuer", () => {
  it("has one key, however many processes open it at once", async () => {
    const issuers = await Promise.all(Array.from({ length: 8 }, () => openDevelopmentIssuer(folder)));
    expect(new Set(issuers.map(({ jwks }) => jwks)).size).toBe(1);
    expect((await openDevelopmentIssuer(folder)).jwks).toBe(issuers[0]?.jwks);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("keeps its key from everybody else, and publishes nothing private", async () => {
    const { jwks } = await openDevelopmentIssuer(folder);
    const [file = ""] = await readdir(folder);
    expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    expect(Object.keys((JSON.parse(jwks) as { keys: [object] }).keys[0]).sort()).toEqual([
      "alg",
      "crv",
      "kid",
      "kty",
      "use",
      "x",
      "y",
    ]);
  });
});
